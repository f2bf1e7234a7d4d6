// A file in memory is read another way than slices of one: both must say the same.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { load } from "willpass";

const willpass = await load();
const formats = ["png", "jpeg", "gif", "webp", "bmp", "tiff", "avif", "heic", "pdf", "mp4", "mov", "wav", "mp3"];
const recipes = ["png 640x480", "png 5x4 alpha", "png 5x4 bits=16", "gif 3x3 frames=3", "jpeg 8x8 orientation=6", "webp 16384x16384", "png 640x480 cut=20",
  "gif 640x480 cut=8", "jpeg 64x48 bytes=300000"];
const folder = new URL("../../../testdata/images/", import.meta.url);
const files = new Map<string, Uint8Array>([
  ["nothing", new Uint8Array()],
  ["one byte", new Uint8Array(1)],
  ["text", new TextEncoder().encode("hello ".repeat(2000))],
  ...readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))] as const),
]);
for (const recipe of [...recipes, ...formats.map((format) => `${format} 64x48`)]) {
  try {
    files.set(recipe, image(recipe));
  } catch {
    continue; // a format that recipes do not make
  }
}

test("there are files of many kinds", () => assert.ok(files.size >= 15, [...files.keys()].join()));

for (const [name, file] of files) {
  test(`${name}: bytes and slices are read alike`, async () => {
    for (const deep of [false, true]) {
      const sliced = await willpass.probeText({ size: file.length, read: (at, n) => file.subarray(at, at + n) }, { deep });
      assert.equal(JSON.stringify(await willpass.probe(file, { deep })), sliced);
      assert.equal(await willpass.probeText(file, { deep }), sliced);
    }
  });
}

test("every start of a file is read as the slices are, also when memory grows meanwhile", async () => {
  const file = image("jpeg 64x48");
  for (let n = 0; n < file.length; n += 7) {
    const start = file.subarray(0, n);
    if (n % 2 === 0) await willpass.check({ method: "POST", url: "https://api.vidu.com/ent/v2/img2video", body: new Uint8Array(n * 1000) });
    assert.equal(JSON.stringify(await willpass.probe(start)), await willpass.probeText(start));
  }
});

test("unknown options are misuse", async () => {
  await assert.rejects(willpass.probe(new Uint8Array(1), { Deep: true } as never), /unknown key "Deep"/);
});
