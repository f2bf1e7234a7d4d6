// Clears static data that only functions that went knew, such as the tables for printing floating-point numbers. Looked at is only
// noptrdata: all of it is reached by the addresses that code or memory hold, while types and names are also reached by offsets.

import { OP, walk } from "./code.js";

const NEAR = 64; // an address so closely before a piece of data may be its own, minus a constant index

/** @param {import("./golang.js").Go} go @param {Uint8Array[]} bodies @param {boolean[]} alive */
export function clearData({ memory, view, field }, bodies, alive) {
  const [from, to] = [field("noptrdata"), field("enoptrdata")];
  /** @type {Map<number, boolean>} addresses, and whether anything that stays knows them */
  const known = new Map([[to, true]]);
  const add = (/** @type {number} */ at, /** @type {boolean} */ stays) => void (at >= from && at < to && known.set(at, stays || known.get(at) === true));
  for (const [i, body] of bodies.entries()) walk(body, (op, value) => void (op !== OP.call && add(Number(value), alive[i] === true)));
  for (let at = 0; at + 8 <= memory.length; at += 8) {
    if (at < field("header") || at >= field("end")) add(Number(view.getBigUint64(at, true)), true);
  }
  const places = [...known].sort(([a], [b]) => a - b);
  let last = from; // the last address that stays
  for (const [i, [at, stays]] of places.entries()) {
    if (stays) last = at;
    else if (at - last > NEAR) memory.fill(0, at, places[i + 1]?.[0]);
  }
}
