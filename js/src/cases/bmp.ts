import { join, u32le } from "./bytes.js";
import type { Picture } from "./picture.js";

/**
 * 24 bits per pixel, gray: 8 bits with a table of 256 greys; not compressed.
 * https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader
 */
export function bmp(p: Picture): Uint8Array {
  const [bitCount, colours] = p.gray ? [8, 256] : [24, 0];
  const start = 54 + 4 * colours;
  const row = Math.floor((Math.floor((p.width * bitCount) / 8) + 3) / 4) * 4;
  const pixels = row * p.height;
  // 1 | bits << 16: two fields of 16 bits; 2835 = 72 dpi
  const fields = [start + pixels, 0, start, 40, p.width, p.height, 1 | (bitCount << 16), 0, pixels, 2835, 2835, colours, 0];
  const greys = Array.from({ length: colours }, (_, grey) => [grey, grey, grey, 0]);
  return join("BM", fields.flatMap(u32le), greys.flat(), new Uint8Array(pixels));
}
