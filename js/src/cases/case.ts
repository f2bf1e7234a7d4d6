import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import type { Facts } from "../types.js";
import { expander, type ReadFile } from "./expand.js";
import { factsOf, type ProbeBytes } from "./facts.js";
import { get, parseNode, refuseOthers, text, within, type Node } from "./node.js";
import { requestOf, type CaseRequest } from "./request.js";
import { wantOf, type Want } from "./want.js";

/** One request and what must come of it. */
export interface Case {
  name: string;
  want: Want;
  request: Node;
  facts: Node | undefined;
}

/** The paths, from the file, of the documents that a case file names as rules of its own; none: its cases are judged by what ships. */
export function rulesOf(file: string, source: string): string[] {
  const rules = get(within(file, () => parseNode(source)), "rules");
  if (rules === undefined) return [];
  if (rules.kind !== "array" || rules.items.length === 0 || rules.items.some(({ kind }) => kind !== "string")) {
    throw new MisuseError(`${file}: rules: want a list of paths`);
  }
  return rules.items.map((item) => text(item));
}

/** Reads the text of a case file. An unknown key, a case without a name and two cases of one name are misuse. */
export function parseCases(file: string, source: string): Case[] {
  const root = within(file, () => parseNode(source));
  within(file, () => refuseOthers(root, "generated", "about", "rules", "cases"));
  const list = get(root, "cases");
  if (list?.kind !== "array") throw new MisuseError(`${file}: want a list named cases`);
  const names = new Set<string>();
  return list.items.map((item, i) => {
    const where = (): string => `${file}:${position(source, item.offset)}`;
    const parsed = within(() => `${where()}: case ${i} ${get(item, "name")?.raw ?? ""}`, () => parseCase(item));
    if (names.has(parsed.name)) throw new MisuseError(`${where()}: two cases are named ${JSON.stringify(parsed.name)}`);
    names.add(parsed.name);
    return parsed;
  });
}

function parseCase(node: Node): Case {
  refuseOthers(node, "name", "source", "request", "facts", "want");
  const name = get(node, "name");
  const request = get(node, "request");
  const facts = get(node, "facts");
  const source = get(node, "source");
  const want = get(node, "want");
  if (name?.kind !== "string" || text(name) === "") throw new MisuseError("want a name");
  if (source !== undefined && source.kind !== "string") throw new MisuseError("source: want a string");
  if (request === undefined) throw new MisuseError("want a request");
  within("request", () => refuseOthers(request, "method", "url", "headers", "json", "text", "base64", "file", "form"));
  if (facts !== undefined && facts.kind !== "object") throw new MisuseError("facts: want an object");
  return { name: text(name), want: want ? within("want", () => wantOf(want)) : {}, request, facts };
}

/** Line and column of an offset, both counted from 1; columns are bytes. */
function position(source: string, offset: number): string {
  const lines = source.slice(0, offset).split("\n");
  return `${lines.length}:${Buffer.byteLength(lines.at(-1) ?? "") + 1}`;
}

/** Makes the request and the facts of a case: recipes are made, files read, bytes behind URLs probed. */
export async function expandCase(one: Case, read: ReadFile, probe: ProbeBytes): Promise<{ request: CaseRequest; facts: Facts }> {
  const e = expander(read);
  return {
    request: within("request", () => requestOf(e, one.request)),
    facts: await factsOf(e, probe, one.facts),
  };
}
