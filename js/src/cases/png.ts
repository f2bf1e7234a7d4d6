import { zlibZeros } from "./bits.js";
import { join, u32be, type Part } from "./bytes.js";
import type { Picture } from "./picture.js";

/** Eight bits per channel, no filter, no interlacing. https://www.w3.org/TR/png-3/ */
export function png(p: Picture): Uint8Array {
  const [colour, channels] = p.gray ? (p.alpha ? [4, 2] : [0, 1]) : p.alpha ? [6, 4] : [2, 3];
  const row = 1 + p.width * channels; // the first byte names the filter
  return join(
    "\x89PNG\r\n\x1a\n",
    chunk("IHDR", join(u32be(p.width), u32be(p.height), [8, colour, 0, 0, 0])),
    p.orientation > 0 ? chunk("eXIf", exif(p.orientation)) : "",
    chunk("IDAT", zlibZeros(row * p.height)),
    chunk("IEND", []),
  );
}

function chunk(name: string, data: Part): Uint8Array {
  const named = join(name, data);
  return join(u32be(data.length), named, u32be(crc32(named)));
}

/** A TIFF header with one tag, the orientation (0x0112). https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf */
export function exif(orientation: number): Uint8Array {
  return join(
    "II", [42, 0, 8, 0, 0, 0], // little-endian, directory at 8
    [1, 0], // one entry
    [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
    [0, 0, 0, 0], // no further directory
  );
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix */
function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
