// An image recipe: one line such as "png 640x480 alpha bytes=5242881". The twin of Image in validate/cases.

import { MisuseError } from "../errors.js";

export const FORMATS = ["jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif"] as const;
export type Format = (typeof FORMATS)[number];

/** A parsed image recipe. */
export interface Picture {
  format: Format;
  width: number;
  height: number;
  gray: boolean;
  alpha: boolean;
  orientation: number; // 0 = none
  frames: number; // 0 = one
  bytes: number; // -1 = not given, as cut
  cut: number;
}

// Bounds of a recipe. They keep a slip of the pen from filling the memory; no format needs more here.
const MAX_SIDE = 1_000_000;
const MAX_PIXELS = 2 ** 32;
export const MAX_LENGTH = 256 << 20; // of a file or of repeated text, in bytes

/** What each format can take beside bytes and cut. */
const LIMITS: Record<Format, { maxSide: number; options: readonly string[] }> = {
  jpeg: { maxSide: 65535, options: ["gray", "orientation"] },
  png: { maxSide: MAX_SIDE, options: ["gray", "alpha", "orientation"] },
  gif: { maxSide: 65535, options: ["alpha", "frames"] },
  bmp: { maxSide: MAX_SIDE, options: ["gray"] },
  tiff: { maxSide: MAX_SIDE, options: ["gray", "alpha", "orientation"] },
  webp: { maxSide: 16384, options: ["alpha", "orientation"] },
  heic: { maxSide: MAX_SIDE, options: ["gray"] },
  avif: { maxSide: MAX_SIDE, options: ["gray"] },
};

export function parsePicture(recipe: string): Picture {
  const [name = "", size, ...options] = recipe.split(" ");
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new MisuseError(`format ${JSON.stringify(name)} is not known`);
  if (size === undefined) throw new MisuseError("want a size such as 640x480");
  const [width, height] = cut(size, "x");
  const { maxSide } = LIMITS[format];
  const p: Picture = {
    format,
    width: count("width", width, 1, maxSide),
    height: count("height", height ?? "", 1, maxSide),
    gray: false, alpha: false, orientation: 0, frames: 0, bytes: -1, cut: -1,
  };
  if (p.width * p.height > MAX_PIXELS) throw new MisuseError(`more than ${MAX_PIXELS} pixels`);
  const seen = new Set<string>();
  for (const word of options) {
    const [option, value] = cut(word, "=");
    if (seen.has(option)) throw new MisuseError(`${option} is given twice`);
    seen.add(option);
    setOption(p, option, value);
  }
  if (p.gray && p.alpha && format === "tiff") throw new MisuseError("tiff is gray or has alpha, not both");
  return p;
}

const FLAGS = ["gray", "alpha"];
const NUMBERS = ["orientation", "frames", "bytes", "cut"];

function setOption(p: Picture, option: string, value: string | undefined): void {
  if (!(value === undefined ? FLAGS : NUMBERS).includes(option)) throw new MisuseError(`option ${JSON.stringify(option)} is not known`);
  if (option !== "bytes" && option !== "cut" && !LIMITS[p.format].options.includes(option)) {
    throw new MisuseError(`${p.format} cannot be ${option}`);
  }
  const digits = value ?? "";
  switch (option) {
    case "gray": p.gray = true; break;
    case "alpha": p.alpha = true; break;
    case "orientation": p.orientation = count(option, digits, 1, 8); break;
    case "frames": p.frames = count(option, digits, 1, 10_000); break;
    case "bytes": p.bytes = count(option, digits, 0, MAX_LENGTH); break;
    case "cut": p.cut = count(option, digits, 0, MAX_LENGTH); break;
  }
}

/** Reads decimal digits. */
export function count(what: string, text: string, least: number, most: number): number {
  const n = /^[0-9]+$/.test(text) ? Number(text) : NaN;
  if (n >= least && n <= most) return n;
  throw new MisuseError(`${what}: want a number from ${least} to ${most}, got ${JSON.stringify(text)}`);
}

/** Cuts at the first separator. */
function cut(text: string, at: string): [string, string?] {
  const i = text.indexOf(at);
  return i < 0 ? [text] : [text.slice(0, i), text.slice(i + at.length)];
}

/** The media type of the format that a valid image recipe starts with. */
export function mimeOf(recipe: string): string {
  return `image/${cut(recipe, " ")[0]}`;
}
