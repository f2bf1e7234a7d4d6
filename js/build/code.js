// Reads the bodies of functions: which instructions there are and what they name. Only what Go's compiler writes is known
// (numbers, memory, control flow, bulk memory); anything else is refused instead of misread.
// https://webassembly.github.io/spec/core/binary/instructions.html

import { cursor } from "./module.js";

export const OP = { call: 0x10, i32Const: 0x41, i64Const: 0x42 };

/** The bodies of a code section, without their lengths. @param {Uint8Array} section */
export function bodiesOf(section) {
  const at = cursor(section);
  return Array.from({ length: at.u32() }, () => at.take(at.u32()));
}

/** Says what a body calls and which constants it holds. @param {Uint8Array} body @param {(op: number, operand: bigint) => void} found */
export function walk(body, found) {
  const at = cursor(body);
  for (let groups = at.u32(); groups > 0; groups--) at.u32(), at.byte(); // locals: how many, of which type
  while (!at.done()) {
    const op = at.byte();
    if (op === 0x02 || op === 0x03 || op === 0x04 || op === 0x3f || op === 0x40) at.byte(); // block, loop, if: type; memory.size, memory.grow: memory
    else if (op === OP.call) found(op, BigInt(at.u32()));
    else if (op === OP.i32Const || op === OP.i64Const) found(op, at.signed());
    else if (op === 0x0c || op === 0x0d || (op >= 0x20 && op <= 0x24)) at.u32(); // br, br_if; local and global, get, set and tee
    else if (op === 0x0e) for (let targets = at.u32() + 1; targets > 0; targets--) at.u32(); // br_table
    else if (op === 0x11 || (op >= 0x28 && op <= 0x3e)) at.u32(), at.u32(); // call_indirect: type, table; loads and stores: alignment, offset
    else if (op === 0x43) at.take(4);
    else if (op === 0x44) at.take(8);
    else if (op === 0xfc) prefixed(at);
    else if (!plain(op)) throw new Error(`opcode ${op.toString(16)} at byte ${at.place() - 1} of a function is not known`);
  }
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
  return op <= 0x01 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4);
}
