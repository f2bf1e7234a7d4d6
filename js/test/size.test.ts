// What a page pays for, as a bundler packs it: gzip of the minified JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
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
