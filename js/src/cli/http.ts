// A request in a .http file, as editors and HTTP clients keep it: request line, headers, an empty line, the body.

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { MisuseError } from "../errors.js";
import type { PlainRequest } from "../request.js";

/**
 * Reads one request.
 *
 *     # lines before the request that start with # or // are comments
 *     POST https://api.example.com/v1/images HTTP/1.1        or a path, with a Host header: https is assumed
 *     Authorization: Token key
 *
 *     {"model":"…"}                                          up to the end of the file, or a line ###
 *
 * A body line `< ./photo.jpg` stands for the bytes of that file. The line break before the end belongs to the file and not
 * to the body. A multipart body whose lines end in LF is sent with CRLF, since multipart knows no other.
 */
export function parseHTTP(path: string, bytes: Uint8Array): PlainRequest & { headers: [string, string][]; body: Uint8Array } {
  const source = Buffer.from(bytes).toString("latin1"); // one character per byte: bodies need not be text
  const lines = source.split("\n");
  let at = lines.findIndex((line) => !/^\s*$|^\s*(#|\/\/)/.test(line));
  const [, method, target] = /^(?:([A-Z]+) )?\s*(\S+)(?: HTTP\/[\d.]+)?\s*$/.exec(utf8(lines[at] ?? "")) ?? [];
  if (target === undefined) throw new MisuseError(`${path}: want a request line such as POST https://… HTTP/1.1`);

  const headers: [string, string][] = [];
  for (at++; at < lines.length && lines[at]!.trim() !== ""; at++) {
    const [, name, value] = /^([^\s:]+):\s*(.*?)\s*$/.exec(utf8(lines[at]!)) ?? [];
    if (name === undefined || value === undefined) throw new MisuseError(`${path}:${at + 1}: want a header line, got ${JSON.stringify(lines[at])}`);
    headers.push([name, value]);
  }
  const end = lines.findIndex((line, i) => i > at && /^###/.test(line));
  const body = bodyOf(lines.slice(at + 1, end < 0 ? lines.length : end), headerOf(headers, "content-type"), dirname(path));
  return { method: method ?? "GET", url: urlOf(path, target, headerOf(headers, "host")), headers, body };
}

function bodyOf(lines: string[], contentType: string, folder: string): Uint8Array {
  if (lines.at(-1) === "") lines.pop(); // the file ends with a line break
  const crlf = /^multipart\//i.test(contentType) && !lines.some((line) => line.endsWith("\r"));
  const parts = lines.flatMap((line, i): Uint8Array[] => {
    const last = i === lines.length - 1;
    const ending = last ? "" : crlf ? "\r\n" : "\n";
    const file = /^< (.+?)\r?$/.exec(line)?.[1];
    if (file === undefined) return [Buffer.from((last ? line.replace(/\r$/, "") : line) + ending, "latin1")];
    const kept = !last && line.endsWith("\r") ? "\r\n" : ending;
    return [readFileSync(resolve(folder, utf8(file))), Buffer.from(kept)];
  });
  return Buffer.concat(parts);
}

function urlOf(path: string, target: string, host: string): string {
  if (!target.startsWith("/")) return target;
  if (host === "") throw new MisuseError(`${path}: a path alone needs a Host header`);
  return `https://${host}${target}`;
}

function headerOf(headers: readonly [string, string][], wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}
