import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const dist = new URL("../", import.meta.url);
const source = (name: string): string => readFileSync(new URL(name, dist), "utf8");

/** Every file that importing `name` brings in, and the packages they name. */
function reach(name: string): { files: string[]; packages: string[] } {
  const files = [name];
  const packages: string[] = [];
  for (const file of files) {
    for (const [, from] of source(file).matchAll(/^(?:import|export) .*from "([^"]+)"/gm)) {
      if (!from!.startsWith("./")) packages.push(from!);
      else if (!files.includes(from!.slice(2))) files.push(from!.slice(2));
    }
  }
  return { files, packages };
}

test("the portable entry imports nothing of Node and no package", () => {
  const { files, packages } = reach("index.js");
  assert.ok(files.includes("memory.js") && files.includes("body.js"), files.join(" "));
  assert.deepEqual(packages, []);
});

test("the library does not print", () => {
  for (const file of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
    assert.doesNotMatch(source(file), /console\.|process\./, file);
  }
});

test("one file knows memory", () => {
  const files = reach("index.js").files.filter((file) => /\.buffer\b|DataView/.test(source(file)));
  assert.deepEqual(files, ["memory.js"]);
});

test("what is published depends on nothing, and the lock file names no registry", () => {
  const root = new URL("../../", import.meta.url);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Record<string, unknown>;
  assert.equal(dependencies ?? peerDependencies, undefined);
  assert.doesNotMatch(readFileSync(new URL("package-lock.json", root), "utf8"), /"resolved"/);
});
