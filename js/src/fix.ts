/**
 * Mends a picture so that an endpoint takes it, with the canvas of the browser: turned, cropped only where its shape is refused, scaled,
 * encoded in a format and within the bytes that are taken; then judged again.
 *
 *     const fix = fixer({ willpass });
 *     const { file, verdict, done, refused } = await fix(input.files[0], "vidu/img2video");
 *
 * Works in pages and in workers. A picture that passes is given back as it is. What of a file is no picture, such as EXIF data, colour
 * profile and the further frames of an animation, is not in the mended one.
 */

import type { Willpass } from "./index.js";
import type { Facts, Finding, Fix, Verdict } from "./types.js";

export interface FixerOptions {
  willpass: Willpass;
  /** More pixels are not decoded, nor made. Default: 64 Mi. */
  maxPixels?: number;
}

export interface FixOptions {
  /** The place that the file would be sent at, such as `form:image`. Default: the first that takes a file. */
  at?: string;
  facts?: Facts;
}

/** What came of a file. */
export interface Fixed {
  /** The mended file; the given one when nothing had to be done, or it could not be mended. */
  file: File;
  /** On `file`. */
  verdict: Verdict;
  /** In their order; none when nothing was done. */
  done: Fix[];
  /** Why the file does not pass; absent when nothing that is known refuses it. */
  refused?: Refusal;
}

/** `undecodable`: this browser cannot read it. `unwritable`: it cannot write a format that is taken. */
export type Refusal = { why: "undecodable" | "unwritable" | "tooLarge" | "tooManyBytes" | "tooFewBytes" } | { why: "rule"; finding: Finding };

const MAX_PIXELS = 64 * 2 ** 20;
/** Of judging and mending again: conditions may make other rules apply to another format. */
const ROUNDS = 6;

export function fixer({ willpass, maxPixels = MAX_PIXELS }: FixerOptions): (file: Blob, endpoint: string, options?: FixOptions) => Promise<Fixed> {
  return async (given, endpoint, { at, facts = {} } = {}) => {
    const original = given instanceof File ? given : new File([given], "picture", { type: given.type });
    const judge = (file: File): Promise<Verdict> =>
      willpass.checkFile({ file, name: file.name, ...(at !== undefined && { at }) }, endpoint, { facts });
    const before = await judge(original);
    const refuse = (refused: Refusal): Fixed => ({ file: original, verdict: before, done: [], refused });
    let file = original;
    let verdict = before;
    let picture: Picture | undefined;
    const done: Fix[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const fixes = ofFile(verdict);
      if (fixes.length === 0) break;
      for (const fix of fixes) {
        if (fix.do === "name") {
          file = new File([file], named(file.name, fix.to[0]!), { type: file.type });
        } else {
          picture ??= await decoded(original, maxPixels);
          if (picture === undefined) return refuse({ why: "undecodable" });
          if (fix.do === "crop" || fix.do === "resize") {
            if (fix.width * fix.height > maxPixels) return refuse({ why: "tooLarge" });
            picture = drawn(picture, fix.width, fix.height, fix.do === "crop");
          } else if (fix.do === "encode") {
            const made = await encoded(picture, fix, original, judge);
            if ("why" in made) return refuse(made);
            ({ file, picture } = made);
          }
        }
        done.push(fix);
      }
      verdict = await judge(file);
    }
    const finding = verdict.outcome === "accepted" ? undefined : verdict.findings.find(({ state, fix }) => state === "failed" || fix.length > 0);
    if (finding !== undefined) return { ...refuse({ why: "rule", finding }), verdict: before };
    return { file, verdict, done };
  };
}

/** What the findings say about the file itself: those of one finding are enough. */
function ofFile({ findings }: Verdict): Fix[] {
  return findings.find(({ fix: [first] }) => first !== undefined && ["name", "orient", "crop", "resize", "encode"].includes(first.do))?.fix ?? [];
}

/** Pixels as they are shown. */
type Picture = ImageBitmap | OffscreenCanvas;

async function decoded(file: Blob, maxPixels: number): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return bitmap.width * bitmap.height > maxPixels ? undefined : bitmap;
  } catch {
    return undefined;
  }
}

/** The middle of a picture, or all of it, in another size; on white where it is to have no transparency. */
function drawn(from: Picture, width: number, height: number, crop: boolean, white = false): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  if (white) {
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = "high";
  const [w, h] = crop ? [width, height] : [from.width, from.height];
  context.drawImage(from, Math.floor((from.width - w) / 2), Math.floor((from.height - h) / 2), w, h, 0, 0, width, height);
  return canvas;
}

/** What canvases write; a browser may lack webp and writes png instead. */
const WRITABLE = ["jpeg", "png", "webp"];
const FIRST_QUALITY = 0.92;
const LEAST_QUALITY = 0.5;
/** Of scaling to reach a number of bytes; each changes the area by a fifth at least. */
const STEPS = 24;

type Encode = Extract<Fix, { do: "encode" }>;

async function encoded(
  picture: Picture, fix: Encode, { name }: File, judge: (file: File) => Promise<Verdict>,
): Promise<{ file: File; picture: Picture } | { why: "unwritable" | "tooManyBytes" | "tooFewBytes" }> {
  const { to = WRITABLE, min = 0, max = Infinity } = fix;
  for (let step = 0; step < STEPS; step++) {
    let best: Blob | undefined;
    for (const format of to.filter((one) => WRITABLE.includes(one))) {
      const blob = await written(picture, format, min, max, fix.rgb === true);
      if (blob !== undefined && (best === undefined || off(blob, min, max) < off(best, min, max))) best = blob;
      if (best !== undefined && off(best, min, max) === 0) return { file: fileOf(best, name), picture };
    }
    if (best === undefined) return { why: "unwritable" };
    const many = best.size > max;
    const by = Math.sqrt(many ? Math.min(max / best.size, 0.8) : Math.max(min / best.size, 1.5));
    const width = Math.max(1, Math.round(picture.width * by));
    const height = Math.max(1, Math.round(picture.height * by));
    const next = drawn(picture, width, height, false);
    const tried = await written(next, to.find((one) => WRITABLE.includes(one))!, 0, Infinity, false);
    const refused = tried === undefined || (await judge(fileOf(tried, name))).findings.some(isAboutSize);
    if (refused || width === picture.width && height === picture.height) return { why: many ? "tooManyBytes" : "tooFewBytes" };
    picture = next;
  }
  return { why: "tooManyBytes" };
}

/** By how many bytes it does not fit. */
function off({ size }: Blob, min: number, max: number): number {
  return Math.max(size - max, min - size, 0);
}

function isAboutSize({ kind = "", state, fix }: Finding): boolean {
  return ["side", "ratio", "pixels", "sameSize", "alike"].includes(kind) && (state === "failed" || fix.length > 0);
}

/** The picture in a format: in the highest quality that fits, or the best there is where a file would be too short. */
async function written(picture: Picture, format: string, min: number, max: number, rgb: boolean): Promise<Blob | undefined> {
  const canvas = drawn(picture, picture.width, picture.height, false, format === "jpeg" || rgb);
  const type = `image/${format}`;
  const at = (quality: number): Promise<Blob> => canvas.convertToBlob({ type, quality });
  let blob: Blob;
  try {
    blob = await at(FIRST_QUALITY);
  } catch {
    return undefined; // its sides are too long
  }
  if (blob.type !== type) return undefined;
  if (blob.size < min) return at(1);
  if (blob.size <= max || format === "png") return blob;
  let low = LEAST_QUALITY;
  let high = FIRST_QUALITY;
  let best = await at(low);
  while (best.size <= max && high - low > 0.02) {
    const middle = (low + high) / 2;
    const tried = await at(middle);
    if (tried.size <= max) [low, best] = [middle, tried];
    else high = middle;
  }
  return best;
}

function fileOf(blob: Blob, name: string): File {
  const format = blob.type.slice("image/".length);
  const extension = format === "jpeg" ? "jpg" : format;
  const fits = name.toLowerCase().endsWith(`.${extension}`) || (format === "jpeg" && name.toLowerCase().endsWith(".jpeg"));
  return new File([blob], fits ? name : named(name, extension), { type: blob.type });
}

/** A file name with another extension. */
function named(name: string, extension: string): string {
  return `${name.replace(/\.[^.]*$/, "")}.${extension}`;
}
