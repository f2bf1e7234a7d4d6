// The graph of a function's segments: which dominates which, where loops begin and where ways meet.

import { eachJump, ended } from "./segments.js";

/**
 * order: place in reverse postorder, -1 if nothing comes there; parent: the immediate dominator; loops: whether a jump goes back
 * to it; meets: whether more than one way forward leads to it; inside: for a loop's beginning, the segments of the loop.
 * @typedef {{ order: number, parent: number, children: number[], loops: boolean, meets: boolean, inside: Set<number> }} Place
 */

/** @param {import("./segments.js").Node[][]} segments @returns {Place[]} */
export function graphOf(segments) {
  const next = segments.map((segment, i) => {
    /** @type {number[]} */
    const to = [];
    eachJump(segment, (target) => to.push(target));
    if (!ended(segment) && i + 1 < segments.length) to.push(i + 1);
    return to;
  });
  const order = reversePostorder(next);
  /** @type {Place[]} */
  const places = segments.map(() => ({ order: -1, parent: -1, children: [], loops: false, meets: false, inside: new Set() }));
  const place = (/** @type {number} */ i) => /** @type {Place} */ (places[i]);
  for (const [n, i] of order.entries()) place(i).order = n;
  /** @type {number[][]} */
  const before = segments.map(() => []);
  for (const i of order) for (const to of /** @type {number[]} */ (next[i])) before[to]?.push(i);

  // A Simple, Fast Dominance Algorithm (Cooper, Harvey, Kennedy)
  place(0).parent = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const i of order.slice(1)) {
      const known = /** @type {number[]} */ (before[i]).filter((b) => place(b).parent >= 0);
      const parent = known.reduce((a, b) => {
        while (a !== b) {
          while (place(a).order > place(b).order) a = place(a).parent;
          while (place(b).order > place(a).order) b = place(b).parent;
        }
        return a;
      });
      if (place(i).parent !== parent) changed = true;
      place(i).parent = parent;
    }
  }
  for (const i of order.slice(1)) place(place(i).parent).children.push(i);

  const dominates = (/** @type {number} */ a, /** @type {number} */ b) => {
    while (place(b).order > place(a).order) b = place(b).parent;
    return a === b;
  };
  for (const i of order) {
    const ways = /** @type {number[]} */ (before[i]);
    const back = ways.filter((b) => place(b).order >= place(i).order);
    if (!back.every((b) => dominates(i, b))) throw new Error(`segment ${i} begins a loop that has another way in`); // which Go has not written yet
    place(i).loops = back.length > 0;
    place(i).meets = ways.length - back.length > 1;
    const { inside } = place(i).loops ? place(i) : { inside: new Set() };
    for (const waiting = [...back]; waiting.length > 0; ) {
      const b = /** @type {number} */ (waiting.pop());
      if (inside.has(b)) continue;
      inside.add(b);
      if (b !== i) waiting.push(.../** @type {number[]} */ (before[b]));
    }
    inside.add(i);
  }
  return places;
}

/** @param {number[][]} next */
function reversePostorder(next) {
  const seen = new Set([0]);
  /** @type {number[]} */
  const out = [];
  const stack = [{ i: 0, at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const to = /** @type {number[]} */ (next[top.i])[top.at++];
    if (to === undefined) out.push(/** @type {{ i: number }} */ (stack.pop()).i);
    else if (!seen.has(to)) {
      seen.add(to);
      stack.push({ i: to, at: 0 });
    }
  }
  return out.reverse();
}
