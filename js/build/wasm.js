// Builds dist/willpass.wasm. The flags leave out paths, symbols and the build id: the same sources give the same bytes.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const args = ["build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "dist/willpass.wasm", "../wasm"];
const { status, error } = spawnSync("go", args, {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm" },
  stdio: "inherit",
});
if (error) process.stderr.write(`go cannot be run (${error.message}): building the module needs Go, see go.mod for its version\n`);
process.exitCode = status ?? 1;
