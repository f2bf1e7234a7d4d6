// What leaves the module: functions that nothing calls any more and what only tracebacks read.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { load } from "willpass";
import { rules } from "willpass/rules/vidu";

interface Section { id: number; bytes: Uint8Array }
const build = new URL("../../build/", import.meta.url);
const { trimmed } = (await import(new URL("trim.js", build).href)) as { trimmed(bytes: Uint8Array): Uint8Array<ArrayBuffer> };
const { preinitialised } = (await import(new URL("preinit.js", build).href)) as { preinitialised(bytes: Uint8Array): Promise<Uint8Array> };
const { sectionsOf, moduleOf } = (await import(new URL("module.js", build).href)) as { sectionsOf(bytes: Uint8Array): Section[]; moduleOf(sections: Section[]): Uint8Array };
const { unused } = (await import(new URL("unused.js", build).href)) as { unused: { how: string; why: string; names: string[] }[] };
const { linked } = (await import(new URL("link.js", build).href)) as { linked(source: string, out: string): boolean };
const plain = readFileSync(new URL("../plain.wasm", import.meta.url));
const shipped = readFileSync(new URL("../willpass.wasm", import.meta.url));
const started = await preinitialised(plain);

test("the same sources give the same module", () => {
  const folder = mkdtempSync(join(tmpdir(), "again-"));
  try {
    assert.ok(linked("../wasm", join(folder, "again.wasm")));
    assert.ok(readFileSync(join(folder, "again.wasm")).equals(plain));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the same bytes come out of the same module", () => {
  assert.ok(Buffer.from(trimmed(started)).equals(shipped));
});

test("it is a valid module without custom sections", async () => {
  const module = await WebAssembly.compile(shipped);
  for (const name of ["producers", "name", "go:buildid", "go.version"]) assert.equal(WebAssembly.Module.customSections(module, name).length, 0);
  assert.deepEqual(sectionsOf(shipped).filter(({ id }) => id === 0), []);
});

test("names of functions are gone", () => {
  assert.ok(plain.includes("runtime.gcStart"));
  assert.ok(!shipped.includes("runtime.gcStart"));
  assert.ok(!shipped.includes("symtab.go"));
});

test("a module of another version of Go is refused, not misread", () => {
  const other = sectionsOf(started).map(({ id, bytes }) => ({ id, bytes: id === 0 ? Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("go1.26", "go1.99"), "latin1") : bytes }));
  assert.throws(() => trimmed(moduleOf(other)), /not built by Go 1\.26/);
  assert.throws(() => trimmed(moduleOf(sectionsOf(started).filter(({ id }) => id !== 0))), /no version found/);
});

test("each row of what is unused has its reason and names each function once", () => {
  const names = unused.flatMap((row) => row.names);
  assert.equal(new Set(names).size, names.length);
  for (const { how, why } of unused) assert.ok(why.length > 20 && ["trap", "stop", "return"].includes(how));
});

test("many collections, deep stacks and unfinished requests come to the same verdicts", async () => {
  const engines = [await load({ wasm: await WebAssembly.compile(plain), rules }), await load({ wasm: await WebAssembly.compile(shipped), rules })];
  const request = { method: "POST", url: "https://api.vidu.com/ent/v2/img2video", headers: { Authorization: "Token k", "Content-Type": "application/json" } };
  for (let i = 0; i < 200; i++) {
    const depth = [0, 3, 200, 5000][i % 4]!;
    const inner = "[".repeat(depth) + "]".repeat(depth - (i % 5 === 0 ? Math.min(1, depth) : 0));
    const many = Array.from({ length: (i * 37) % 900 }, (_, n) => `"https://a.example/${n}"`).join();
    const body = `{"model":"viduq1","payload":"${"é".repeat((i * 131) % 9000)}","images":[${many}],"x":${inner || 0}}`;
    const [plainly, now] = await Promise.all(engines.map((engine) => engine.checkText({ ...request, body })));
    assert.equal(now, plainly);
  }
  const grown = engines.map((engine) => engine.memorySize());
  assert.ok(grown[1]! <= 32 * 2 ** 20, `${grown[1]} bytes of memory`);
});
