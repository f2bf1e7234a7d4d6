// Calls and returns as Go's compiler writes them for any function (cmd/internal/obj/wasm/wasmobj.go), and in a shorter form for
// functions that are never left in the middle. The long form notes on the Go stack where to come back to, and reads the stack pointer
// again after the call, since the stack may have moved; the result of a call says whether to leave, too. The short form leaves all
// that out, and stops where a call asks to leave after all.

import { OP } from "./code.js";
import { functionAt } from "./golang.js";
import { joined, signed, u32 } from "./module.js";

/** @typedef {import("./code.js").Instruction} Instruction */
/** @typedef {{ op: number, value?: number }} Like */

const SP = { local: 1, global: 0 };
const POINTER = 8; // bytes
const plain = (/** @type {number} */ op) => ({ op });
const get = { op: OP.localGet, value: SP.local };
const set = [{ op: OP.localTee, value: SP.local }, { op: OP.globalSet, value: SP.global }];
const reload = [{ op: OP.globalGet, value: SP.global }, { op: OP.localSet, value: SP.local }];
const push = [get, { op: OP.i32Const, value: POINTER }, plain(OP.i32Sub), ...set];
const pop = [get, { op: OP.i32Const, value: POINTER }, plain(OP.i32Add), ...set];
const entry = { op: OP.i32Const, value: 0 };
const indirect = [{ op: OP.i64Const, value: 16 }, plain(OP.i64ShrU), plain(OP.i32WrapI64), { op: OP.localSet, value: 0 }, entry, { op: OP.localGet, value: 0 }];
const answer = [{ op: OP.i32Const, value: 0 }, plain(OP.return)];

const trap = made(OP.unreachable);
const trapIfLeft = [made(OP.if, 0x40), trap, made(OP.end)];
const pushed = [made(OP.localGet, SP.local), made(OP.i32Const, POINTER), made(OP.i32Sub), made(OP.globalSet, SP.global)];

/** What begins every function that has the stack pointer in local 1. @param {Instruction[]} code */
export function keepsStackPointer(code) {
  return matches(code, 0, reload);
}

/**
 * @param {Instruction[]} code
 * @param {number} self the number of the function
 * @param {(callee: number) => "trap" | "returns" | "ends" | "may leave"} how what is known of a function, by its index in the module
 * @returns {Instruction[]}
 */
export function shortened(code, self, how) {
  /** @type {Instruction[]} */
  const out = [];
  for (let at = 0; at < code.length; ) {
    const call = callAt(code, at, self);
    const one = /** @type {Instruction} */ (code[at]);
    if (call !== undefined) {
      const known = call.callee === undefined ? "may leave" : how(call.callee);
      if (known === "trap") out.push(trap);
      else out.push(...pushed, ...call.instructions, ...(known === "returns" ? [made(OP.drop)] : known === "ends" ? [trap] : trapIfLeft));
      at = call.end;
    } else if (one.op === OP.call && matches(code, at + 1, reload)) {
      out.push(one);
      at += 1 + reload.length;
    } else if (matches(code, at, [get, plain(OP.i32Const), plain(OP.i32Add), ...set, ...pop, ...answer])) {
      out.push(...returning(Number(code[at + 1]?.value) + POINTER));
      at += 3 + set.length + pop.length + answer.length;
    } else if (matches(code, at, [...pop, ...answer])) {
      out.push(...returning(POINTER));
      at += pop.length + answer.length;
    } else {
      out.push(one);
      at++;
    }
  }
  return out;
}

/** The functions that a function ends in, its result being theirs. @param {Instruction[]} code */
export function tails(code) {
  return code.flatMap((one, at) => (one.op === OP.call || one.op === OP.callIndirect) && code[at + 1 + reload.length]?.op === OP.return && matches(code, at + 1, reload)
    ? [one.op === OP.call ? Number(one.value) : -1] : []);
}

/** @param {Instruction[]} code @param {number} at @param {number} self */
function callAt(code, at, self) {
  const address = at + push.length + 1;
  if (!matches(code, at, [...push, get, plain(OP.i64Const), plain(OP.i64Store)])) return undefined;
  if (functionAt(/** @type {Instruction} */ (code[address]).value, self + 1) !== self) return undefined;
  const from = address + 2;
  let end = from + (matches(code, from, indirect) ? indirect.length : matches(code, from, [entry]) ? 1 : 0);
  const call = code[end];
  if (call?.op !== OP.call && call?.op !== OP.callIndirect) return undefined;
  end++;
  const instructions = code.slice(from, end);
  if (!matches(code, end, reload)) throw new Error(`function ${self}: a call that is not followed by the stack pointer`);
  end += reload.length;
  if (code[end]?.op === OP.brIf) end++;
  else if (matches(code, end, [{ op: OP.if }, plain(OP.unreachable), plain(OP.end)])) end += 3;
  else throw new Error(`function ${self}: a call whose result is not looked at`);
  return { instructions, end, callee: call.op === OP.call ? Number(call.value) : undefined };
}

/** @param {number} size of the frame with the return address, in bytes */
function returning(size) {
  return [made(OP.localGet, SP.local), made(OP.i32Const, size), made(OP.i32Add), made(OP.globalSet, SP.global), made(OP.i32Const, 0), made(OP.return)];
}

/** @param {Instruction[]} code @param {number} at @param {Like[]} pattern */
function matches(code, at, pattern) {
  return pattern.every(({ op, value }, i) => code[at + i]?.op === op && (value === undefined || code[at + i]?.value === BigInt(value)));
}

/** @param {number} op @param {number} [value] @returns {Instruction} */
function made(op, value) {
  const operand = value === undefined ? new Uint8Array() : op === OP.i32Const ? signed(BigInt(value)) : u32(value);
  return { op, value: BigInt(value ?? 0), bytes: joined([Uint8Array.of(op), operand]) };
}
