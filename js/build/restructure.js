// Gives functions that are never left in the middle the control flow that they had in Go. The compiler writes every one of them as a loop
// around a table of places to go on at, since a function may have to be left in any call and entered there again; engines take long
// to compile that and cannot make it fast.

import { keepsStackPointer, shortened, tails } from "./calls.js";
import { OP, decoded } from "./code.js";
import { joined, u32 } from "./module.js";
import { ends, fits, instead, panics, parking } from "./parking.js";
import { simplified } from "./simplify.js";
import { segmentsOf } from "./segments.js";
import { structured } from "./structure.js";

const END = Uint8Array.of(OP.end);

/**
 * @param {string[]} names
 * @param {Uint8Array[]} bodies
 * @param {number} imports the number of imported functions, which come first
 * @returns {Uint8Array[]} the bodies, rewritten or as they were
 */
export function restructured(names, bodies, imports) {
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
  const [trap, end] = [panics, ends].map((patterns) => new Set(names.flatMap((name, i) => (patterns.some((one) => fits(one, name)) ? [i + imports] : []))));
  const how = (/** @type {number} */ index) => (trap?.has(index) ? "trap" : end?.has(index) ? "ends" : returns.has(index - imports) ? "returns" : "may leave");

  return bodies.map((body, i) => {
    const one = all[i];
    if (one === undefined || !rewritten.has(i)) return body;
    const code = simplified(shortened(one.code, i, how));
    const segments = segmentsOf(code.slice(2));
    if (segments.length === 0) return joined([one.locals, ...code.map(({ bytes }) => bytes)]);
    const text = structured(segments);
    return joined([one.locals, ...segmentsStart(code), text, END]);
  });
}

/** Has functions call another in the place of one. @param {string[]} names @param {{ code: import("./code.js").Instruction[] }[]} all @param {number} imports */
function putOff(names, all, imports) {
  const [of, by] = [instead.of, instead.by].map((name) => BigInt(names.indexOf(name) + imports));
  let changed = 0;
  for (const [i, { code }] of all.entries()) {
    if (!fits(instead.from, names[i] ?? "")) continue;
    for (const one of code) if (one.op === OP.call && one.value === of) changed++, (one.value = /** @type {bigint} */ (by)), (one.bytes = joined([Uint8Array.of(OP.call), u32(Number(by))]));
  }
  if (changed === 0 || by === BigInt(imports - 1)) throw new Error(`nothing in ${instead.from} calls ${instead.of}, or there is no ${instead.by}`);
}

/** What stands before the first segment: the stack pointer. @param {import("./code.js").Instruction[]} code */
function segmentsStart(code) {
  return code.slice(0, 2).map(({ bytes }) => bytes);
}
