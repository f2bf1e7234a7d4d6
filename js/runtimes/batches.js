import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder that run.js has made. */
export const folder = process.env["WILLPASS_PROJECT"] ?? "";
if (folder === "") throw new Error("run this by npm run test:runtimes");

/** All cases, some lines at a time. @returns {string[][]} */
export function batches() {
  const lines = readFileSync(join(folder, "cases.jsonl"), "utf8").trimEnd().split("\n");
  return Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(i * 100, (i + 1) * 100));
}
