// Builds the modules with Go, and from each the same module after its start, without what it then no longer needs:
// dist/willpass.wasm from dist/plain.wasm, and dist/documents.wasm. The flags leave out paths, symbols and the build id, so that
// the same sources give the same bytes. Runs after build:ts, whose stubs it uses.

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { preinitialised } from "./preinit.js";
import { trimmed } from "./trim.js";

const dist = new URL("../dist/", import.meta.url);

await build("../wasm", "plain.wasm", "willpass.wasm");
await build("../wasm/documents", "documents-plain.wasm", "documents.wasm");
rmSync(new URL("documents-plain.wasm", dist), { force: true });

/** @param {string} source folder @param {string} plain file in dist @param {string} shipped file in dist */
async function build(source, plain, shipped) {
  if (process.exitCode) return;
  const args = ["build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", `dist/${plain}`, source];
  const { status, error } = spawnSync("go", args, {
    cwd: fileURLToPath(new URL("..", dist)),
    env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm" },
    stdio: "inherit",
  });
  if (error) process.stderr.write(`go cannot be run (${error.message}): building the module needs Go, see go.mod for its version\n`);
  if (status === 0) writeFileSync(new URL(shipped, dist), trimmed(await preinitialised(readFileSync(new URL(plain, dist)))));
  else process.exitCode = status ?? 1;
}
