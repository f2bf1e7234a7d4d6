// Finds the functions that can still be called once the module has started. Go's linker keeps what anything may call; here is
// more known: what ran before the snapshot does not run again, and unused.js names what no one reads or switches on.
//
// A function lives if an export, a living function or the memory of the snapshot knows it. Functions are known by a direct call, by
// a constant that is their PC or the address of a word that holds it, and by words in memory that look like a PC: of itabs, types,
// closures and return addresses. Words that only happen to look so keep a function too many, never one too few.

import { OP, walk } from "./code.js";
import { functionAt } from "./golang.js";

const DESCRIPTORS = 16; // so many words in a row that are PCs are no itab but the table of function values that rodata has

/**
 * @param {ReturnType<typeof pcsOf>} known
 * @param {(constant: bigint) => number} meant the function that a constant in code may mean, or -1
 * @param {Uint8Array[]} bodies
 * @param {number} imports the number of imported functions, which come first
 * @param {Iterable<number>} exported
 * @param {(i: number) => boolean} cut whether the body of function i goes in any case
 * @returns {boolean[]} for every body
 */
export function living(known, meant, bodies, imports, exported, cut) {
  const alive = bodies.map(() => false);
  const waiting = [...exported, ...known.words].filter((i) => i >= 0);
  const waitingFor = (/** @type {number} */ i) => void (i >= 0 && i < alive.length && waiting.push(i));
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    if (alive[i] || cut(i)) continue;
    alive[i] = true;
    walk(/** @type {Uint8Array} */ (bodies[i]), (op, value) => {
      if (op === OP.call) return waitingFor(Number(value) - imports);
      waitingFor(meant(value));
    });
  }
  return alive;
}

/** The PCs in memory: "descriptors", those behind function values by their address, the functions of all others, "words". @param {import("./golang.js").Go} go */
export function pcsOf({ view, functions, field }) {
  const skipped = [
    [field("header"), field("end")], // the tables of the functions themselves
    [field("noptrdata"), field("enoptrdata")], // here PCs are the initialisers of packages, which have run
  ];
  const descriptors = new Map();
  const found = [];
  const rodata = { from: field("rodata"), to: field("header") };
  for (let at = 0; at + 8 <= view.byteLength; at += 8) {
    const region = skipped.find(([from, to]) => at >= /** @type {number} */ (from) && at < /** @type {number} */ (to));
    if (region !== undefined) continue;
    const i = functionAt(view.getBigUint64(at, true), functions.length);
    if (i < 0) continue;
    let row = at;
    if (at >= rodata.from && at < rodata.to) while (functionAt(view.getBigUint64(row, true), functions.length) >= 0) row += 8;
    if (row - at < 8 * DESCRIPTORS) found.push(i);
    else for (; at < row; at += 8) descriptors.set(at, functionAt(view.getBigUint64(at, true), functions.length));
  }
  // A function value that the memory holds.
  for (let at = 0; at + 8 <= view.byteLength; at += 8) {
    const i = descriptors.get(Number(view.getBigUint64(at, true)));
    if (i !== undefined && !(at >= field("header") && at < field("end"))) found.push(i);
  }
  return { descriptors, words: found };
}
