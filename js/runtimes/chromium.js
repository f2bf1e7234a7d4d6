// Debian's Chromium with a fresh profile, and a server for its pages.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** Starts the browser; close it when done. */
export function browser() {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

/**
 * Serves folders and handlers on a free port of this machine.
 * @param {Record<string, string | ((request: import("node:http").IncomingMessage) => Promise<string>)>} paths by their beginning
 * @param {Record<string, string>} headers of every answer
 */
export async function serve(paths, headers = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname;
    const start = Object.keys(paths).filter((one) => path.startsWith(one)).sort((a, b) => b.length - a.length)[0] ?? "";
    const to = paths[start];
    try {
      if (to === undefined) throw new Error(`nothing at ${path}`);
      if (typeof to === "function") return void response.writeHead(200, headers).end(await to(request));
      const file = join(to, normalize(path.slice(start.length) || "index.html"));
      const type = /** @type {Record<string, string>} */ (TYPES)[extname(file)] ?? "application/octet-stream";
      const content = await readFile(file);
      response.writeHead(200, { "content-type": type, ...headers }).end(content);
    } catch (problem) {
      response.writeHead(404).end(String(problem));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/** What a request carries. @param {import("node:http").IncomingMessage} request */
export async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(/** @type {Buffer} */ (part));
  return Buffer.concat(parts);
}
