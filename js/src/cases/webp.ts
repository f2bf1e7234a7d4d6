import { bits } from "./bits.js";
import { join, u16le, u32le, type Part } from "./bytes.js";
import type { Picture } from "./picture.js";
import { exif } from "./png.js";

/**
 * A lossless picture in which each channel has a Huffman code of one symbol: pixels cost no bits at all.
 * https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
 */
export function webp(p: Picture): Uint8Array {
  const clear = p.alpha ? 1 : 0;
  const b = bits();
  b.write(0x2f, 8);
  b.write(p.width - 1, 14);
  b.write(p.height - 1, 14);
  b.write(clear, 1);
  b.write(0, 3); // version
  b.write(0, 3); // no transform, no colour cache, one set of codes
  for (const symbol of [0, 0, 0, p.alpha ? 0 : 255, 0]) { // green, red, blue, alpha, distance
    b.write(1, 2); // a code of one symbol,
    b.write(1, 1); // which has eight bits
    b.write(symbol, 8);
  }
  const pixels = chunk("VP8L", b.bytes());
  if (p.orientation === 0) return chunk("RIFF", join("WEBP", pixels));
  const extended = [0x08 | (clear << 4), 0, 0, 0, ...u16le(p.width - 1), 0, ...u16le(p.height - 1), 0];
  return chunk("RIFF", join("WEBP", chunk("VP8X", extended), pixels, chunk("EXIF", exif(p.orientation))));
}

function chunk(name: string, data: Part): Uint8Array {
  return join(name, u32le(data.length), data, data.length % 2 === 1 ? [0] : []);
}
