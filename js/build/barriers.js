// Takes out the write barriers: while the collector marks, Go has everyone tell it which pointers are changed, and asks before each change of
// one whether it marks. Here it marks only while the one goroutine that does the work waits for it (wasm/boundary/memory.go), so what
// is asked outside of the runtime is always answered with no.

import { OP } from "./code.js";
import { joined, u32 } from "./module.js";

/** @typedef {import("./code.js").Instruction} Instruction */

const I64_LOAD32U = 0x35;
const I64_EQZ = 0x50;
const FLUSH = /^runtime\.gcWriteBarrier\d$/;
const RUNTIME = /^(runtime\.|internal\/|sync|type:|go:)/;

/** Whether a function may run while the collector marks. @param {string} name */
export function marks(name) {
  return name === "" || RUNTIME.test(name);
}

/**
 * Where the runtime keeps whether it marks: what functions with a barrier ask.
 * @param {{ name: string, code: Instruction[] }[]} functions simplified
 * @param {(index: number) => string} nameOf a function by its index in the module
 */
export function flagAddress(functions, nameOf) {
  const asked = new Set(functions.flatMap(({ name, code }) => {
    if (marks(name) || !code.some(({ op, value }) => op === OP.call && FLUSH.test(nameOf(Number(value))))) return [];
    return code.flatMap(({ value }, at) => (asks(code, at, value) ? [value] : []));
  }));
  const [flag, ...more] = asked;
  if (flag === undefined || more.length > 0) throw new Error("the flag of the write barrier is not found");
  return flag;
}

/** @param {Instruction[]} code simplified @param {bigint} flag */
export function withoutBarriers(code, flag) {
  /** @type {Instruction[]} */
  const out = [];
  for (let at = 0; at < code.length; at++) {
    const jump = asks(code, at, flag) ? code.slice(at + 4, at + 7) : [];
    const [value, set, br] = jump;
    if (value?.op === OP.i32Const && set?.op === OP.localSet && br?.op === OP.br && code[at + 7]?.op === OP.end) {
      const label = br.value - 1n; // out of the condition
      out.push(value, set, { op: OP.br, value: label, bytes: joined([Uint8Array.of(OP.br), u32(Number(label))]) });
      at += 7;
    } else out.push(/** @type {Instruction} */ (code[at]));
  }
  return out;
}

/** Whether here a jump begins that is taken if the flag is not set. @param {Instruction[]} code @param {number} at @param {bigint} flag */
function asks(code, at, flag) {
  return code[at]?.op === OP.i32Const && code[at]?.value === flag && code[at + 1]?.op === I64_LOAD32U && code[at + 1]?.value === 0n && code[at + 2]?.op === I64_EQZ && code[at + 3]?.op === OP.if;
}
