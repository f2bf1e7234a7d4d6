// What the page asks the worker, and what it is answered. Both files read this one.

import type { ErrorEntry, Facts, Media, Provider, Verdict } from "willpass";
import type { Fixed } from "willpass/fix";
import type { CommandProblem } from "../curl/sent.js";
import type { Shown } from "../show/request.js";

export interface Questions {
  /** The providers, as soon as the engine is ready. */
  providers: { ask: object; answer: Provider[] };
  /** What the header of a file says. */
  probe: { ask: { file: File }; answer: Media };
  /** A small picture of it; undefined when this browser cannot decode it. */
  thumbnail: { ask: { file: File }; answer: ImageBitmap | undefined };
  /** Every endpoint that takes files; `part` brings what is known so far. `broken`: its pixels do not decode. */
  where: { ask: { file: File; broken: boolean }; part: Row[]; answer: number };
  /** One of them in full. */
  verdict: { ask: { file: File; endpoint: string; broken: boolean }; answer: Verdict };
  /** The picture mended for an endpoint, or why it cannot be. */
  mend: { ask: { file: File; endpoint: string }; answer: Fixed };
  command: { ask: { text: string; files: Record<string, File>; facts: Facts }; answer: Judged };
  codes: { ask: { text: string; provider: string }; answer: ErrorEntry[] };
}

export type Kind = keyof Questions;
export type Part<K extends Kind> = Questions[K] extends { part: infer P } ? P : never;

/** One endpoint's verdict on a file, without what only its details show: bodies, needs, assumptions, what passed. */
export interface Row {
  endpoint: string;
  verdict: Verdict;
}

/** A curl command: what would come of it, or why it cannot be told. */
export type Judged =
  | { is: "verdict"; verdict: Verdict; shown: Shown }
  | { is: "problem"; problem: Pick<CommandProblem, "kind" | "word"> }
  /** It sends files that nobody has given yet. */
  | { is: "files"; wanted: string[] };

/** To the worker; `id` is the page's. */
export type Ask = { [K in Kind]: { id: number; kind: K; ask: Questions[K]["ask"] } }[Kind];

/** From the worker: a part, the answer, or the words of what went wrong. */
export type Tell = { id: number } & ({ part: unknown } | { answer: unknown } | { wrong: string });
