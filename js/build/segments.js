// Takes apart the one shape that Go's compiler gives to the body of every function with jumps (cmd/internal/obj/wasm/wasmobj.go):
//
//     block                       ;; branches here leave the function in the middle
//       loop                      ;; every jump sets local 0 to its target and comes back here
//         block … block           ;; one for each place that a jump, or a return of a call, may come to
//           local.get 0
//           br_table …
//         end
//         segment 0
//         end
//         segment 1 …
//       end
//       unreachable
//     end
//     i32.const 1
//
// What is found are the segments, with jumps as jumps. Those that only returning calls come to are joined to the one before.

import { OP } from "./code.js";

/** @typedef {import("./code.js").Instruction} Instruction */
/** @typedef {{ plain: Instruction }} Plain */
/** @typedef {{ jump: number }} Jump to: the number of a segment */
/** @typedef {{ open: Instruction, then: Node[], otherwise?: Node[] }} Nested a block, loop or if */
/** @typedef {Plain | Jump | Nested} Node */

const TARGET = 0; // the local that holds the number of where to go on
const ENDS = [OP.unreachable, OP.return, OP.br];

/** @param {Instruction[]} code without what calls look at after they return @returns {Node[][]} */
export function segmentsOf(code) {
  let at = 0;
  let opened = 0;
  let loop = -1;
  for (; code[at]?.op === OP.block || code[at]?.op === OP.loop; at++, opened++) if (code[at]?.op === OP.loop) loop = opened;
  const [get, table] = [code[at], code[at + 1]];
  if (get?.op !== OP.localGet || get.value !== BigInt(TARGET) || table?.op !== OP.brTable) return opened > 1 || loop >= 0 ? [] : [withoutJumps(opened)];
  const places = [.../** @type {number[]} */ (table.table), Number(table.value)]; // the segment for each target
  const last = Number(table.value);
  at += 2;

  /** @type {Node[][]} */
  const segments = [];
  for (let i = 0; i <= last; i++) {
    if (code[at++]?.op !== OP.end) throw new Error("a segment does not begin at the end of a block");
    const toLoop = last - i; // blocks that are still open around this segment, inside of the loop
    segments.push(list(0, toLoop));
  }
  return joinedAtJumps(segments);

  /** Code that nothing jumps in, perhaps in the block that leads out of the function. @param {number} from @returns {Node[]} */
  function withoutJumps(from) {
    at = from;
    return list(0, 0);
  }

  /** @param {number} depth @param {number} toLoop @returns {Node[]} up to the end or else that closes it */
  function list(depth, toLoop) {
    /** @type {Node[]} */
    const nodes = [];
    for (let dead = false; ; ) {
      const one = code[at];
      if (one === undefined) throw new Error("a block does not end");
      if (one.op === OP.end || one.op === OP.else) return nodes;
      const jump = jumpAt(depth + toLoop);
      /** @type {Node} */
      let node;
      if (jump !== undefined) {
        node = { jump };
        at += 3;
      } else if (one.op === OP.block || one.op === OP.loop || one.op === OP.if) {
        at++;
        const then = list(depth + 1, toLoop);
        node = { open: one, then };
        if (code[at]?.op === OP.else) {
          at++;
          node.otherwise = list(depth + 1, toLoop);
        }
        at++;
      } else {
        if ((one.op === OP.br || one.op === OP.brIf) && Number(one.value) >= depth) throw new Error("a branch out of a segment");
        node = { plain: one };
        at++;
      }
      if (!dead) nodes.push(node);
      dead ||= jump !== undefined || ENDS.includes(one.op);
    }
  }

  /** @param {number} depth of the loop, from here */
  function jumpAt(depth) {
    const [value, set, br] = [code[at], code[at + 1], code[at + 2]];
    if (loop < 0 || value?.op !== OP.i32Const || set?.op !== OP.localSet || set.value !== BigInt(TARGET) || br?.op !== OP.br || Number(br.value) !== depth) return undefined;
    return /** @type {number} */ (places[Math.min(Number(value.value), places.length - 1)]);
  }
}

/** @param {Node[][]} segments */
function joinedAtJumps(segments) {
  const targets = new Set([0]);
  for (const segment of segments) eachJump(segment, (to) => targets.add(to));
  /** @type {Node[][]} */
  const out = [];
  /** @type {number[]} */
  const moved = [];
  for (const [i, segment] of segments.entries()) {
    if (targets.has(i)) out.push([...segment]);
    else if (!ended(/** @type {Node[]} */ (out.at(-1)))) /** @type {Node[]} */ (out.at(-1)).push(...segment);
    moved.push(out.length - 1);
  }
  for (const segment of out) renumber(segment, moved);
  return out;
}

/** Whether nothing comes to the end of these nodes. @param {Node[]} nodes */
export function ended(nodes) {
  const last = nodes.at(-1);
  return last !== undefined && ("jump" in last || ("plain" in last && ENDS.includes(last.plain.op)));
}

/** @param {Node[]} nodes @param {(to: number) => void} found */
export function eachJump(nodes, found) {
  for (const node of nodes) {
    if ("jump" in node) found(node.jump);
    else if ("open" in node) eachJump(node.then, found), eachJump(node.otherwise ?? [], found);
  }
}

/** @param {Node[]} nodes @param {number[]} moved */
function renumber(nodes, moved) {
  for (const node of nodes) {
    if ("jump" in node) node.jump = /** @type {number} */ (moved[node.jump]);
    else if ("open" in node) renumber(node.then, moved), renumber(node.otherwise ?? [], moved);
  }
}
