// What a page pays for: gzip of the minified JavaScript, as a bundler packs it, and brotli of the module against that of a Go
// module with nothing in it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The entry and what it imports at once; what it may import later does not count. */
async function size(entry: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}.js`, import.meta.url))], outdir: "out", write: false, metafile: true,
    bundle: true, splitting: true, minify: true, format: "esm", platform: "browser", charset: "utf8",
  });
  const name = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint?.endsWith(`${entry}.js`))!;
  const names = [name];
  for (const path of names) names.push(...metafile.outputs[path]!.imports.filter(({ kind, path }) => kind === "import-statement" && !names.includes(path)).map(({ path }) => path));
  return names.reduce((sum, path) => sum + gzipSync(outputFiles.find((file) => file.path.endsWith(path))!.contents, { level: 9 }).length, 0);
}

const budgets: [entry: string, bytes: number][] = [
  ["browser", 4096],
  ["forms/input", 2048],
  ["forms/uppy", 2048],
  ["forms/filepond", 2048],
  ["forms/react-dropzone", 2048],
  ["forms/standard-schema", 2048],
  ["guard", 2048],
  ["fix", 2048],
  ["resolve", 2048],
  ["messages/en", 2200],
  ["messages/ko", 2200],
  ["messages/zh", 2200],
  ["messages/ja", 2200],
];
for (const [entry, most] of budgets) {
  test(`${entry} is at most ${most} bytes`, async (t) => {
    const bytes = await size(entry);
    t.diagnostic(`${entry}: ${bytes} bytes`);
    assert.ok(bytes <= most, `${bytes} bytes`);
  });
}

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
