// What a page pays for: brotli of the module against that of a Go module with nothing in it, built by the same Go.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

const MOST_OF_EMPTY = 1.15;

function brotli(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

/** A module that exports one function, which does nothing, as the same Go links it. */
function empty(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "empty-"));
  try {
    writeFileSync(join(folder, "go.mod"), "module empty\n\ngo 1.26\n");
    writeFileSync(join(folder, "main.go"), "package main\n\nfunc main() {}\n\n//go:wasmexport one\nfunc one() int32 { return 1 }\n");
    execFileSync("go", ["build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "empty.wasm", "."], { cwd: folder, env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm" } });
    return readFileSync(join(folder, "empty.wasm"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test(`willpass.wasm is at most ${MOST_OF_EMPTY} times an empty module`, (t) => {
  const [ours, least] = [brotli(readFileSync(new URL("../willpass.wasm", import.meta.url))), brotli(empty())];
  const words = `willpass.wasm ${ours} bytes of brotli, an empty Go module ${least}: ${(ours / least).toFixed(3)} times`;
  t.diagnostic(words);
  assert.ok(ours <= MOST_OF_EMPTY * least, words);
});
