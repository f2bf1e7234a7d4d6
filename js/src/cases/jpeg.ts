import { join, u16be } from "./bytes.js";
import type { Picture } from "./picture.js";
import { exif } from "./png.js";

/**
 * A baseline JPEG whose coefficients are all zero: mid grey. Both Huffman tables hold one code, the bit 0 for the value 0
 * (no difference; end of block), so each block of 8 by 8 is two zero bits. Every channel has the full size.
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf
 */
export function jpeg(p: Picture): Uint8Array {
  const channels = p.gray ? [1] : [1, 2, 3];
  const code = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // one of length 1, none of the other 15 lengths
  const blocks = Math.floor((p.width + 7) / 8) * Math.floor((p.height + 7) / 8) * channels.length;
  const rest = blocks % 4;
  return join(
    "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
    p.orientation > 0 ? join("\xff\xe1\x00\x22Exif\x00\x00", exif(p.orientation)) : "",
    [0xff, 0xdb, 0, 67, 0], new Uint8Array(64).fill(1), // quantisation by 1
    [0xff, 0xc0, 0, 8 + 3 * channels.length, 8], // eight bits per channel
    u16be(p.height), u16be(p.width), [channels.length],
    channels.flatMap((id) => [id, 0x11, 0]),
    [0xff, 0xc4, 0, 20, 0x00], code, // DC
    [0xff, 0xc4, 0, 20, 0x10], code, // AC
    [0xff, 0xda, 0, 6 + 2 * channels.length, channels.length],
    channels.flatMap((id) => [id, 0]),
    [0, 63, 0],
    new Uint8Array(Math.floor(blocks / 4)),
    rest > 0 ? [0xff >> (2 * rest)] : "", // the last byte is filled up with ones
    [0xff, 0xd9],
  );
}
