// Gives functions that are never left in the middle the control flow that they had in Go. The compiler writes every one of them as a loop
// around a table of places to go on at, since a function may have to be left in any call and entered there again; engines take long
// to compile that and cannot make it fast.

import { keepsStackPointer, shortened, tails } from "./calls.js";
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
 * @param {number} imports the number of imported functions, which come first
 * @param {(i: number) => boolean} stops whether a call of function i stops the module
 * @returns {{ bodies: Uint8Array[], left: Set<number> }} the bodies, rewritten or as they were, and which may be left in the middle
 */
export function restructured(names, bodies, imports, stops) {
  const all = bodies.map(decoded);
  putOff(names, all, imports);
  const calls = all.map(({ code }) => code.filter(({ op }) => op === OP.call).map(({ value }) => Number(value) - imports).filter((i) => i >= 0));
  const left = parking(names, calls);
  const rewritten = new Set(all.flatMap(({ code }, i) => (!left.has(i) && keepsStackPointer(code) ? [i] : [])));

  // A rewritten function never asks its caller to leave, unless it ends in another that might.
  const returns = new Set(rewritten);
  for (let before = -1; before !== returns.size; ) {
    before = returns.size;
    for (const i of returns) if (tails(all[i]?.code ?? []).some((tail) => !returns.has(tail - imports))) returns.delete(i);
  }
  const how = (/** @type {number} */ index) => {
    const i = index - imports;
    return stops(i) ? "trap" : ends.includes(names[i] ?? "") ? "ends" : returns.has(i) ? "returns" : "may leave";
  };

  const shorter = bodies.map((body, i) => {
    const one = all[i];
    if (one === undefined || !rewritten.has(i)) return body;
    const code = simplified(shortened(one.code, i, how));
    const segments = segmentsOf(code.slice(2)); // behind the stack pointer
    if (segments.length === 0) return joined([one.locals, ...code.map(({ bytes }) => bytes)]);
    return joined([one.locals, ...code.slice(0, 2).map(({ bytes }) => bytes), structured(segments), END]);
  });
  return { bodies: shorter, left };
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
