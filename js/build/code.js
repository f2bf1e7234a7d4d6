// Reads the bodies of functions: which instructions there are and what they name. Only what Go's compiler writes is known
// (numbers, memory, control flow, bulk memory); anything else is refused instead of misread.
// https://webassembly.github.io/spec/core/binary/instructions.html

import { cursor } from "./module.js";

export const OP = {
  unreachable: 0x00, nop: 0x01, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f, call: 0x10, callIndirect: 0x11,
  drop: 0x1a, localGet: 0x20, localSet: 0x21, localTee: 0x22, globalGet: 0x23, globalSet: 0x24, i32Load: 0x28, i64Store: 0x37, i64Store32: 0x3e, i32Const: 0x41, i64Const: 0x42,
  i32Eqz: 0x45, i32LeU: 0x4d, i32Add: 0x6a, i32Sub: 0x6b, i64Add: 0x7c, i64ShrU: 0x88, i32WrapI64: 0xa7, i64ExtendI32U: 0xad,
};

/**
 * value: the number that follows the opcode: of a constant, local, global, function, label, or the block type; of loads and stores
 * the offset; of br_table the last, default label.
 * @typedef {{ op: number, value: bigint, bytes: Uint8Array, table?: number[] }} Instruction
 */

/** The bodies of a code section, without their lengths. @param {Uint8Array} section */
export function bodiesOf(section) {
  const at = cursor(section);
  return Array.from({ length: at.u32() }, () => at.take(at.u32()));
}

/** The declarations of locals, and the instructions up to the last end. @param {Uint8Array} body */
export function decoded(body) {
  const at = cursor(body);
  for (let groups = at.u32(); groups > 0; groups--) at.u32(), at.byte(); // locals: how many, of which type
  const locals = body.subarray(0, at.place());
  /** @type {Instruction[]} */
  const code = [];
  while (!at.done()) {
    const from = at.place();
    const op = at.byte();
    /** @type {Instruction} */
    const one = { op, value: 0n, bytes: body };
    if (op === OP.block || op === OP.loop || op === OP.if || op === 0x3f || op === 0x40) one.value = BigInt(at.byte()); // memory.size, memory.grow: memory
    else if (op === OP.call || op === OP.br || op === OP.brIf || (op >= OP.localGet && op <= OP.globalSet)) one.value = BigInt(at.u32());
    else if (op === OP.i32Const || op === OP.i64Const) one.value = at.signed();
    else if (op === OP.brTable) {
      one.table = Array.from({ length: at.u32() }, () => at.u32());
      one.value = BigInt(at.u32());
    } else if (op === OP.callIndirect || (op >= 0x28 && op <= 0x3e)) {
      at.u32(); // type; alignment
      one.value = BigInt(at.u32());
    } else if (op === 0x43) at.take(4);
    else if (op === 0x44) at.take(8);
    else if (op === 0xfc) prefixed(at);
    else if (!plain(op)) throw new Error(`opcode ${op.toString(16)} at byte ${from} of a function is not known`);
    one.bytes = body.subarray(from, at.place());
    code.push(one);
  }
  return { locals, code };
}

/** Says what a body calls and which constants it holds. @param {Uint8Array} body @param {(op: number, operand: bigint) => void} found */
export function walk(body, found) {
  for (const { op, value } of decoded(body).code) if (op === OP.call || op === OP.i32Const || op === OP.i64Const) found(op, value);
}

/** @param {import("./module.js").Cursor} at */
function prefixed(at) {
  const op = at.u32();
  if (op <= 7) return; // truncation that saturates
  if (op === 10) at.take(2); // memory.copy: two memories
  else if (op === 11) at.take(1); // memory.fill: a memory
  else throw new Error(`opcode fc ${op} is not known`);
}

/** Instructions without operands: unreachable to end, return, drop, select, arithmetic. @param {number} op */
function plain(op) {
  return op <= 0x01 || op === OP.else || op === OP.end || op === OP.return || op === OP.drop || op === 0x1b || (op >= OP.i32Eqz && op <= 0xc4);
}
