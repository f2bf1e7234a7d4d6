import { bits } from "./bits.js";
import { join, u16le, type Part } from "./bytes.js";
import type { Picture } from "./picture.js";

/**
 * GIF89a with two colours; every frame is the whole picture in colour 0 and lasts a tenth of a second.
 * https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function gif(p: Picture): Uint8Array {
  const size = [...u16le(p.width), ...u16le(p.height)];
  const frame = join(
    [0x21, 0xf9, 4, p.alpha ? 1 : 0, 10, 0, 0, 0],
    [0x2c, 0, 0, 0, 0], size,
    [0, 2], // no own colours; codes start at two bits
    ...blocks(lzwZeros(p.width * p.height)),
    [0],
  );
  const colours = [0x80, 0, 0, 0, 0, 0, 255, 255, 255]; // a table of two: black, white
  const frames = Array.from({ length: Math.max(p.frames, 1) }, () => frame);
  return join("GIF89a", size, colours, ...frames, [0x3b]);
}

function* blocks(data: Uint8Array): Generator<Part> {
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    yield [block.length];
    yield block;
  }
}

/**
 * Codes a run of the colour 0 with codes that start at two bits (4 = clear, 5 = end). The first code after a clear is the
 * colour itself, and each later one stands for one pixel more than the one before: 6 for two pixels, 7 for three. After
 * 4000 codes, before the table of 4096 is full, it starts again.
 */
function lzwZeros(pixels: number): Uint8Array {
  const b = bits();
  let width = 3;
  let codes = 0;
  b.write(4, width);
  while (pixels > 0) {
    codes++;
    const run = Math.min(codes, pixels);
    pixels -= run;
    b.write(run === 1 ? 0 : 4 + run, width);
    if (5 + codes === 1 << width) width++;
    if (codes === 4000) {
      b.write(4, width);
      width = 3;
      codes = 0;
    }
  }
  b.write(5, width);
  return b.bytes();
}
