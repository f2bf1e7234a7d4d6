// What a finding says, in the words of a language where it has them, else in the engine's English.

import type { Finding } from "willpass";
import { boundsOf, formatOf } from "./numbers.js";
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
  if (bounds.length > 0 && !SIDES.test(want)) return { text: words.bounds(bounds) };
  if (oneOf.length > 0 && oneOf.length < 32) return { text: words.oneOf(kind === "format" ? oneOf.map((one) => formatOf(one)) : oneOf) };
  return { text: want, english: true };
}

/** Which side a limit is about, only the engine's words say. */
const SIDES = /^(longest|shortest|width|height)\b(?!:)|in the whole body|of its text/;

const WHYS: [pattern: RegExp, key: string][] = [
  [/^whether this refuses/, "effect"], [/is inferred/, "inferred"], [/whether exactly (.*) passes/, "edge"], [/whether (.*) counts in/, "unit"], [/rule applies/, "applies"],
  [/can be downloaded/, "download"], [/URL holds/, "holds"], [/not published/, "unpublished"], [/header does not say/, "header"],
  [/^(this fact|the time|the ids)/, "fact"], [/not every element/, "several"],
];

/** Why a finding is open. */
export function whyOf({ why = "" }: Finding, words: Words): Told {
  for (const [pattern, key] of WHYS) {
    const found = pattern.exec(why);
    if (found !== null) return { text: words.whys[key]!(found[1] ?? "") };
  }
  return { text: why, english: true };
}
