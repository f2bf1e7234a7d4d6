import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expander, recipeOf } from "#dist/cases/expand.js";
import { get, parseNode, text, write } from "#dist/cases/node.js";
import { image } from "#dist/cases/recipe.js";

const folder = new URL("../../../testdata/recipes/", import.meta.url);
const pinned = parseNode(readFileSync(new URL("recipes.json", folder), "utf8")).items;

test("the list of pinned recipes is there", () => {
  assert.ok(pinned.length > 50, `got ${pinned.length}`);
});

for (const entry of pinned) {
  const recipe = get(entry, "recipe")!;
  test(`${write(recipe)} is the same as in Go`, () => {
    const e = expander((path) => readFileSync(new URL(path, folder)));
    const asText = ["$times", ""].includes(recipeOf(recipe));
    const made = asText ? Buffer.from(e.json(recipe)) : e.bytes(recipe);
    assert.equal(made.length, Number(get(entry, "bytes")!.raw));
    assert.equal(createHash("sha256").update(made).digest("hex"), text(get(entry, "sha256")!));
  });
}

const refused: [recipe: string, words: RegExp][] = [
  ["jpg 1x1", /format "jpg" is not known/],
  ["png", /want a size/],
  ["png 0x1", /width: want a number from 1 to 1000000, got "0"/],
  ["png 1x+1", /height: want a number/],
  ["png 1", /height: want a number/],
  ["gif 65536x1", /width: want a number from 1 to 65535/],
  ["png 1000000x1000000", /more than 4294967296 pixels/],
  ["png 1x1 gray gray", /gray is given twice/],
  ["png 1x1  gray", /option "" is not known/],
  ["png 1x1 gray=1", /option "gray" is not known/],
  ["png 1x1 bytes", /option "bytes" is not known/],
  ["png 1x1 frames=2", /png cannot be frames/],
  ["jpeg 1x1 alpha", /jpeg cannot be alpha/],
  ["jpeg 1x1 orientation=9", /orientation: want a number from 1 to 8/],
  ["tiff 1x1 gray alpha", /not both/],
  ["png 1x1 bytes=77", /the picture alone is 78 bytes/],
  ["png 1x1 cut=79", /the file is only 78 bytes/],
  ["bmp 20000x20000", /longer than/],
];
for (const [recipe, words] of refused) {
  test(`"${recipe}" is refused`, () => assert.throws(() => image(recipe), words));
}
