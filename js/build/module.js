// Reads and writes the binary form of a WebAssembly module, as far as the build needs it: sections whole, a few of their
// entries. https://webassembly.github.io/spec/core/binary/modules.html

export const SECTION = { custom: 0, type: 1, import: 2, function: 3, memory: 5, global: 6, export: 7, start: 8, code: 10, data: 11, dataCount: 12 };
export const KIND = { function: 0, memory: 2, global: 3 };

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
export const I32 = 0x7f;
export const I64 = 0x7e;

/** @typedef {{ id: number, bytes: Uint8Array }} Section */

/** @param {Uint8Array} bytes @returns {Section[]} */
export function sectionsOf(bytes) {
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) throw new Error("this is not a WebAssembly module");
  const at = cursor(bytes.subarray(MAGIC.length));
  const sections = [];
  while (!at.done()) sections.push({ id: at.byte(), bytes: at.take(at.u32()) });
  return sections;
}

/** @param {Section[]} sections */
export function moduleOf(sections) {
  return joined([Uint8Array.from(MAGIC), ...sections.flatMap(({ id, bytes }) => [Uint8Array.of(id), u32(bytes.length), bytes])]);
}

/** @typedef {{ u32(): number, signed(): bigint, take(n: number): Uint8Array, byte(): number, place(): number, rest(): Uint8Array, done(): boolean }} Cursor */

/** A place in bytes that moves forward. @param {Uint8Array} bytes @returns {Cursor} */
export function cursor(bytes) {
  let at = 0;
  const u32 = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw new Error(`no number at byte ${at} of a section`);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  /** @param {number} n */
  const take = (n) => bytes.subarray(at, (at += n));
  const signed = () => {
    for (let value = 0n, shift = 0n; ; ) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 63n) throw new Error(`no number at byte ${at} of a section`);
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if (byte < 0x80) return BigInt.asIntN(Number(shift), value);
    }
  };
  const byte = () => /** @type {number} */ (bytes[at++]);
  return { u32, signed, take, byte, place: () => at, rest: () => bytes.subarray(at), done: () => at >= bytes.length };
}

/** A constant expression: i32.const or i64.const, and end. @param {Cursor} at */
export function constantAt(at) {
  const op = at.byte();
  if (op !== 0x41 && op !== 0x42) throw new Error(`want i32.const or i64.const, got opcode ${op}`);
  const value = at.signed();
  if (at.byte() !== 0x0b) throw new Error("want the end of a constant expression");
  return value;
}

/** @param {number} type @param {number | bigint} value */
export function constant(type, value) {
  return joined([Uint8Array.of(type === I32 ? 0x41 : 0x42), signed(BigInt(value)), Uint8Array.of(0x0b)]);
}

/** LEB128 without a sign. @param {number} value */
export function u32(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, value]);
}

/** LEB128 with a sign. @param {bigint} value */
export function signed(value) {
  for (const bytes = []; ; ) {
    const low = Number(value & 0x7fn);
    value >>= 7n;
    const last = (value === 0n && low < 0x40) || (value === -1n && low >= 0x40);
    bytes.push(last ? low : low | 0x80);
    if (last) return Uint8Array.from(bytes);
  }
}

/** A vector: its length and its entries. @param {Uint8Array[]} entries */
export function vector(entries) {
  return joined([u32(entries.length), ...entries]);
}

/** @param {Uint8Array[]} parts */
export function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
