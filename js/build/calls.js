// How functions call each other. Go's compiler writes one form for all (cmd/internal/obj/wasm/wasmobj.go): the caller notes on the Go stack
// where to come back to and hands over the stack pointer in a global; the callee says whether to leave the caller, too; then the
// caller reads the stack pointer again, since the stack may have moved. Functions that are never left in the middle need less:
//
//     short    nothing is noted; the caller keeps its stack pointer; a callee that asks to leave after all stops the module
//     private  all callers are known: the stack pointer is the argument, there is no result, and nothing is given back

import { OP } from "./code.js";
import { functionAt } from "./golang.js";
import { joined, signed, u32 } from "./module.js";

/** @typedef {import("./code.js").Instruction} Instruction */
/** @typedef {{ op: number, value?: number }} Like */
/** @typedef {"trap" | "ends" | "private" | "returns" | "may leave"} Callee what is known of a function that is called */

const SP = { local: 1, global: 0 };
const POINTER = 8; // bytes
const LEAF = 256; // bytes of stack that a function which calls none may use unasked; runtime.stackSmall and stackGuard leave more
const plain = (/** @type {number} */ op) => ({ op });
const get = { op: OP.localGet, value: SP.local };
const number = plain(OP.i32Const);
const set = [{ op: OP.localTee, value: SP.local }, { op: OP.globalSet, value: SP.global }];
const reload = [{ op: OP.globalGet, value: SP.global }, { op: OP.localSet, value: SP.local }];
const push = [get, { op: OP.i32Const, value: POINTER }, plain(OP.i32Sub), ...set];
const pop = [get, { op: OP.i32Const, value: POINTER }, plain(OP.i32Add), ...set];
const frame = [get, number, plain(OP.i32Sub), ...set];
const entry = { op: OP.i32Const, value: 0 };
const indirect = [{ op: OP.i64Const, value: 16 }, plain(OP.i64ShrU), plain(OP.i32WrapI64), { op: OP.localSet, value: 0 }, entry, { op: OP.localGet, value: 0 }];
const answer = [entry, plain(OP.return)];
const guard = [{ op: OP.globalGet, value: 2 }, plain(OP.i32WrapI64), { op: OP.i32Load, value: 16 }]; // g.stackguard0
const check = [[get, ...guard, plain(OP.i32LeU), plain(OP.if)], [get, ...guard, number, plain(OP.i32Add), plain(OP.i32LeU), plain(OP.if)]];

const trap = made(OP.unreachable);
const trapIf = [made(OP.if, 0x40), trap, made(OP.end)];
const pushed = [made(OP.localGet, SP.local), made(OP.i32Const, POINTER), made(OP.i32Sub), made(OP.globalSet, SP.global)];
const shared = [made(OP.localGet, SP.local), made(OP.globalSet, SP.global)]; // tells the stack pointer to a function with rules of its own

/** What begins every function that has the stack pointer in local 1. @param {Instruction[]} code */
export function keepsStackPointer(code) {
  return matches(code, 0, reload);
}

/** The functions called in Go's form, by their index in the module; -1 for one that is known only when it happens. @param {Instruction[]} code @param {number} self */
export function callsIn(code, self) {
  return code.flatMap((_, at) => callAt(code, at, self)?.callee ?? []);
}

/** The functions that a function ends in, its result being theirs. @param {Instruction[]} code */
export function tails(code) {
  return code.flatMap((one, at) => (one.op === OP.call || one.op === OP.callIndirect) && code[at + 1 + reload.length]?.op === OP.return && matches(code, at + 1, reload)
    ? [one.op === OP.call ? Number(one.value) : -1] : []);
}

/** The numbers that a function holds, but for where its calls come back to. @param {Instruction[]} code @param {number} self @returns {bigint[]} */
export function constantsIn(code, self) {
  const noted = new Set(code.flatMap((_, at) => (callAt(code, at, self) ? [at + push.length + 1] : [])));
  return code.flatMap(({ op, value }, at) => ((op === OP.i64Const || op === OP.i32Const) && !noted.has(at) ? [value] : []));
}

/** Whether a function moves its stack pointer only as the compiler does, at the beginning and where it returns. @param {Instruction[]} code @param {number} self */
export function movesPlainly(code, self) {
  const sets = code.filter(({ op, value }) => op === OP.globalSet && value === BigInt(SP.global)).length;
  const returns = code.filter((_, at) => matches(code, at, [...pop, ...answer]));
  const framed = code.filter((_, at) => matches(code, at, [...frame.slice(0, 2), plain(OP.i32Add), ...set, ...pop, ...answer]));
  return sets === callsIn(code, self).length + returns.length + framed.length + (prologue(code, self).size > 0 ? 1 : 0);
}

/**
 * A function in the short or the private form.
 * @param {Instruction[]} code
 * @param {number} self the number of the function
 * @param {boolean} isPrivate
 * @param {(callee: number) => Callee} how what is known of a function, by its index in the module
 * @param {(callee: number) => boolean} asksForStack whether a function with rules of its own uses the stack pointer
 * @returns {Instruction[]}
 */
export function shortened(code, self, isPrivate, how, asksForStack) {
  const { opened, end, size } = prologue(code, self);
  /** @type {Instruction[]} */
  const out = [];
  for (let at = isPrivate ? end : 0; at < code.length; ) {
    const call = callAt(code, at, self);
    const one = /** @type {Instruction} */ (code[at]);
    const returned = matches(code, at, [...pop, ...answer]) ? POINTER : matches(code, at, [get, number, plain(OP.i32Add), ...set, ...pop, ...answer]) ? Number(code[at + 1]?.value) + POINTER : 0;
    if (call !== undefined) {
      out.push(...called(call, call.callee < 0 ? "may leave" : how(call.callee)));
      at = call.end;
    } else if (one.op === OP.call && matches(code, at + 1, reload)) {
      out.push(...(isPrivate && asksForStack(Number(one.value)) ? shared : []), one);
      at += 1 + reload.length;
    } else if (returned > 0) {
      out.push(...(isPrivate ? [made(OP.return)] : returning(returned)));
      at += (returned > POINTER ? frame.length : 0) + pop.length + answer.length;
    } else {
      out.push(one);
      at++;
    }
  }
  if (!isPrivate) return out;
  const asks = size > LEAF || out.some(({ op }) => op === OP.call || op === OP.callIndirect);
  return [...code.slice(reload.length, opened), ...begun(size + POINTER, asks), ...out];
}

/** The beginning of a private function: its stack pointer, and whether there is room for it. @param {number} size in bytes @param {boolean} asks */
function begun(size, asks) {
  const moved = [made(OP.localGet, 0), made(OP.i32Const, size), made(OP.i32Sub)];
  if (!asks) return [...moved, made(OP.localSet, SP.local)];
  return [...moved, made(OP.localTee, SP.local), made(OP.globalGet, 2), made(OP.i32WrapI64), { op: OP.i32Load, value: 16n, bytes: Uint8Array.of(OP.i32Load, 2, 16) }, made(OP.i32LeU), ...trapIf];
}

/** A function that stays as it is, but for its calls of those that cannot ask it to leave. @param {Instruction[]} code @param {number} self @param {(callee: number) => Callee} how */
export function adapted(code, self, how) {
  /** @type {Instruction[]} */
  const out = [];
  for (let at = 0; at < code.length; ) {
    const call = callAt(code, at, self);
    const known = call === undefined || call.callee < 0 ? "may leave" : how(call.callee);
    if (call !== undefined && known !== "may leave") {
      out.push(...called(call, known));
      at = call.end;
    } else out.push(/** @type {Instruction} */ (code[at++]));
  }
  return out;
}

/** @param {{ instructions: Instruction[] }} call @param {Callee} callee */
function called({ instructions }, callee) {
  if (callee === "trap") return [trap];
  if (callee === "private") return [made(OP.localGet, SP.local), /** @type {Instruction} */ (instructions.at(-1))];
  return [...pushed, ...instructions, ...(callee === "returns" ? [made(OP.drop)] : callee === "ends" ? [trap] : trapIf)];
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
  else if (matches(code, end, [plain(OP.if), plain(OP.unreachable), plain(OP.end)])) end += 3;
  else throw new Error(`function ${self}: a call whose result is not looked at`);
  return { instructions, end, callee: call.op === OP.call ? Number(call.value) : -1 };
}

/** Where a function's own work begins, and how much stack it takes with the return address, in bytes. @param {Instruction[]} code @param {number} self */
function prologue(code, self) {
  let end = reload.length;
  while (code[end]?.op === OP.block || code[end]?.op === OP.loop) end++;
  if (matches(code, end, [{ op: OP.localGet, value: 0 }, plain(OP.brTable), plain(OP.end)])) end += 3;
  const opened = end;
  const checked = check.find((pattern) => matches(code, end, pattern));
  const more = checked && callAt(code, end + checked.length, self);
  if (checked && more && code[more.end]?.op === OP.end) end = more.end + 1;
  const size = matches(code, end, frame) ? Number(code[end + 1]?.value) : 0;
  return { opened, end: size > 0 ? end + frame.length : end, size };
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
