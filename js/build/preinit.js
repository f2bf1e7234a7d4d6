// Runs the start of a module now, so that no one who loads it has to: `_initialize` is called once with the stubs of wasi.ts,
// and the memory and the globals that it leaves become those that the module begins with. `_initialize` stays and does
// nothing. Imports and exports stay as they are, but for exports that begin with snapshot_: those are called, too, and go.
//
// Wizer does the same, but calls the real clock and the real source of randomness, so that two runs differ; these stubs are
// the same to the byte every time. What they give the runtime (seeds of hash maps) is fixed in every instance anyway.

import { wasi } from "../dist/wasi.js";
import { OP, bodiesOf, decoded } from "./code.js";
import { custom, exportEntry, exportsOf, find, globalsOf, importedFunctions, list, pagesOf } from "./entries.js";
import { goOf } from "./golang.js";
import { memoryOf as memoryOfData, segmentsOf } from "./image.js";
import { KIND, SECTION, constant, cursor, joined, moduleOf, sectionsOf, signed, u32, vector } from "./module.js";

const PAGE = 65536;
const ENVIRONMENT = ["GODEBUG=gcshrinkstackoff=1"]; // the stacks are long from the start (see parking.js)
const SMALLEST = 2048n; // bytes: runtime.stackMin, with which a goroutine begins
const LONG = 32768n; // bytes
const EMPTY_BODY = Uint8Array.of(2, 0, 0x0b);

/** @typedef {import("./module.js").Section} Section */

/** @param {Uint8Array} bytes of the module @returns {Promise<Uint8Array>} */
export async function preinitialised(bytes) {
  const sections = withLongStacks(sectionsOf(bytes));
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
    [SECTION.export]: () => vector(exports.filter(({ name }) => !isForSnapshot(name)).map((one) => exportEntry(one === start ? { ...one, index: nothing } : one))),
    [SECTION.code]: (old) => appended(old, EMPTY_BODY),
    [SECTION.data]: () => vector(segments),
    [SECTION.dataCount]: () => u32(segments.length),
  };
  return moduleOf(sections.map(({ id, bytes }) => ({ id, bytes: change[id]?.(bytes) ?? bytes })));
}

/** Whether an export is only called now and does not stay: it makes room in the memory. @param {string} name */
function isForSnapshot(name) {
  return name.startsWith("snapshot_");
}

/** Starts the module, with its globals exported, and says what it left. @param {Section[]} sections @param {unknown[]} globals */
async function run(sections, globals) {
  const names = globals.map((_, i) => `global ${i}`);
  const all = sections.map(({ id, bytes }) => id !== SECTION.export ? { id, bytes } : {
    id, bytes: names.reduce((list, name, index) => appended(list, exportEntry({ name, kind: KIND.global, index })), bytes),
  });
  const module = await WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (moduleOf(all)));
  /** @type {WebAssembly.Instance} */
  const instance = await WebAssembly.instantiate(module, started(() => memoryOf(instance)));
  const { exports } = instance;
  for (const name of ["_initialize", ...Object.keys(exports).filter(isForSnapshot).sort()]) /** @type {() => void} */ (exports[name])();
  const values = names.map((name) => /** @type {WebAssembly.Global<"i32" | "i64">} */ (exports[name]).value);
  return { values, memory: new Uint8Array(memoryOf(instance).buffer) };
}

/** The stubs, with an environment. @param {() => WebAssembly.Memory} memory */
function started(memory) {
  const { wasi_snapshot_preview1: calls } = wasi(memory);
  const text = new TextEncoder().encode(ENVIRONMENT.map((one) => `${one}\0`).join(""));
  const view = () => new DataView(memory().buffer);
  const environ_sizes_get = (/** @type {number} */ count, /** @type {number} */ size) => {
    view().setUint32(count, ENVIRONMENT.length, true);
    view().setUint32(size, text.length, true);
    return 0;
  };
  const environ_get = (/** @type {number} */ pointers, /** @type {number} */ at) => {
    new Uint8Array(memory().buffer).set(text, at);
    for (const [i, one] of ENVIRONMENT.entries()) {
      view().setUint32(pointers + 4 * i, at, true);
      at += one.length + 1;
    }
    return 0;
  };
  return { wasi_snapshot_preview1: { ...calls, environ_sizes_get, environ_get } };
}

/** The sections of a module whose new goroutines have a stack that need not grow. @param {Section[]} sections */
function withLongStacks(sections) {
  const go = goOf(memoryOfData(find(sections, SECTION.data), PAGE * pagesOf(find(sections, SECTION.memory))), custom(sections, "producers"));
  const bodies = bodiesOf(find(sections, SECTION.code));
  const i = go.functions.findIndex(({ name }) => name === "runtime.newproc1");
  const { locals, code } = decoded(/** @type {Uint8Array} */ (bodies[i]));
  const sizes = code.filter(({ op, value }) => op === OP.i64Const && value === SMALLEST);
  if (sizes.length !== 1) throw new Error("runtime.newproc1 does not say in one place how long a stack is");
  for (const one of sizes) one.bytes = joined([Uint8Array.of(OP.i64Const), signed(LONG)]);
  bodies[i] = joined([locals, ...code.map(({ bytes }) => bytes)]);
  return sections.map((one) => (one.id === SECTION.code ? { id: one.id, bytes: vector(bodies.map((body) => joined([u32(body.length), body]))) } : one));
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
