import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import type { Facts, Media } from "../types.js";
import { recipeOf, type Expander } from "./expand.js";
import { contentOf } from "./form.js";
import { get, parseNode, text, within, shown, write, type Node } from "./node.js";

/** Reads what bytes are; the engine's probe. */
export type ProbeBytes = (bytes: Uint8Array) => Promise<Media>;

/**
 * Facts as they are on the wire, with three liberties: a time may be RFC 3339 text, lists and texts may hold recipes, and
 * what a URL holds may be a recipe or a file.
 */
export async function factsOf(e: Expander, probe: ProbeBytes, node: Node | undefined): Promise<Facts> {
  const facts: [string, unknown][] = [];
  for (const { name, value } of node?.members ?? []) {
    if (name === "fetched") facts.push([name, await fetched(e, probe, value)]);
    else facts.push([name, within(name, () => (name === "decoded" ? decoded(value) : fact(e, value)))]);
    if (name === "now" && !Number.isInteger(facts.at(-1)?.[1])) throw new MisuseError(`now: want a time, got ${shown(value)}`);
  }
  return Object.fromEntries(facts) as Facts;
}

/** One value. A text that is an RFC 3339 date and time becomes its seconds since 1970, fractions dropped. */
function fact(e: Expander, node: Node): boolean | number | string | string[] {
  if (node.raw === "true" || node.raw === "false") return node.raw === "true";
  if (node.kind === "number") return Number(node.raw);
  if (node.kind === "array" || recipeOf(node) === "$times") {
    return parseNode(e.json(node)).items.map((item) => (item.kind === "string" ? text(item) : item.raw));
  }
  if (node.kind === "string" || recipeOf(node) !== "") {
    const words = Buffer.from(e.bytes(node)).toString();
    return seconds(words) ?? words;
  }
  throw new MisuseError(`want a boolean, number, text or list, got ${shown(node)}`);
}

/** Seconds since 1970 of an RFC 3339 date and time, or undefined when the text is none. */
export function seconds(words: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:\d\d)$/.exec(words);
  if (found === null) return undefined;
  const [, day, clock, zone] = found;
  const at = Date.parse(`${day}${clock}${zone}`);
  const realDay = new Date(`${day}T00:00:00Z`);
  const real = !Number.isNaN(realDay.getTime()) && realDay.toISOString().startsWith(day!); // 30 February rolls over
  return real && !Number.isNaN(at) ? at / 1000 : undefined;
}

function decoded(node: Node): Record<string, boolean> {
  return Object.fromEntries(node.members.map(({ name, value }) => {
    if (value.raw !== "true" && value.raw !== "false") throw new MisuseError(`${name}: want true or false, got ${shown(value)}`);
    return [name, value.raw === "true"];
  }));
}

/** {"https://…": a recipe, {"file":"path"}, {"failed":true} or {"media":{…}}}. Bytes are followed to their end. */
async function fetched(e: Expander, probe: ProbeBytes, node: Node): Promise<NonNullable<Facts["fetched"]>> {
  const list: [string, { failed: true } | { media: Media }][] = [];
  for (const { name, value } of node.members) {
    const file = get(value, "file");
    const media = get(value, "media");
    const content = within(`fetched: ${name}`, () => {
      if (recipeOf(value) !== "") return e.bytes(value);
      if (value.members.length === 1 && file !== undefined) return contentOf(e, file);
      if (value.members.length === 1 && (media !== undefined || get(value, "failed")?.raw === "true")) return undefined;
      throw new MisuseError(`want a recipe, file, failed or media, got ${shown(value)}`);
    });
    if (content !== undefined) list.push([name, { media: await probe(content) }]);
    else list.push([name, media === undefined ? { failed: true } : { media: JSON.parse(write(media)) as Media }]);
  }
  return Object.fromEntries(list);
}
