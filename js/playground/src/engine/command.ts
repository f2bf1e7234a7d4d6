import type { Willpass } from "willpass";
import { readCommand } from "../curl/command.js";
import { CommandProblem, filesOf, type Piece, type Sent } from "../curl/sent.js";
import { encoded } from "../curl/url.js";
import { shownRequest } from "../show/request.js";
import type { Judged, Questions } from "./words.js";

const READABLE = 1 << 18; // bytes of a file that are shown as text

/** Reads a curl command and judges what it would send. */
export async function command(willpass: Willpass, { text, files, facts }: Questions["command"]["ask"]): Promise<Judged> {
  let sent: Sent;
  try {
    sent = readCommand(text);
  } catch (problem) {
    if (problem instanceof CommandProblem) return { is: "problem", problem: { kind: problem.kind, word: problem.word.slice(0, 200) } };
    throw problem;
  }
  const wanted = filesOf(sent).filter((name) => files[name] === undefined);
  if (wanted.length > 0) return { is: "files", wanted };
  const parts = await Promise.all(sent.body.map((piece) => content(piece, files)));
  const { method, url, headers } = sent;
  const verdict = await willpass.check({ method, url, headers, ...(parts.length > 0 && { body: new Blob(parts) }) }, { facts });
  return { is: "verdict", verdict, shown: shownRequest(sent, await readable(parts), verdict.findings) };
}

/** A file stays on disk unless its bytes change on the way. */
async function content(piece: Piece, files: Record<string, File>): Promise<BlobPart> {
  if (typeof piece === "string") return piece;
  const file = files[piece.file]!;
  if (piece.as === "encode") return encoded(await file.text());
  if (piece.as !== "strip") return file;
  return new Uint8Array(await file.arrayBuffer()).filter((byte) => byte !== 10 && byte !== 13 && byte !== 0);
}

/** The body as text; undefined when it is long and comes from a file, or is no text. */
async function readable(parts: readonly BlobPart[]): Promise<string | undefined> {
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  const whole = new Blob([...parts]);
  if (whole.size > READABLE) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await whole.arrayBuffer());
  } catch {
    return undefined;
  }
}
