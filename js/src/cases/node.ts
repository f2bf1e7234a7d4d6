// One JSON value that keeps what JSON.parse forgets: the order of members, members given twice, and every string and
// number as it was written. A request body must go out exactly as the case says it.

import { MisuseError } from "../errors.js";

export interface Node {
  kind: "object" | "array" | "string" | "number" | "literal";
  /** Of a string (with its quotes), number or literal: the text as written. */
  raw: string;
  /** Of an object. */
  members: Member[];
  /** Of an array. */
  items: Node[];
  /** Where it starts in the text, in UTF-16 units. */
  offset: number;
}

export interface Member {
  /** Decoded. */
  name: string;
  /** As written, with its quotes. */
  raw: string;
  value: Node;
}

/** Reads one JSON text. */
export function parseNode(source: string): Node {
  try {
    JSON.parse(source);
  } catch (problem) {
    throw new MisuseError(problem instanceof Error ? problem.message : String(problem));
  }
  return walk(source);
}

/** Walks a text that is known to be valid JSON, so it checks nothing. */
function walk(source: string): Node {
  let at = 0;

  const skip = (characters: string, wanted: boolean): string => {
    const start = at;
    while (at < source.length && characters.includes(source[at]!) === wanted) at++;
    return source.slice(start, at);
  };
  const space = (): string => skip(" \t\r\n", true);

  /** Steps over the opening bracket or a comma; false, behind the closing bracket, when no element follows. */
  const next = (closing: string): boolean => {
    space();
    if (source[at] !== closing) {
      at++;
      space();
    }
    if (source[at] !== closing) return true;
    at++;
    return false;
  };

  const quoted = (): string => {
    const start = at++;
    for (; source[at] !== '"'; at++) if (source[at] === "\\") at++;
    return source.slice(start, ++at);
  };

  const value = (): Node => {
    space();
    const node: Node = { kind: "literal", raw: "", members: [], items: [], offset: at };
    switch (source[at]) {
      case "{":
        node.kind = "object";
        while (next("}")) {
          const name = value();
          space();
          at++; // the colon
          node.members.push({ name: text(name), raw: name.raw, value: value() });
        }
        break;
      case "[":
        node.kind = "array";
        while (next("]")) node.items.push(value());
        break;
      case '"':
        node.kind = "string";
        node.raw = quoted();
        break;
      default:
        node.raw = skip(",]} \t\r\n", false);
        if (!"tfn".includes(node.raw[0] ?? "")) node.kind = "number";
    }
    return node;
  };
  return value();
}

/** The value of a string node. */
export function text(node: Pick<Node, "raw">): string {
  return JSON.parse(node.raw) as string;
}

/** The member of that name. Of two members with one name it is the last. */
export function get(node: Node | undefined, name: string): Node | undefined {
  return node?.members.findLast((member) => member.name === name)?.value;
}

/** The value as compact JSON, recipes untouched. */
export function write(node: Node): string {
  if (node.kind === "object") return `{${node.members.map(({ raw, value }) => `${raw}:${write(value)}`).join(",")}}`;
  if (node.kind === "array") return `[${node.items.map(write).join(",")}]`;
  return node.raw;
}

/** The value for the words of an error, which need not hold a megabyte. */
export function shown(node: Node): string {
  const words = write(node);
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}

/** Refuses a value that is no object, a member beside those named, and a member given twice. */
export function refuseOthers(node: Node, ...known: readonly string[]): void {
  if (node.kind !== "object") throw new MisuseError(`want an object, got ${shown(node)}`);
  const seen = new Set<string>();
  for (const { name } of node.members) {
    if (!known.includes(name)) throw new MisuseError(`unknown key ${JSON.stringify(name)}`);
    if (seen.has(name)) throw new MisuseError(`${JSON.stringify(name)} is given twice`);
    seen.add(name);
  }
}

/** Runs `read`, and puts before the words of a misuse where it happened. */
export function within<T>(where: string | (() => string), read: () => T): T {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem;
    throw new MisuseError(`${typeof where === "string" ? where : where()}: ${problem.message}`, { cause: problem });
  }
}
