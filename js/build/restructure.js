// Gives functions that are never left in the middle the control flow that they had in Go. The compiler writes every one of them as a loop
// around a table of places to go on at, since a function may have to be left in any call and entered there again; engines take long
// to compile that and cannot make it fast.

import { flagAddress, marks, withoutBarriers } from "./barriers.js";
import { adapted, callsIn, constantsIn, keepsStackPointer, movesPlainly, shortened, tails } from "./calls.js";
import { OP, decoded } from "./code.js";
import { joined, u32 } from "./module.js";
import { ends, instead, parking } from "./parking.js";
import { simplified } from "./simplify.js";
import { segmentsOf } from "./segments.js";
import { structured } from "./structure.js";

const END = Uint8Array.of(OP.end);

/**
 * @param {string[]} names
 * @param {Uint8Array[]} bodies
 * @param {Uint8Array} memory of the snapshot
 * @param {number} imports the number of imported functions, which come first
 * @param {(i: number) => boolean} stops whether a call of function i stops the module
 * @param {(constant: bigint) => number} meant the function that a constant in code may mean, or -1
 * @param {Iterable<number>} known functions that exports or the memory know
 * @returns {{ bodies: Uint8Array[], left: Set<number>, own: Set<number> }} the bodies; which may be left in the middle; which are
 *   private: they take the stack pointer and give nothing
 */
export function restructured(names, bodies, memory, imports, stops, meant, known) {
  const all = bodies.map(decoded);
  putOff(names, all, imports);
  const calls = all.map(({ code }) => code.filter(({ op }) => op === OP.call).map(({ value }) => Number(value) - imports).filter((i) => i >= 0));
  const left = parking(names, calls);
  const rewritten = new Set(all.flatMap(({ code }, i) => (!left.has(i) && keepsStackPointer(code) ? [i] : [])));

  // A rewritten function never asks its caller to leave, unless it ends in another that might.
  const ending = all.map(({ code }) => tails(code).map((tail) => tail - imports));
  const returns = new Set(rewritten);
  for (let before = -1; before !== returns.size; ) {
    before = returns.size;
    for (const i of returns) if (ending[i]?.some((tail) => !returns.has(tail))) returns.delete(i);
  }

  const notOwn = new Set([...known, ...all.flatMap(({ code }, i) => othersIn(code, i).concat(ending[i] ?? []))]);
  const own = new Set([...returns].filter((i) => !notOwn.has(i) && ending[i]?.length === 0 && !stops(i) && !ends.includes(names[i] ?? "") && movesPlainly(all[i]?.code ?? [], i)));

  /** @returns {import("./calls.js").Callee} */
  const how = (/** @type {number} */ index) => {
    const i = index - imports;
    return stops(i) ? "trap" : ends.includes(names[i] ?? "") ? "ends" : own.has(i) ? "private" : returns.has(i) ? "returns" : "may leave";
  };
  const asksForStack = (/** @type {number} */ index) => (names[index - imports] ?? "").startsWith("runtime.gcWriteBarrier");

  const shortest = all.map(({ code }, i) => !keepsStackPointer(code) ? code
    : simplified(rewritten.has(i) ? shortened(code, i, own.has(i), how, asksForStack) : adapted(code, i, how)));
  const flag = flagAddress(shortest.flatMap((code, i) => (rewritten.has(i) ? [{ name: names[i] ?? "", code }] : [])), (index) => names[index - imports] ?? "");
  if (memory[Number(flag)] !== 0) throw new Error("the collector marks in the snapshot");

  const shorter = bodies.map((body, i) => {
    const one = all[i];
    if (one === undefined || !keepsStackPointer(one.code)) return body;
    const before = /** @type {import("./code.js").Instruction[]} */ (shortest[i]);
    if (!rewritten.has(i)) return joined([one.locals, ...before.map(({ bytes }) => bytes)]);
    const code = marks(names[i] ?? "") ? before : withoutBarriers(before, flag);
    const lead = own.has(i) ? 0 : 2; // the stack pointer
    const segments = segmentsOf(code.slice(lead));
    if (segments.length === 0) throw new Error(`${names[i]} has a shape that is not known`);
    return joined([one.locals, ...code.slice(0, lead).map(({ bytes }) => bytes), structured(segments), END]);
  });
  return { bodies: shorter, left, own };

  /** The functions that a function knows otherwise than by calling them as all do. @param {import("./code.js").Instruction[]} code @param {number} i */
  function othersIn(code, i) {
    const called = callsIn(code, i).map((index) => index - imports);
    const more = /** @type {number[]} */ (calls[i]).filter((callee) => called.filter((one) => one === callee).length !== calls[i]?.filter((one) => one === callee).length);
    return [...more, ...constantsIn(code, i).map(meant)].filter((other) => other >= 0);
  }
}

/** Has functions call another in the place of one. @param {string[]} names @param {{ code: import("./code.js").Instruction[] }[]} all @param {number} imports */
function putOff(names, all, imports) {
  const [of, by] = [instead.of, instead.by].map((name) => BigInt(names.indexOf(name) + imports));
  let changed = 0;
  for (const [i, { code }] of all.entries()) {
    if (!(names[i] ?? "").startsWith(instead.from)) continue;
    for (const one of code) if (one.op === OP.call && one.value === of) changed++, (one.value = /** @type {bigint} */ (by)), (one.bytes = joined([Uint8Array.of(OP.call), u32(Number(by))]));
  }
  if (changed === 0 || by === BigInt(imports - 1)) throw new Error(`nothing in ${instead.from}… calls ${instead.of}, or there is no ${instead.by}`);
}
