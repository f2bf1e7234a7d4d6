// What would make a finding pass, as sentences.

import type { Finding, Fix, Media, Verdict } from "willpass";
import { bytesOf, formatOf } from "./numbers.js";
import type { Words } from "./index.js";

/** What is known of a file: with it, changes that it does not need are not told. */
export interface About {
  /** Left out: not in question. */
  format?: Media["format"];
  /** -1: not in question. */
  bytes: number;
}

/** For a verdict on a file. Its changes are the same in every finding about it. */
export function repairOf(verdict: Verdict, words: Words, about: About): string {
  const { fix = [] } = verdict.findings.find(({ state, fix }) => state === "failed" && fix.length > 0) ?? {};
  const steps = stepsOf(fix, words, about);
  return steps.length > 0 ? steps.join(" ") : words.say(verdict, about.bytes);
}

/** For one finding about a request; "" when nothing is known. */
export function stepOf({ fix, kind, got, measured: [bytes = -1] = [] }: Finding, words: Words): string {
  return stepsOf(fix, words, { bytes: kind === "bytes" ? bytes : -1, ...(kind === "format" && { format: got }) }).join(" ");
}

function stepsOf(fixes: readonly Fix[], words: Words, about: About): string[] {
  const say = (key: string, value: string | number = ""): string => words.fix[key]!(String(value));
  return fixes.flatMap((fix): string[] => {
    switch (fix.do) {
      case "set": case "rename": case "prefix": return [say(fix.do, quoted(fix.value))];
      case "add": return [say("add", fix.value === undefined ? "" : quoted(fix.value))];
      case "split": case "keep": return [say(fix.do, fix.max)];
      case "cut": return [say("cut", `${fix.max} ${words.units[fix.unit]}`)];
      case "name": return [say("name", words.oneOf(fix.to.map((ending) => `.${ending}`)))];
      case "crop": case "resize": return [say(fix.do, `${fix.width} × ${fix.height}`)];
      case "encode": return encodings(fix, words, about);
      default: return [say(fix.do)];
    }
  });
}

function encodings({ to = [], min = 0, max = Infinity, rgb }: Extract<Fix, { do: "encode" }>, words: Words, { format, bytes }: About): string[] {
  const steps: string[] = [];
  if (to.length > 0 && format !== undefined && !to.includes(format)) steps.push(words.fix["encode"]!(formatOf(...to)));
  if (bytes > max) steps.push(words.fix["shrink"]!(bytesOf(max)));
  if (bytes < min && bytes >= 0) steps.push(words.fix["grow"]!(bytesOf(min)));
  if (rgb) steps.push(words.fix["rgb"]!(""));
  return steps;
}

function quoted(value: string | number | boolean): string {
  const text = typeof value === "string" ? `“${value}”` : String(value);
  return text.length > 80 ? `${text.slice(0, 60)}…` : text;
}
