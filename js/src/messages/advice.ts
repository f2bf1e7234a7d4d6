// What a person can do about a verdict, before it is said in a language.

import type { Finding, Verdict } from "../types.js";
import { isAboutFile, KINDS } from "./about.js";
import { cropped, figuresOf, scaled, type Figures, type Size } from "./figures.js";

/** One thing to change. `to` is what passes, `from` what was found; `least`: it must be more, not less. */
export type Advice =
  | { do: "convert"; to: readonly string[]; from: string }
  | { do: "rename"; to: readonly string[] }
  | { do: "crop"; ratio: string; least: boolean; to: Size; from: Size }
  | { do: "resize"; least: boolean; to: Size; from: Size }
  | { do: "bytes"; least: boolean; to: number; from: number }
  | { do: "seconds"; least: boolean; to: number; from: number }
  | { do: "files"; least: boolean; to: number; from: number }
  | { do: "replace" }
  | { do: "unlock" }
  | { do: "colour" }
  | { do: "alike" }
  | { do: "other"; words: string };

/**
 * What to change so that the verdict's file passes, in the order in which a person does it. `size` is the length of the file in
 * bytes: with it a limit of the base64 text or of the whole body is told as one of the file.
 */
export function adviseOn({ findings }: Verdict, size?: number): Advice[] {
  const failed = findings.filter(isAboutFile);
  const picture = failed.map(figuresOf).find(({ kind, measured }) => SHAPES.includes(kind) && measured.length === 2);
  let now = picture?.measured as Size | undefined; // as it is after what was advised so far
  const advice: Advice[] = [];
  for (const finding of [...failed].sort((a, b) => KINDS.indexOf(a.kind ?? "") - KINDS.indexOf(b.kind ?? ""))) {
    const figures = figuresOf(finding);
    const one = adviceOn(finding, figures, now);
    if (one === undefined) continue;
    if (one.do === "crop" || one.do === "resize") now = one.to;
    if (one.do === "bytes" && size !== undefined) [one.to, one.from] = [Math.floor((one.to / one.from) * size), size];
    const same = advice.findIndex((other) => other.do === one.do);
    if (same < 0) advice.push(one);
    else if (isNarrower(one, advice[same]!)) advice[same] = one;
    if (one.do === "convert" || one.do === "replace") break; // another file has other measures
  }
  return advice;
}

const SHAPES = ["side", "ratio", "pixels"];

/** Of two sizes of a file the smaller; of two of a picture the later, which began where the other ended. */
function isNarrower(one: Advice, other: Advice): boolean {
  if (one.do === "bytes" && other.do === "bytes") return one.to / one.from < other.to / other.from;
  if (one.do === "resize" && other.do === "resize") one.from = other.from;
  return one.do === "resize";
}

function adviceOn(finding: Finding, figures: Figures, now: Size | undefined): Advice | undefined {
  const { kind, measured, min, max, oneOf } = figures;
  const [from = 0] = measured;
  const least = from < min;
  switch (kind) {
    case "format":
      return { do: "convert", to: oneOf, from: finding.got };
    case "extension":
      return { do: "rename", to: oneOf };
    case "ratio": {
      if (now === undefined) break;
      const to = sizeOf(finding, "crop") ?? cropped(now, figures);
      const tooSlim = now[0] / now[1] < min;
      return { do: "crop", ratio: ratioOf(finding, tooSlim), least: tooSlim, to, from: now };
    }
    case "side":
    case "pixels": {
      if (now === undefined) break;
      const to = sizeOf(finding, "resize") ?? scaled(now, figures);
      return to === now ? undefined : { do: "resize", least: to[0] > now[0] || to[1] > now[1], to, from: now };
    }
    case "bytes":
      return { do: "bytes", least, from, to: least ? min : max };
    case "duration":
      return { do: "seconds", least, from, to: least ? min : max };
    case "items":
      return { do: "files", least, from, to: least ? min : max };
    case "decodes":
      return { do: "replace" };
    case "encrypted":
      return { do: "unlock" };
    case "colour":
      return { do: "colour" };
    case "sameSize":
      return { do: "alike" };
  }
  return { do: "other", words: finding.advice || finding.want };
}

/** The size that satisfies every rule of the place, not only the one that failed. */
function sizeOf({ fix }: Finding, what: "crop" | "resize"): Size | undefined {
  const change = fix.find((one) => one.do === what);
  return change && "width" in change ? [change.width, change.height] : undefined;
}

function ratioOf({ limits = {} }: Finding, tooSlim: boolean): string {
  const limit = tooSlim ? (limits.min ?? limits.above) : (limits.max ?? limits.below);
  return Array.isArray(limit) ? limit.join(":") : String(limit);
}
