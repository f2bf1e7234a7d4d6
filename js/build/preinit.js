// Runs the start of a module now, so that no one who loads it has to: `_initialize` is called once with the stubs of wasi.ts,
// and the memory and the globals that it leaves become those that the module begins with. `_initialize` stays and does
// nothing, imports and exports stay as they are.
//
// Wizer does the same, but calls the real clock and the real source of randomness, so that two runs differ; these stubs are
// the same to the byte every time. What they give the runtime (seeds of hash maps) is fixed in every instance anyway.

import { wasi } from "../dist/wasi.js";
import { I32, I64, KIND, SECTION, constant, cursor, joined, moduleOf, sectionsOf, skipConstant, u32, vector } from "./module.js";

const PAGE = 65536;
const GAP = 24; // zeros that are cheaper to write down than to begin another segment
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

/** The stretches of memory that hold anything, as active segments. @param {Uint8Array} memory */
function segmentsOf(memory) {
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

/** @param {Section[]} sections @param {number} id */
function find(sections, id) {
  const section = sections.find((one) => one.id === id);
  if (section === undefined) throw new Error(`the module has no section ${id}`);
  return section.bytes;
}

/** @template T @param {Uint8Array} bytes @param {(at: ReturnType<typeof cursor>) => T} read @returns {T[]} */
function list(bytes, read) {
  const at = cursor(bytes);
  return Array.from({ length: at.u32() }, () => read(at));
}

/** @param {Uint8Array} bytes */
function globalsOf(bytes) {
  return list(bytes, (at) => {
    const [type, mutable] = [at.byte(), at.byte()];
    if (type !== I32 && type !== I64) throw new Error(`a global of type ${type}, want i32 or i64`);
    skipConstant(at);
    return { type, mutable };
  });
}

/** @param {Uint8Array} bytes */
function importedFunctions(bytes) {
  return list(bytes, (at) => {
    const name = `${text(at)}.${text(at)}`;
    if (at.byte() !== KIND.function) throw new Error(`${name}: only functions may be imported`);
    return at.u32();
  }).length;
}

/** @param {ReturnType<typeof cursor>} at */
function text(at) {
  return new TextDecoder().decode(at.take(at.u32()));
}

/** @typedef {{ name: string, kind: number, index: number }} Export */

/** @param {Uint8Array} bytes @returns {Export[]} */
function exportsOf(bytes) {
  return list(bytes, (at) => ({ name: text(at), kind: at.byte(), index: at.u32() }));
}

/** @param {Export} entry */
function exportEntry({ name, kind, index }) {
  const bytes = new TextEncoder().encode(name);
  return joined([u32(bytes.length), bytes, Uint8Array.of(kind), u32(index)]);
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
