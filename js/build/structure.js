// Writes segments with jumps as structured control flow: blocks, loops and ifs instead of a table of targets. The tree of dominators
// says what nests in what (Ramsey, Beyond Relooper: Recursive Translation of Unstructured Control Flow to Structured Control Flow).

import { OP } from "./code.js";
import { graphOf } from "./graph.js";
import { ended } from "./segments.js";
import { joined, u32 } from "./module.js";

/** @typedef {import("./segments.js").Node} Node */
/** @typedef {object} Label compared by identity */
/** @typedef {{ bytes: Uint8Array } | { to: Label } | { open: Uint8Array, label: Label, loop: boolean, body: Piece[], otherwise?: Piece[] }} Piece */
/** @typedef {{ label: Label, before?: number, loop?: number }} Around a construct that is open: before which segment it ends, or which it repeats */

const VOID = 0x40;
const BLOCK = Uint8Array.of(OP.block, VOID);
const END_OF_ALL = Uint8Array.of(OP.unreachable); // what stands behind the last segment
const LOOP = Uint8Array.of(OP.loop, VOID);

/** @param {Node[][]} segments @returns {Uint8Array} without the last end */
export function structured(segments) {
  const places = graphOf(segments);
  const place = (/** @type {number} */ i) => /** @type {import("./graph.js").Place} */ (places[i]);
  const meeting = (/** @type {number} */ i) => place(i).children.filter((child) => place(child).meets).sort((a, b) => place(b).order - place(a).order);

  /** A segment and all that it dominates. @param {number} i @param {Around[]} around @returns {Piece[]} */
  const tree = (i, around) => {
    const children = meeting(i);
    if (!place(i).loops) return within(i, children, around);
    // What follows the loop stands behind it.
    const after = children.filter((child) => !place(i).inside.has(child));
    const inside = children.filter((child) => place(i).inside.has(child));
    return wrapped(after, around, (around) => {
      const label = {};
      return [{ open: LOOP, label, loop: true, body: within(i, inside, [...around, { label, loop: i }]) }];
    });
  };

  /** Blocks that end before each of the children, the last child outermost. @param {number[]} children @param {Around[]} around @param {(around: Around[]) => Piece[]} inner @returns {Piece[]} */
  const wrapped = (children, around, inner) => {
    const [last, ...rest] = children;
    if (last === undefined) return inner(around);
    const label = {};
    return [{ open: BLOCK, label, loop: false, body: wrapped(rest, [...around, { label, before: last }], inner) }, ...tree(last, around)];
  };

  /** @param {number} i @param {number[]} children @param {Around[]} around */
  const within = (i, children, around) => wrapped(children, around, (around) => {
    const segment = /** @type {Node[]} */ (segments[i]);
    const pieces = nodes(segment, i, around);
    if (ended(segment)) return pieces;
    return [...pieces, ...(i + 1 < segments.length ? jump(i, i + 1, around) : [{ bytes: END_OF_ALL }])];
  });

  /** @param {Node[]} list @param {number} i the segment @param {Around[]} around @returns {Piece[]} */
  const nodes = (list, i, around) => list.flatMap((node) => {
    if ("plain" in node) return [{ bytes: node.plain.bytes }];
    if ("jump" in node) return jump(i, node.jump, around);
    const label = {};
    const inner = [...around, { label }];
    /** @type {Piece} */
    const piece = { open: node.open.bytes, label, loop: node.open.op === OP.loop, body: nodes(node.then, i, inner) };
    if (node.otherwise) piece.otherwise = nodes(node.otherwise, i, inner);
    return [piece];
  });

  /** @param {number} from @param {number} to @param {Around[]} around */
  const jump = (from, to, around) => {
    const back = place(to).order <= place(from).order;
    if (!back && !place(to).meets) return tree(to, around);
    const target = around.findLast(({ before, loop }) => (back ? loop : before) === to);
    if (target === undefined) throw new Error(`nothing is open that leads from segment ${from} to ${to}`);
    return [{ to: target.label }];
  };

  return joined([...printed(tree(0, []), [], new Set()), END_OF_ALL]);
}

/**
 * @param {Piece[]} pieces
 * @param {Label[]} around the labels of what is open, outermost first
 * @param {Set<Label>} next what comes to the same as going on behind the pieces
 * @returns {Uint8Array[]}
 */
function printed(pieces, around, next) {
  return pieces.flatMap((piece, n) => {
    const behind = n + 1 === pieces.length ? next : new Set();
    if ("bytes" in piece) return [piece.bytes];
    if ("to" in piece) return behind.has(piece.to) ? [] : [Uint8Array.of(OP.br), u32(around.length - 1 - around.lastIndexOf(piece.to))];
    const inner = [...around, piece.label];
    const behindBody = piece.loop ? behind : new Set([...behind, piece.label]);
    const otherwise = piece.otherwise ? [Uint8Array.of(OP.else), ...printed(piece.otherwise, inner, behindBody)] : [];
    return [piece.open, ...printed(piece.body, inner, behindBody), ...otherwise, Uint8Array.of(OP.end)];
  });
}
