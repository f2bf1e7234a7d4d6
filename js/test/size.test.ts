// What a page pays for, as a bundler packs it: gzip of the minified JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

async function size(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}.js`, import.meta.url))],
    bundle: true, minify: true, format: "esm", platform: "browser", charset: "utf8", write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

const budgets: [entry: string, bytes: number][] = [
  ["browser", 4096],
  ["forms/input", 2048],
  ["forms/uppy", 2048],
  ["forms/filepond", 2048],
  ["forms/react-dropzone", 2048],
  ["forms/standard-schema", 2048],
  ["guard", 2048],
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
