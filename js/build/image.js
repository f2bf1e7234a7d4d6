// The memory that a module begins with, as bytes, and back as active data segments.

import { I32, constant, constantAt, cursor, joined, u32 } from "./module.js";

// Zeros that are cheaper to write down than to begin another segment. Fewer segments also start faster.
const GAP = 24;

/** @param {Uint8Array} section of data @param {number} [length] of the memory in bytes; without it the memory ends with the last segment */
export function memoryOf(section, length) {
  const at = cursor(section);
  const segments = Array.from({ length: at.u32() }, () => {
    if (at.u32() !== 0) throw new Error("want active segments of the first memory");
    return { address: Number(constantAt(at)), bytes: at.take(at.u32()) };
  });
  const memory = new Uint8Array(length ?? Math.max(...segments.map(({ address, bytes }) => address + bytes.length)));
  for (const { address, bytes } of segments) memory.set(bytes, address);
  return memory;
}

/** The stretches of memory that hold anything. @param {Uint8Array} memory */
export function segmentsOf(memory) {
  const segments = [];
  for (let at = 0; at < memory.length; ) {
    if (memory[at] === 0) {
      at++;
      continue;
    }
    let end = at + 1; // after the last byte that is not zero
    for (let i = end; i < memory.length && i - end <= GAP; i++) if (memory[i] !== 0) end = i + 1;
    segments.push(joined([Uint8Array.of(0), constant(I32, at | 0), u32(end - at), memory.subarray(at, end)]));
    at = end;
  }
  return segments;
}
