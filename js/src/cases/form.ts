import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import { recipeOf, type Expander } from "./expand.js";
import { get, refuseOthers, within, shown, type Node } from "./node.js";

export const BOUNDARY = "willpass-boundary";

/** One entry of a form: {"name","filename","type"} and either "value" (a string or a recipe) or "file" (a path or a recipe). */
export interface Part {
  name: string;
  /** undefined: no file; "": a file without a name. */
  filename: string | undefined;
  type: string;
  content: Uint8Array;
}

export function parts(e: Expander, node: Node): Part[] {
  const times = recipeOf(node) === "$times";
  if (!times && node.kind !== "array") throw new MisuseError(`want a list of parts, got ${shown(node)}`);
  const entries = times ? e.copies(node) : node.items.map((item) => ({ expander: e, node: item }));
  return entries.map((entry, i) => within(`part ${i}`, () => part(entry.expander, entry.node)));
}

function part(e: Expander, node: Node): Part {
  refuseOthers(node, "name", "filename", "type", "value", "file");
  const name = get(node, "name");
  const value = get(node, "value");
  const file = get(node, "file");
  const filename = get(node, "filename");
  const type = get(node, "type");
  const content = value ?? file;
  if (name === undefined || content === undefined || (value !== undefined && file !== undefined)) {
    throw new MisuseError(`want a name, and value or file, got ${shown(node)}`);
  }
  return {
    name: within("name", () => e.string(name)),
    filename: within("filename", () => (filename ? e.string(filename) : file && ownName(e, file))),
    type: within("type", () => (type ? e.string(type) : "")),
    content: file ? within("file", () => contentOf(e, file)) : within("value", () => e.bytes(content)),
  };
}

/** What a "file" holds: the bytes at a path, or those that a recipe makes. */
export function contentOf(e: Expander, node: Node): Uint8Array {
  return recipeOf(node) === "" ? e.file(e.string(node)) : e.bytes(node);
}

/** The end of the path; image.png for a picture made by a recipe; else "file". */
function ownName(e: Expander, node: Node): string {
  const recipe = recipeOf(node);
  if (recipe === "") return e.string(node).replace(/^.*\//s, "");
  const picture = get(node, "$image");
  return recipe === "$image" && picture ? `image.${e.string(picture).split(" ", 1)[0]}` : "file";
}

/**
 * The parts in order. Names are written as browsers do: %22 for a quote, %0D and %0A for a line break.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipart(entries: readonly Part[]): Uint8Array {
  const escape = (name: string): string => name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const out: Uint8Array[] = [];
  for (const { name, filename, type, content } of entries) {
    let head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escape(name)}"`;
    if (filename !== undefined) head += `; filename="${escape(filename)}"`;
    if (type !== "") head += `\r\nContent-Type: ${type}`;
    out.push(Buffer.from(`${head}\r\n\r\n`), content, Buffer.from("\r\n"));
  }
  return Buffer.concat([...out, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/**
 * name=value pairs; a letter, digit, *, -, . and _ stays, a space becomes +, any other byte %XX.
 * https://url.spec.whatwg.org/#application-x-www-form-urlencoded
 */
export function urlencoded(entries: readonly Part[]): Uint8Array {
  const pairs = entries.map(({ name, filename, type, content }) => {
    if (filename !== undefined || type !== "") throw new MisuseError(`${name}: an urlencoded form has no files`);
    return `${percent(Buffer.from(name))}=${percent(content)}`;
  });
  return Buffer.from(pairs.join("&"));
}

function percent(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const c = String.fromCharCode(byte);
    if (/[A-Za-z0-9*\-._]/.test(c)) return c;
    return c === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
