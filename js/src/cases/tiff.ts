import { zlibZeros } from "./bits.js";
import { join, u16le, u32le } from "./bytes.js";
import type { Picture } from "./picture.js";

const SHORT = 3;
const LONG = 4;

/**
 * One strip, compressed as zlib does (compression 8), with the directory in front of it.
 * https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export function tiff(p: Picture): Uint8Array {
  const [colours, photometric] = p.gray ? [1, 1] : [3, 2];
  const channels = colours + (p.alpha ? 1 : 0);
  const strip = zlibZeros(p.width * p.height * channels);
  const count = 9 + (p.orientation > 0 ? 1 : 0) + (p.alpha ? 1 : 0);
  const depths = 8 + 2 + 12 * count + 4; // where the bits of each channel stand, when they do not fit into the entry
  const depthsHere = channels > 2 ? channels : 0;
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, p.width],
    [257, LONG, 1, p.height],
    [258, SHORT, channels, depthsHere > 0 ? depths : 8],
    [259, SHORT, 1, 8],
    [262, SHORT, 1, photometric],
    [273, LONG, 1, depths + 2 * depthsHere],
  ];
  if (p.orientation > 0) entries.push([274, SHORT, 1, p.orientation]);
  entries.push([277, SHORT, 1, channels], [278, LONG, 1, p.height], [279, LONG, 1, strip.length]);
  if (p.alpha) entries.push([338, SHORT, 1, 2]); // the fourth channel is alpha, colours are not multiplied by it
  return join(
    "II", [42, 0, 8, 0, 0, 0], u16le(count),
    entries.flatMap(([tag, type, n, value]) => [...u16le(tag), ...u16le(type), ...u32le(n), ...u32le(value)]),
    [0, 0, 0, 0],
    Array.from({ length: depthsHere }, () => [8, 0]).flat(),
    strip,
  );
}
