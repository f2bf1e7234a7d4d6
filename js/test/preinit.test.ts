// The module that ships has started already; otherwise it is the one that Go built.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { load } from "willpass";
import { rules } from "willpass/rules/vidu";

const built = new URL("../../build/preinit.js", import.meta.url);
const { preinitialised } = (await import(built.href)) as { preinitialised(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> };
const plain = readFileSync(new URL("../plain.wasm", import.meta.url));
const shipped = readFileSync(new URL("../willpass.wasm", import.meta.url));
const modules = { plain: await WebAssembly.compile(plain), shipped: await WebAssembly.compile(shipped) };

test("the same bytes come out of the same module", async () => {
  assert.ok(Buffer.from(await preinitialised(plain)).equals(await preinitialised(plain)));
});

test("exports and imports stay as they are but for those that made the snapshot, and are these", () => {
  const forSnapshot = ["snapshot_prepare", "snapshot_warm"];
  const exports = WebAssembly.Module.exports(modules.plain);
  assert.deepEqual(exports.map(({ name }) => name).filter((name) => name.startsWith("snapshot_")).sort(), forSnapshot);
  assert.deepEqual(WebAssembly.Module.exports(modules.shipped), exports.filter(({ name }) => !forSnapshot.includes(name)));
  const imports = WebAssembly.Module.imports(modules.shipped);
  assert.deepEqual(imports, WebAssembly.Module.imports(modules.plain));
  assert.deepEqual(imports.map(({ module, name }) => `${module}.${name}`).sort(), [
    "args_get", "args_sizes_get", "clock_time_get", "environ_get", "environ_sizes_get", "fd_write", "poll_oneoff", "proc_exit",
    "random_get", "sched_yield",
  ].map((name) => `wasi_snapshot_preview1.${name}`));
});

test("it starts without a system call", async () => {
  const calls: string[] = [];
  const imports = Object.fromEntries(WebAssembly.Module.imports(modules.shipped).map(({ name }) => [name, () => (calls.push(name), 52)]));
  const { exports } = await WebAssembly.instantiate(modules.shipped, { wasi_snapshot_preview1: imports });
  (exports["_initialize"] as () => void)();
  assert.equal((exports["willpass_abi"] as () => number)(), 3);
  assert.deepEqual(calls, []);
});

test("it gives the same verdicts, also after much rubbish was collected", async () => {
  const engines = [await load({ wasm: modules.plain, rules }), await load({ wasm: modules.shipped, rules })];
  const picture = `data:image/png;base64,${Buffer.from(image("png 640x480 bytes=200000")).toString("base64")}`;
  const request = { method: "POST", url: "https://api.vidu.com/ent/v2/img2video", headers: { Authorization: "Token k" } };
  for (let i = 0; i < 100; i++) {
    const body = JSON.stringify({ model: "viduq1", images: Array(i % 3).fill(picture), duration: i });
    const [plainly, now] = await Promise.all(engines.map((engine) => engine.checkText({ ...request, body })));
    assert.equal(now, plainly);
  }
});

test("what is no module is refused", async () => {
  await assert.rejects(preinitialised(new Uint8Array(8)), /not a WebAssembly module/);
});
