// What the adapters share: may this file be sent, and if not, what does a person do about it.

import type { CheckOptions } from "../check.js";
import { lazily, type WillpassSource } from "../lazy.js";
import { isAboutFile } from "../messages/about.js";
import type { Say } from "../messages/say.js";
import type { Verdict } from "../types.js";

export interface FormOptions extends CheckOptions {
  /** The engine, or what loads it when the first file comes. */
  willpass: WillpassSource;
  /** Where the files go, such as `vidu/img2video`. */
  endpoint: string;
  /** From `willpass/messages/<language>`, or your own. Default: the engine's words, in English and without the numbers of the file. */
  say?: Say;
}

/** Why a file may not be sent. */
export interface Refusal {
  /** The provider's code; "" when it has none. */
  code: string;
  /** What to change, for the person who chose the file. */
  message: string;
  verdict: Verdict;
}

/** Judges files that are sent together; a single file is judged for what it is, not for how many there should be. */
export type Judge = (files: readonly Blob[]) => Promise<Refusal | undefined>;

export function judgeOf(options: FormOptions): Judge {
  const { endpoint, facts, resolve, say = inShort } = options;
  const engine = lazily(options.willpass);
  return async (files) => {
    const verdict = await (await engine()).checkFiles(files, endpoint, { ...(facts && { facts }), ...(resolve && { resolve }) });
    if (verdict.outcome !== "rejected") return undefined;
    const [file] = files;
    const code = verdict.answers[0]?.code ?? "";
    if (file === undefined || files.length > 1) return { code, message: each(files, verdict, say), verdict };
    if (!verdict.findings.some((finding) => isAboutFile(finding) && finding.kind !== "items")) return undefined;
    return { code, message: say(verdict, file.size), verdict };
  };
}

/** What is said of every file, after its name, and of all together. */
function each(files: readonly Blob[], verdict: Verdict, say: Say): string {
  const about = (place: string): Verdict => ({ ...verdict, findings: verdict.findings.filter((finding) => finding.at === place) });
  const places = [...new Set(verdict.findings.filter(isAboutFile).map(({ at }) => at))];
  const lines = places.map((place) => {
    const [, index] = /\/(\d+)(?:\/|$)/.exec(place) ?? [];
    const file = index === undefined ? undefined : files[Number(index)];
    return `${file instanceof File ? `${file.name}: ` : ""}${say(about(place), file?.size)}`;
  });
  return lines.join("\n") || say(verdict);
}

function inShort({ findings, answers }: Verdict): string {
  const words = findings.filter(isAboutFile).map(({ advice, want }) => advice || want);
  return words.join("; ") || (answers[0]?.message ?? "");
}
