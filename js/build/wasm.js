// Builds the modules with Go, and from each the same module after its start, without what it then no longer needs:
// dist/willpass.wasm from dist/plain.wasm, and dist/documents.wasm. The same sources give the same bytes. Runs after build:ts, whose
// stubs it uses.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { linked } from "./link.js";
import { preinitialised } from "./preinit.js";
import { trimmed } from "./trim.js";

const dist = new URL("../dist/", import.meta.url);

await build("../wasm", "plain.wasm", "willpass.wasm");
await build("../wasm/documents", "documents-plain.wasm", "documents.wasm");
rmSync(new URL("documents-plain.wasm", dist), { force: true });

/** @param {string} source folder @param {string} plain file in dist @param {string} shipped file in dist */
async function build(source, plain, shipped) {
  if (process.exitCode) return;
  if (linked(source, fileURLToPath(new URL(plain, dist)))) writeFileSync(new URL(shipped, dist), trimmed(await preinitialised(readFileSync(new URL(plain, dist)))));
  else process.exitCode = 1;
}
