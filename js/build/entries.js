// The entries of the sections that the build reads.

import { I32, I64, KIND, cursor, joined, constantAt, u32 } from "./module.js";

/** @typedef {import("./module.js").Section} Section */
/** @typedef {{ name: string, kind: number, index: number }} Export */

/** @param {Section[]} sections @param {number} id */
export function find(sections, id) {
  const section = sections.find((one) => one.id === id);
  if (section === undefined) throw new Error(`the module has no section ${id}`);
  return section.bytes;
}

/** @template T @param {Uint8Array} bytes @param {(at: import("./module.js").Cursor) => T} read @returns {T[]} */
export function list(bytes, read) {
  const at = cursor(bytes);
  return Array.from({ length: at.u32() }, () => read(at));
}

/** @param {Uint8Array} bytes */
export function globalsOf(bytes) {
  return list(bytes, (at) => {
    const [type, mutable] = [at.byte(), at.byte()];
    if (type !== I32 && type !== I64) throw new Error(`a global of type ${type}, want i32 or i64`);
    return { type, mutable, value: constantAt(at) };
  });
}

/** @param {Uint8Array} bytes */
export function importedFunctions(bytes) {
  return list(bytes, (at) => {
    const name = `${text(at)}.${text(at)}`;
    if (at.byte() !== KIND.function) throw new Error(`${name}: only functions may be imported`);
    return at.u32();
  }).length;
}

/** @param {Uint8Array} bytes @returns {Export[]} */
export function exportsOf(bytes) {
  return list(bytes, (at) => ({ name: text(at), kind: at.byte(), index: at.u32() }));
}

/** @param {Export} entry */
export function exportEntry({ name, kind, index }) {
  const bytes = new TextEncoder().encode(name);
  return joined([u32(bytes.length), bytes, Uint8Array.of(kind), u32(index)]);
}

/** The least size of the memory, in pages. @param {Uint8Array} bytes */
export function pagesOf(bytes) {
  const at = cursor(bytes);
  if (at.u32() !== 1) throw new Error("want one memory");
  at.byte();
  return at.u32();
}

/** The text of a custom section, or "". @param {Section[]} sections @param {string} name */
export function custom(sections, name) {
  for (const { id, bytes } of sections) {
    if (id !== 0) continue;
    const at = cursor(bytes);
    if (text(at) === name) return new TextDecoder().decode(at.rest());
  }
  return "";
}

/** @param {import("./module.js").Cursor} at */
function text(at) {
  return new TextDecoder().decode(at.take(at.u32()));
}
