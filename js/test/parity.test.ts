// The command line written in Go and this one must print the same bytes for every case.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { main } from "#dist/cli/main.js";
import { load, openFile, type Verdict } from "willpass";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = fileURLToPath(new URL("./willpass-go", import.meta.url));

test("every verdict is the same bytes as natively", { timeout: 600_000 }, async () => {
  const built = spawnSync("go", ["build", "-o", program, "./cmd/willpass"], { cwd: root, encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const folder = `${root}testdata/cases`;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  assert.ok(files.length >= 5, `got ${files.length}`);

  const native = spawnSync(program, ["cases", "--json", `${folder}/...`], { encoding: "utf8", maxBuffer: 2 ** 28 });
  assert.equal(native.status, 0, native.stderr);
  let here = "";
  const code = await main(["cases", "--json", `${folder}/...`], { write: (text) => (here += text) }, process.stderr);
  assert.equal(code, 0);

  const want = native.stdout.split("\n");
  const got = here.split("\n");
  assert.ok(want.length > 300, `got ${want.length} cases`);
  assert.equal(got.length, want.length);
  for (const [i, line] of want.entries()) assert.equal(got[i], line);
});

test("the endpoints that would take a file are the same as natively, in the same order", { timeout: 600_000 }, async () => {
  const picture = fileURLToPath(new URL("./where.png", import.meta.url));
  writeFileSync(picture, image("png 5000x100"));
  const native = spawnSync(program, ["where", "--json", picture], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const want = native.stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Verdict);
  const willpass = await load();
  const file = await openFile(picture);
  const got = await willpass.where(file, { facts: { now: Math.floor(Date.now() / 1000) } });
  await file.close();
  assert.ok(want.length > 100, `got ${want.length} endpoints`);
  const told = ({ provider, endpoint, outcome, answers }: Verdict): string => `${provider}/${endpoint} ${outcome} ${answers.map(({ error }) => error).join()}`;
  assert.deepEqual(got.map(told), want.map(told));
});
