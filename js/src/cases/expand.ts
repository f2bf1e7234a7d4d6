import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import { get, text, shown, type Node } from "./node.js";
import { count as countOf, MAX_LENGTH, mimeOf } from "./picture.js";
import { image } from "./recipe.js";

/** Reads a file that a case names, relative to the case file. */
export type ReadFile = (path: string) => Uint8Array;

/**
 * Replaces recipes by what they make. A recipe is an object with one of the members $image, $base64, $repeat and $times;
 * it may stand wherever a string may, $times wherever an array may, and $times may hold any of them.
 *
 * What is not a recipe goes out as it was written: strings, names and numbers keep their spelling, members their order,
 * and only white space between them is dropped. Byte for byte the twin of the expander in validate/cases.
 */
export interface Expander {
  /** The value as compact JSON. */
  json(node: Node): string;
  /** The content of a string, or of a recipe other than $times. */
  bytes(node: Node): Uint8Array;
  /** The value of a plain string. */
  string(node: Node): string;
  /** The copies that a $times makes, each with the expander that knows its {i}. */
  copies(node: Node): Copy[];
  /** The bytes of a file that the case names. */
  file(path: string): Uint8Array;
}

export interface Copy {
  expander: Expander;
  node: Node;
}

/** `index` is the number of the innermost $times, for {i}; "" outside of one. */
export function expander(read: ReadFile, index = ""): Expander {
  const fill = (raw: string): string => (index === "" ? raw : raw.replaceAll("{i}", index));

  const json = (node: Node): string => {
    const name = recipeOf(node);
    if (name === "$times") return `[${copies(node).map((copy) => copy.expander.json(copy.node)).join(",")}]`;
    if (name === "$image" && get(node, "encode") === undefined) {
      throw new MisuseError("raw bytes cannot stand in JSON: give the $image an encode");
    }
    // A string made by a recipe needs no escapes: base64 has no character that would, and repeated text is repeated
    // as it was written.
    if (name === "$repeat") return `"${repeat(node)}"`;
    if (name !== "") return `"${made(node).toString()}"`;
    if (node.kind === "object") return `{${node.members.map(({ raw, value }) => `${raw}:${json(value)}`).join(",")}}`;
    if (node.kind === "array") return `[${node.items.map(json).join(",")}]`;
    return node.kind === "string" ? fill(node.raw) : node.raw;
  };

  const bytes = (node: Node): Uint8Array => {
    const content = made(node);
    return typeof content === "string" ? Buffer.from(content) : content;
  };

  /** Text, or the bytes of a file. */
  const made = (node: Node): string | Uint8Array => {
    switch (recipeOf(node)) {
      case "$image":
        return picture(node);
      case "$base64":
        return base64(read(only(node, "$base64")));
      case "$repeat":
        return text({ raw: `"${repeat(node)}"` });
      default:
        return string(node);
    }
  };

  const string = (node: Node): string => {
    if (node.kind !== "string") throw new MisuseError(`want a string, got ${shown(node)}`);
    return text({ raw: fill(node.raw) });
  };

  const only = (node: Node, name: string): string => {
    const [first] = node.members;
    if (first === undefined || node.members.length !== 1) throw new MisuseError(`${name} stands alone in its object`);
    return string(first.value);
  };

  /** {"$image":"png 640x480","encode":"base64" or "dataurl","type":"image/x"}. Without encode it is the file. */
  const picture = (node: Node): string | Uint8Array => {
    const given = new Map<string, string>();
    for (const { name, value } of node.members) {
      if (!["$image", "encode", "type"].includes(name) || given.has(name) || value.kind !== "string") {
        throw new MisuseError(`$image takes encode and type, once each, got ${shown(node)}`);
      }
      given.set(name, string(value));
    }
    const recipe = given.get("$image") ?? "";
    const content = image(recipe);
    const encode = given.get("encode");
    const type = given.get("type");
    if (type !== undefined && encode !== "dataurl") throw new MisuseError("the type of an $image is for a data URL");
    if (encode === undefined) return content;
    if (encode === "base64") return base64(content);
    if (encode === "dataurl") return `data:${type ?? mimeOf(recipe)};base64,${base64(content)}`;
    throw new MisuseError(`encode is base64 or dataurl, got ${JSON.stringify(encode)}`);
  };

  /** {"$repeat":["A",5000]}, as the inside of a JSON string. */
  const repeat = (node: Node): string => {
    const [what, count] = pairOf(node);
    if (what?.kind !== "string" || count === undefined) throw new MisuseError(`want {"$repeat":[text, count]}, got ${shown(node)}`);
    const raw = fill(what.raw).slice(1, -1);
    const most = Math.floor(MAX_LENGTH / Math.max(Buffer.byteLength(raw), 1));
    return raw.repeat(countOf("$repeat", count.raw, 0, most));
  };

  /**
   * {"$times":[1001,{…"{i}"…}]}: that many copies. In every string of a copy, also inside recipes, {i} is its number
   * from 0, but not in member names. Of $times inside each other the innermost counts.
   */
  const copies = (node: Node): Copy[] => {
    const [count, value] = pairOf(node);
    if (count === undefined || value === undefined) throw new MisuseError(`want {"$times":[count, value]}, got ${shown(node)}`);
    const length = countOf("$times", count.raw, 0, 1_000_000);
    return Array.from({ length }, (_, i) => ({ expander: expander(read, String(i)), node: value }));
  };

  return { json, bytes, string, copies, file: read };
}

/** The name of the recipe that the value is, or "". */
export function recipeOf(node: Node): string {
  const recipes = ["$image", "$base64", "$repeat", "$times"];
  return node.members.find(({ name }) => recipes.includes(name))?.name ?? "";
}

/** The two items of a recipe's array, or nothing when the recipe has another shape. */
function pairOf(node: Node): readonly Node[] {
  const items = node.members[0]?.value.items ?? [];
  return node.members.length === 1 && items.length === 2 ? items : [];
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}
