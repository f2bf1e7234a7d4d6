// What a finding says in numbers, whatever its words.

import type { Finding } from "../types.js";

/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

export interface Figures {
  kind: string;
  /** What was measured: [width, height], or one number. */
  measured: readonly number[];
  /** Both ends, exclusive ones moved inside by the least step. A ratio is a number: width per height. */
  min: number;
  max: number;
  /** Which side: both, longest, shortest, width or height. */
  of: string;
  oneOf: readonly string[];
}

export function figuresOf({ kind = "", limits = {}, measured = [], oneOf = [], want }: Finding): Figures {
  const { min, max, above, below } = limits;
  const step = kind === "ratio" ? 1e-9 : 1;
  return {
    kind, measured, oneOf,
    of: want.split(" ", 1)[0] ?? "", // "longest side at most 1999 pixels": only the words say it
    min: min !== undefined ? number(min) : above !== undefined ? number(above) + step : 0,
    max: max !== undefined ? number(max) : below !== undefined ? number(below) - step : Infinity,
  };
}

function number(limit: number | Size): number {
  return typeof limit === "number" ? limit : limit[0] / limit[1];
}

/** The size without what a ratio forbids: the longer side loses, never the shorter. */
export function cropped([width, height]: Size, { min, max }: Figures): Size {
  if (width > height * max) return [Math.floor(height * max), height];
  if (width < height * min) return [width, Math.floor(width / min)];
  const upright = height > width * max; // longest:shortest
  return upright ? [width, Math.floor(width * max)] : [width, height];
}

/** The size nearest to the given one, of the same shape, whose sides or pixels are inside. */
export function scaled(size: Size, { kind, min, max, of }: Figures): Size {
  const [width, height] = size;
  const by = (limit: number, all: (...sides: number[]) => number): number => {
    if (kind === "pixels") return Math.sqrt(limit / (width * height));
    if (of === "width") return limit / width;
    if (of === "height") return limit / height;
    if (of === "longest") return limit / Math.max(width, height);
    if (of === "shortest") return limit / Math.min(width, height);
    return limit / all(width, height);
  };
  const most = by(max, Math.max);
  const least = by(min, Math.min);
  if (most < 1) return [Math.max(1, Math.floor(width * most)), Math.max(1, Math.floor(height * most))];
  if (least > 1) return [Math.ceil(width * least - 1e-6), Math.ceil(height * least - 1e-6)];
  return size;
}
