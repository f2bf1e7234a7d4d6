// What a finding says, in the words of a language where it has them, else in the engine's English.

import type { Finding } from "willpass";
import { boundsOf, bytesOf, formatOf } from "./numbers.js";
import type { Words } from "./index.js";

export interface Told {
  text: string;
  /** The text is the engine's. */
  english?: boolean;
}

export function kindOf({ kind = "" }: Finding, words: Words): string {
  return words.kinds[kind] ?? kind;
}

export function wantOf(finding: Finding, words: Words): Told {
  const { kind = "", oneOf = [], want } = finding;
  const bounds = boundsOf(finding, words.units);
  const side = kind === "side" ? `${words.sides[want.split(" ", 1)[0]!] ?? ""} ` : "";
  if (bounds.length > 0 && !OTHERS.test(want)) return { text: side + words.bounds(bounds) };
  if (oneOf.length > 0 && oneOf.length < 32) return { text: words.oneOf(kind === "format" ? oneOf.map((one) => formatOf(one)) : oneOf) };
  return phrase(want, words);
}

/** What a limit is about beside the usual, only the engine's words say. */
const OTHERS = /^longest:|in the whole body|of its text|fact /;

/** What was measured, where numbers say it all. */
export function gotOf({ kind = "", measured = [], limits = {}, got }: Finding, words: Words): Told {
  const [first = 0, second] = measured;
  if (second !== undefined && ["side", "ratio", "pixels"].includes(kind)) return { text: `${first} × ${second}` };
  if (measured.length === 1 && limits.unit === "byte") return { text: bytesOf(first) };
  return phrase(got, words);
}

function phrase(text: string, words: Words): Told {
  const said = words.phrases[text];
  return said === undefined ? { text, english: true } : { text: said };
}

const WHYS: [pattern: RegExp, key: string][] = [
  [/^whether this refuses/, "effect"], [/is inferred/, "inferred"], [/whether exactly (.*) passes/, "edge"], [/whether (.*) counts in/, "unit"],
  [/rule applies/, "applies"], [/can be downloaded/, "download"], [/URL holds/, "holds"], [/not published/, "unpublished"],
  [/header does not say|length of the file|password could not/, "header"], [/^(this fact|the time|the clock|the ids)/, "fact"],
  [/not every element/, "several"], [/line breaks/, "breaks"], [/lets a reader/, "reader"], [/stored and the shown/, "shown"],
  [/numbers of pixels count/, "measure"], [/^only the first/, "part"],
];

/** Why a finding is open. */
export function whyOf({ why = "" }: Finding, words: Words): Told {
  for (const [pattern, key] of WHYS) {
    const found = pattern.exec(why);
    if (found !== null) return { text: words.whys[key]!(found[1] ?? "") };
  }
  return { text: why, english: true };
}
