import { MisuseError } from "../errors.js";
import { bmp } from "./bmp.js";
import { join } from "./bytes.js";
import { gif } from "./gif.js";
import { heif } from "./heif.js";
import { jpeg } from "./jpeg.js";
import { MAX_LENGTH, parsePicture, type Format, type Picture } from "./picture.js";
import { png } from "./png.js";
import { tiff } from "./tiff.js";
import { webp } from "./webp.js";

const WRITERS: Record<Format, (p: Picture) => Uint8Array> = { jpeg, png, gif, bmp, tiff, webp, heic: heif, avif: heif };

/**
 * Makes the picture that an image recipe describes: a valid file of one colour, the same bytes everywhere and always.
 * Byte for byte the twin of Image in validate/cases; testdata/recipes/recipes.json holds both to it.
 *
 *     png 640x480            format and size: jpeg png gif bmp tiff webp heic avif
 *     gray alpha             one colour channel; a transparent picture
 *     orientation=6          EXIF orientation (jpeg, png, webp) or its tag (tiff)
 *     frames=3               of a gif
 *     bytes=5242881          exact length of the file: zero bytes follow the end of the picture
 *     cut=100                only the first 100 bytes
 */
export function image(recipe: string): Uint8Array {
  try {
    return file(parsePicture(recipe));
  } catch (problem) {
    if (problem instanceof MisuseError) throw new MisuseError(`image recipe ${JSON.stringify(recipe)}: ${problem.message}`);
    throw problem;
  }
}

function file(p: Picture): Uint8Array {
  if (p.format === "bmp" && p.width * p.height * 3 > MAX_LENGTH) {
    throw new MisuseError(`a bmp of this size is longer than ${MAX_LENGTH} bytes`);
  }
  let out = WRITERS[p.format](p);
  if (p.bytes >= 0) {
    if (p.bytes < out.length) throw new MisuseError(`bytes: the picture alone is ${out.length} bytes`);
    out = join(out, new Uint8Array(p.bytes - out.length));
  }
  if (p.cut < 0) return out;
  if (p.cut > out.length) throw new MisuseError(`cut: the file is only ${out.length} bytes`);
  return out.slice(0, p.cut);
}
