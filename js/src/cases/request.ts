import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import type { Expander } from "./expand.js";
import { BOUNDARY, multipart, parts, urlencoded } from "./form.js";
import { get, within, shown, type Node } from "./node.js";

/** The request of a case, made. */
export interface CaseRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: Uint8Array;
}

/**
 * Makes the request of a case.
 *
 * - json goes out compactly: no white space between tokens, members in their order, strings and numbers as written. It
 *   sets Content-Type: application/json.
 * - text is a string or a recipe; base64 is decoded; file is the bytes of the file. They set no header.
 * - form goes out as multipart/form-data with the boundary "willpass-boundary", which sets Content-Type; or, when the case
 *   gives the Content-Type application/x-www-form-urlencoded, as that.
 * - A Content-Type in headers, in any case of letters, stays and is not set again. One that is set is the last header.
 */
export function requestOf(e: Expander, node: Node): CaseRequest {
  const request: CaseRequest = { method: "GET", url: "", headers: [], body: new Uint8Array() };
  let kind = "";
  for (const { name, value } of node.members) {
    within(name, () => {
      if (name === "method") request.method = textOf(e, value);
      else if (name === "url") request.url = textOf(e, value);
      else if (name === "headers") request.headers = headersOf(e, value);
      else if (kind !== "") throw new MisuseError(`a request has one body, got ${kind} and ${name}`);
      else kind = name;
    });
  }
  const content = get(node, kind);
  if (content === undefined) return request;
  const given = request.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const { body, set } = within(kind, () => bodyOf(e, kind, content, given ?? ""));
  request.body = body;
  if (set !== "" && given === undefined) request.headers.push(["Content-Type", set]);
  return request;
}

function bodyOf(e: Expander, kind: string, content: Node, given: string): { body: Uint8Array; set: string } {
  switch (kind) {
    case "json":
      return { body: Buffer.from(e.json(content)), set: "application/json" };
    case "text":
      return { body: e.bytes(content), set: "" };
    case "base64":
      return { body: fromBase64(textOf(e, content)), set: "" };
    case "file":
      return { body: e.file(e.string(content)), set: "" };
    default: {
      const entries = parts(e, content);
      const media = given.split(";", 1)[0]!.replace(/^ +| +$/g, "").toLowerCase();
      if (media === "application/x-www-form-urlencoded") return { body: urlencoded(entries), set: "" };
      return { body: multipart(entries), set: `multipart/form-data; boundary=${BOUNDARY}` };
    }
  }
}

function headersOf(e: Expander, node: Node): [string, string][] {
  if (node.kind !== "object") throw new MisuseError(`want an object, got ${shown(node)}`);
  return node.members.map(({ name, value }): [string, string] => [name, within(name, () => textOf(e, value))]);
}

function textOf(e: Expander, node: Node): string {
  const bytes = e.bytes(node);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}

function fromBase64(text: string): Uint8Array {
  const joined = text.replace(/[\r\n]/g, "");
  if (joined.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(joined)) throw new MisuseError("this is not base64");
  return Buffer.from(joined, "base64");
}
