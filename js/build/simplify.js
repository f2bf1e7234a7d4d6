// Shorter ways to say what Go's compiler says about addresses and conditions. It knows pointers as numbers of 64 bits and writes the address of
// a place on the stack as (stack pointer to 64 bits) + offset, back to 32 bits, where a load or store could hold the offset itself.

import { OP } from "./code.js";
import { joined, signed, u32 } from "./module.js";

/** @typedef {import("./code.js").Instruction} Instruction */
/** @typedef {{ at: number, offset: bigint }} Address where in the output an address on the stack is loaded, and what is still to be added to it */

const SP = 1n; // the local
const I64_EQZ = 0x50;
const ADDRESS = [OP.i64ExtendI32U, OP.i64Const, OP.i64Add, OP.i32WrapI64];
const INVERSE = new Map([[0x46, 0x47], [0x48, 0x4e], [0x49, 0x4f], [0x4a, 0x4c], [0x4b, 0x4d], [0x51, 0x52], [0x53, 0x59], [0x54, 0x5a], [0x55, 0x57], [0x56, 0x58]]
  .flatMap(([a, b]) => [[a, b], [b, a]]));

/** @param {Instruction[]} code @returns {Instruction[]} */
export function simplified(code) {
  /** @type {Instruction[]} */
  const out = [];
  /** @type {(Address | undefined)[]} */
  let stack = []; // what the wasm stack holds above what was there at the last jump or call
  /** @type {Map<number, bigint>} */
  const add = new Map(); // what must be added after an instruction of the output

  const settle = (/** @type {Address | undefined} */ one) => void (one !== undefined && one.offset !== 0n && add.set(one.at, one.offset));
  for (let at = 0; at < code.length; at++) {
    const one = /** @type {Instruction} */ (code[at]);
    const last = out.at(-1);
    if (one.op === OP.nop) continue;
    if (one.op === OP.localGet && one.value === SP && ADDRESS.every((op, i) => code[at + 1 + i]?.op === op)) {
      stack.push({ at: out.length, offset: /** @type {Instruction} */ (code[at + 2]).value });
      out.push(one);
      at += ADDRESS.length;
    } else if (one.op === OP.i32WrapI64 && last?.op === OP.i64Const && !add.has(out.length - 1)) {
      out[out.length - 1] = constant(last.value);
    } else if (one.op === OP.i32Eqz && isCondition(last)) {
      invert(out);
    } else if (one.op === I64_EQZ && last?.op === OP.i64ExtendI32U && isCondition(out.at(-2))) {
      out.pop();
      invert(out);
    } else {
      const [pops, pushes] = effect(one.op);
      const taken = Array.from({ length: pops }, () => stack.pop()).reverse();
      const memory = one.op >= OP.i32Load && one.op <= OP.i64Store32;
      const address = memory ? taken.shift() : undefined;
      taken.forEach(settle);
      const sum = one.value + (address?.offset ?? 0n);
      out.push(address === undefined || sum < 0n ? (settle(address), one) : { ...one, value: sum, bytes: withOffset(one.bytes, sum) });
      for (let i = 0; i < pushes; i++) stack.push(undefined);
      if (isControl(one.op)) {
        stack.forEach(settle);
        stack = [];
      }
    }
  }
  stack.forEach(settle);
  return out.flatMap((one, i) => {
    const offset = add.get(i);
    return offset === undefined ? [one] : [one, constant(offset), { op: OP.i32Add, value: 0n, bytes: Uint8Array.of(OP.i32Add) }];
  });
}

/** How many values an instruction takes and gives; of control and calls nothing is known. @param {number} op @returns {[number, number]} */
function effect(op) {
  if (op === OP.localGet || op === OP.globalGet || (op >= OP.i32Const && op <= 0x44) || op === 0x3f) return [0, 1];
  if (op === OP.localSet || op === OP.globalSet || op === OP.drop) return [1, 0];
  if (op === OP.localTee || op === 0x40) return [1, 1]; // memory.grow
  if (op >= OP.i32Load && op < 0x36) return [1, 1];
  if (op >= 0x36 && op <= OP.i64Store32) return [2, 0];
  if (op === 0x1b) return [3, 1]; // select
  if (op === 0xfc) return [3, 0]; // memory.copy and fill; the others are looked at as control
  if (op === OP.i32Eqz || op === 0x50 || (op >= 0x67 && op <= 0x69) || (op >= 0x79 && op <= 0x7b) || (op >= 0x8b && op <= 0x91) || (op >= 0x99 && op <= 0x9f) || op >= 0xa7) return [1, 1];
  if (op >= 0x46) return [2, 1];
  return [0, 0];
}

/** @param {number} op */
function isControl(op) {
  return op <= 0x11 || op === 0xfc;
}

/** Whether an instruction gives 0 or 1. @param {Instruction | undefined} one */
function isCondition(one) {
  return one !== undefined && one.op >= OP.i32Eqz && one.op <= 0x66;
}

/** The opposite of a condition. @param {Instruction[]} out which ends in it */
function invert(out) {
  const last = /** @type {Instruction} */ (out.at(-1));
  const opposite = INVERSE.get(last.op);
  if (opposite !== undefined) out[out.length - 1] = { op: opposite, value: 0n, bytes: Uint8Array.of(opposite) };
  else if (last.op === OP.i32Eqz && isCondition(out.at(-2))) out.pop();
  else out.push({ op: OP.i32Eqz, value: 0n, bytes: Uint8Array.of(OP.i32Eqz) });
}

/** @param {Uint8Array} bytes of a load or store @param {bigint} offset */
function withOffset(bytes, offset) {
  return joined([bytes.subarray(0, 2), u32(Number(offset))]); // the alignment is one byte
}

/** @param {bigint} value @returns {Instruction} */
function constant(value) {
  const low = BigInt.asIntN(32, value);
  return { op: OP.i32Const, value: low, bytes: joined([Uint8Array.of(OP.i32Const), signed(low)]) };
}
