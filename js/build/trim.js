// Takes out of a pre-initialised module what can no longer be used: functions that nothing calls any more and their data, what only
// tracebacks read of the tables of functions, stale stacks, custom sections. Functions and data keep their numbers and addresses, so
// nothing has to be relocated; what goes becomes zeros or a trap, which cost next to nothing once compressed.

import { bodiesOf } from "./code.js";
import { clearData } from "./data.js";
import { custom, exportsOf, find, globalsOf, importedFunctions, list, pagesOf } from "./entries.js";
import { functionAt, goOf } from "./golang.js";
import { memoryOf, segmentsOf } from "./image.js";
import { I32, KIND, SECTION, cursor, joined, moduleOf, sectionsOf, u32, vector } from "./module.js";
import { standIns } from "./parking.js";
import { restructured } from "./restructure.js";
import { living, pcsOf } from "./shake.js";
import { clearStacks } from "./stacks.js";
import { strip } from "./strip.js";
import { unused } from "./unused.js";

const PAGE = 65536;
const TRAP = Uint8Array.of(0, 0x00, 0x0b); // unreachable
// SP += 8, over the return address; return 0: nothing to unwind (cmd/internal/obj/wasm)
const RETURN = Uint8Array.of(0, 0x23, 0, 0x41, 8, 0x6a, 0x24, 0, 0x41, 0, 0x0b);
const GLOBAL = { sp: 0, g: 2 };

/** @param {Uint8Array} bytes of a module that preinit.js made @returns {Uint8Array} */
export function trimmed(bytes) {
  const sections = sectionsOf(bytes);
  const memory = memoryOf(find(sections, SECTION.data), PAGE * pagesOf(find(sections, SECTION.memory)));
  const go = goOf(memory, custom(sections, "producers"));
  const imports = importedFunctions(find(sections, SECTION.import));
  const names = go.functions.map(({ name }) => name);
  const globals = globalsOf(find(sections, SECTION.global)).map(({ value }) => Number(value));
  const how = cuts(names);
  const exported = exportsOf(find(sections, SECTION.export)).filter(({ kind }) => kind === KIND.function).map(({ index }) => index - imports);
  clearStacks(go, /** @type {number} */ (globals[GLOBAL.g]), /** @type {number} */ (globals[GLOBAL.sp]));
  const known = pcsOf(go);
  const meant = (/** @type {bigint} */ constant) => Math.max(functionAt(constant, names.length), known.descriptors.get(Number(constant)) ?? -1);
  const { bodies, left, own } = restructured(names, bodiesOf(find(sections, SECTION.code)), memory, imports, (i) => how[i] === "stop", meant, [...exported, ...known.words, ...how.flatMap((one, i) => (one === undefined ? [] : [i]))]);
  const alive = living(known, meant, bodies, imports, exported, (i) => how[i] !== undefined);
  clearData(go, bodies, alive);
  const sleeping = functionsIn(go);
  strip(go, (i) => (alive[i] === true && left.has(i)) || sleeping.has(i) || standIns.includes(names[i] ?? ""));

  const types = cursor(find(sections, SECTION.type)).u32();
  /** @type {Record<number, (old: Uint8Array) => Uint8Array>} */
  const change = {
    [SECTION.type]: (old) => withType(old),
    [SECTION.function]: (old) => vector(list(old, (at) => at.u32()).map((type, i) => u32(own.has(i) ? types : type))),
    [SECTION.code]: () => vector(bodies.map((body, i) => sized(alive[i] ? body : how[i] === "return" ? RETURN : TRAP))),
    [SECTION.data]: () => vector(segmentsOf(memory)),
  };
  return moduleOf(sections.filter(({ id }) => id !== SECTION.custom && id !== SECTION.dataCount).map(({ id, bytes }) => ({ id, bytes: change[id]?.(bytes) ?? bytes })));
}

/** The types with one more: of a function that takes the stack pointer. @param {Uint8Array} bytes */
function withType(bytes) {
  const at = cursor(bytes);
  return joined([u32(at.u32() + 1), at.rest(), Uint8Array.of(0x60, 1, I32, 0)]);
}

/** What unused.js says about each function. @param {string[]} names */
function cuts(names) {
  const fits = (/** @type {string} */ pattern, /** @type {string} */ name) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern);
  for (const pattern of unused.flatMap((row) => [...row.names, ...(row.but ?? [])])) {
    if (!names.some((name) => fits(pattern, name))) throw new Error(`unused.js names ${pattern}, which the module does not have`);
  }
  return names.map((name) => unused.find((row) => row.names.some((one) => fits(one, name)) && !row.but?.some((one) => fits(one, name)))?.how);
}

/** The functions of return addresses on stacks, whose tables are read though the functions may not run again. @param {import("./golang.js").Go} go */
function functionsIn({ view, functions, field }) {
  const found = new Set();
  for (let at = Math.ceil(field("noptrdata") / 8) * 8; at + 8 <= view.byteLength; at += 8) found.add(functionAt(view.getBigUint64(at, true), functions.length));
  return found;
}

/** @param {Uint8Array} body */
function sized(body) {
  return joined([u32(body.length), body]);
}
