// Runs the start of a module now, so that no one who loads it has to: `_initialize` is called once with the stubs of wasi.ts,
// and the memory and the globals that it leaves become those that the module begins with. `_initialize` stays and does
// nothing, imports and exports stay as they are.
//
// Wizer does the same, but calls the real clock and the real source of randomness, so that two runs differ; these stubs are
// the same to the byte every time. What they give the runtime (seeds of hash maps) is fixed in every instance anyway.

import { wasi } from "../dist/wasi.js";
import { exportEntry, exportsOf, find, globalsOf, importedFunctions, list } from "./entries.js";
import { segmentsOf } from "./image.js";
import { KIND, SECTION, constant, cursor, joined, moduleOf, sectionsOf, u32, vector } from "./module.js";

const PAGE = 65536;
const EMPTY_BODY = Uint8Array.of(2, 0, 0x0b);

/** @typedef {import("./module.js").Section} Section */

/** @param {Uint8Array} bytes of the module @returns {Promise<Uint8Array>} */
export async function preinitialised(bytes) {
  const sections = sectionsOf(bytes);
  if (sections.some(({ id }) => id === SECTION.start)) throw new Error("the module has a start function, which would run twice");
  const globals = globalsOf(find(sections, SECTION.global));
  const { values, memory } = await run(sections, globals);

  const before = importedFunctions(find(sections, SECTION.import));
  const types = list(find(sections, SECTION.function), (at) => at.u32());
  const exports = exportsOf(find(sections, SECTION.export));
  const start = exports.find(({ name }) => name === "_initialize");
  if (start === undefined) throw new Error("the module has no _initialize");
  const type = /** @type {number} */ (types[start.index - before]);
  const nothing = before + types.length; // the index of the function that is added
  const segments = segmentsOf(memory);

  /** @type {Record<number, (bytes: Uint8Array) => Uint8Array>} */
  const change = {
    [SECTION.function]: () => vector([...types, type].map(u32)),
    [SECTION.memory]: (old) => withPages(old, memory.length / PAGE),
    [SECTION.global]: () => vector(globals.map(({ type, mutable }, i) => joined([Uint8Array.of(type, mutable), constant(type, values[i] ?? 0)]))),
    [SECTION.export]: () => vector(exports.map((one) => exportEntry(one === start ? { ...one, index: nothing } : one))),
    [SECTION.code]: (old) => appended(old, EMPTY_BODY),
    [SECTION.data]: () => vector(segments),
    [SECTION.dataCount]: () => u32(segments.length),
  };
  return moduleOf(sections.map(({ id, bytes }) => ({ id, bytes: change[id]?.(bytes) ?? bytes })));
}

/** Starts the module, with its globals exported, and says what it left. @param {Section[]} sections @param {unknown[]} globals */
async function run(sections, globals) {
  const names = globals.map((_, i) => `global ${i}`);
  const all = sections.map(({ id, bytes }) => id !== SECTION.export ? { id, bytes } : {
    id, bytes: names.reduce((list, name, index) => appended(list, exportEntry({ name, kind: KIND.global, index })), bytes),
  });
  const module = await WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (moduleOf(all)));
  /** @type {WebAssembly.Instance} */
  const instance = await WebAssembly.instantiate(module, wasi(() => memoryOf(instance)));
  const { exports } = instance;
  /** @type {() => void} */ (exports["_initialize"])();
  const values = names.map((name) => /** @type {WebAssembly.Global<"i32" | "i64">} */ (exports[name]).value);
  return { values, memory: new Uint8Array(memoryOf(instance).buffer) };
}

/** @param {WebAssembly.Instance} instance */
function memoryOf({ exports }) {
  return /** @type {WebAssembly.Memory} */ (exports["memory"]);
}

/** A vector with one entry more. @param {Uint8Array} bytes @param {Uint8Array} entry */
function appended(bytes, entry) {
  const at = cursor(bytes);
  return joined([u32(at.u32() + 1), at.rest(), entry]);
}

/** The memory section with another least size. @param {Uint8Array} bytes @param {number} pages */
function withPages(bytes, pages) {
  const at = cursor(bytes);
  if (at.u32() !== 1) throw new Error("want one memory");
  const limits = at.byte();
  at.u32();
  return joined([u32(1), Uint8Array.of(limits), u32(pages), at.rest()]);
}
