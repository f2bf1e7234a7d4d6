import { Buffer } from "node:buffer";
import { MisuseError } from "../errors.js";
import type { PlainRequest } from "../request.js";

/**
 * Reads a request as raw HTTP text: method and URL, header lines, an empty line, and the body, which is every byte that
 * follows. Empty lines and lines that start with # or // may come first. A path alone goes to the host of the Host header.
 */
export function parseHTTP(path: string, bytes: Uint8Array): PlainRequest & { method: string; headers: [string, string][]; body: Uint8Array } {
  let at = 0;
  let number = 0;
  const next = (): string | undefined => {
    if (at >= bytes.length) return undefined;
    const end = bytes.indexOf(0x0a, at);
    const line = Buffer.from(bytes.subarray(at, end < 0 ? bytes.length : end)).toString().trim();
    at = end < 0 ? bytes.length : end + 1;
    number++;
    return line;
  };

  let line = next();
  while (line !== undefined && (line === "" || line.startsWith("#") || line.startsWith("//"))) line = next();
  const [, method, target] = /^([^a-z\s]+)\s+(\S+)/.exec(line ?? "") ?? [];
  if (method === undefined || target === undefined) {
    throw new MisuseError(`${path}:${number}: want a method and a URL such as POST https://…, got ${JSON.stringify((line ?? "").slice(0, 60))}`);
  }
  const headers: [string, string][] = [];
  for (line = next(); line !== undefined && line !== ""; line = next()) {
    const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new MisuseError(`${path}:${number}: want a header line, got ${JSON.stringify(line.slice(0, 60))}`);
    headers.push([name, value]);
  }
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  if (target.startsWith("/") && !host) throw new MisuseError(`${path}: the URL ${target} has no host: write it whole or add a Host header`);
  return { method, url: target.startsWith("/") ? `https://${host}${target}` : target, headers, body: bytes.subarray(at) };
}
