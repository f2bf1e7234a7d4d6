// The script runs, willpass is right on the project's own images, and the measuring tells right from wrong.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { load } from "../dist/node.js";
import { measure, sameSize } from "./measure.mjs";
import { formatOf, readers } from "./readers.mjs";
import { ownFiles } from "./truth.mjs";

test("willpass is right on every image of the project", async () => {
  const { willpass } = readers(await load());
  for (const { by } of await measure(ownFiles(), { willpass })) assert.ok(by.willpass.sized);
});

test("a wrong size, a wrong format and a throw count as such", async () => {
  const [file] = ownFiles();
  const wrong = {
    size: () => ({ format: file.format, width: file.width + 1, height: file.height }),
    format: () => ({ format: "tiff", width: file.width, height: file.height }),
    throws: () => {
      throw new Error("no");
    },
    right: () => ({ format: file.format, width: file.width, height: file.height }),
  };
  const [{ by }] = await measure([file], wrong);
  assert.deepEqual(Object.entries(by).map(([name, r]) => [name, r.named, r.sized]), [
    ["size", true, false],
    ["format", false, false],
    ["throws", false, false],
    ["right", true, true],
  ]);
});

test("a turned picture may be told by either size", () => {
  const truth = { width: 40, height: 30 };
  assert.ok(sameSize({ width: 40, height: 30 }, truth));
  assert.ok(sameSize({ width: 30, height: 40, orientation: 6 }, truth));
  assert.ok(!sameSize({ width: 30, height: 40, orientation: 1 }, truth));
  assert.ok(sameSize({ width: 1, height: 1, displayWidth: 40, displayHeight: 30 }, truth));
});

test("formats have one name", () => {
  assert.deepEqual(["jpg", "image/jpeg", "image/svg+xml", "TIF", undefined].map(formatOf), ["jpeg", "jpeg", "svg", "tiff", ""]);
});

test("the script prints a table", () => {
  const out = execFileSync(process.execPath, ["compare.mjs", "--own"], { cwd: import.meta.dirname, encoding: "utf8" });
  assert.match(out, /\| all \| 4 \| 4 \|/);
});
