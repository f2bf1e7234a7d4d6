// Builds dist/plain.wasm with Go and dist/willpass.wasm from it: the same module after its start. The flags leave out paths,
// symbols and the build id, so that the same sources give the same bytes. Runs after build:ts, whose stubs it uses.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { preinitialised } from "./preinit.js";

const dist = new URL("../dist/", import.meta.url);
const args = ["build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "dist/plain.wasm", "../wasm"];
const { status, error } = spawnSync("go", args, {
  cwd: fileURLToPath(new URL("..", dist)),
  env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm" },
  stdio: "inherit",
});
if (error) process.stderr.write(`go cannot be run (${error.message}): building the module needs Go, see go.mod for its version\n`);
if (status === 0) writeFileSync(new URL("willpass.wasm", dist), await preinitialised(readFileSync(new URL("plain.wasm", dist))));
else process.exitCode = status ?? 1;
