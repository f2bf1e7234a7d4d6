// Has Go link a module. The flags leave out paths, symbols and the build id, so that the same sources give the same bytes.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));

// Inlining makes these packages larger and a check no faster. Where bytes stream through, in body, probe and validate itself, it
// stays: without it in validate a body of 7 MB took half as long again.
const own = "github.com/willpass/willpass";
const small = ["validate/check", "validate/spec", "validate/doc", "wasm/..."].map((name) => `-gcflags=${own}/${name}=-l`);

/** @param {string} source folder, from the package's own @param {string} out file @returns {boolean} whether Go could */
export function linked(source, out) {
  const { status, error } = spawnSync("go", ["build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", ...small, "-o", out, source], {
    cwd: here, env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm" }, stdio: "inherit",
  });
  if (error) process.stderr.write(`go cannot be run (${error.message}): building the module needs Go, see go.mod for its version\n`);
  return status === 0;
}
