// Parts of messages that are the same in every language.

import type { Size } from "./figures.js";

export function pixels([width, height]: Size): string {
  return `${width} × ${height}`;
}

/** MiB when it is a whole number of them, as such limits are; else powers of ten with at most one decimal. */
export function bytes(n: number): string {
  if (n >= 2 ** 20 && n % 2 ** 20 === 0) return `${n / 2 ** 20} MiB`;
  if (n >= 1e6) return `${round(n / 1e6)} MB`;
  return n >= 1e3 ? `${round(n / 1e3)} kB` : `${n} B`;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

const NAMES: Record<string, string> = { webp: "WebP" };

/** Formats as people write them, with a word before the last. */
export function formats(list: readonly string[], or = "", comma = ", "): string {
  const names = list.map((format) => NAMES[format] ?? format.toUpperCase());
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(comma)}${or}${names.at(-1)}`;
}
