import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineError } from "#dist/errors.js";
import { instantiate } from "#dist/load.js";
import { wasi, WASI } from "#dist/wasi.js";

/** A module that does nothing but import functions. */
function importing(...names: [module: string, name: string][]): WebAssembly.Module {
  const text = (s: string): number[] => [s.length, ...Buffer.from(s)];
  const section = (id: number, content: number[]): number[] => [id, content.length, ...content];
  const imports = names.flatMap(([module, name]) => [...text(module), ...text(name), 0, 0]);
  return new WebAssembly.Module(Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]), // one type: no arguments, no result
    ...section(2, [names.length, ...imports]),
  ]));
}

function stubs(...names: string[]) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports = wasi(importing(...names.map((name): [string, string] => [WASI, name])), () => memory)[WASI]!;
  const call = (name: string, ...args: unknown[]): unknown => (imports[name] as (...args: unknown[]) => unknown)(...args);
  return { call, imports, view: new DataView(memory.buffer) };
}

test("only what the module imports is given, and what nobody knows is ENOSYS", () => {
  const { call, imports } = stubs("sched_yield", "made_up");
  assert.deepEqual(Object.keys(imports), ["sched_yield", "made_up"]);
  assert.equal(call("sched_yield"), 0);
  assert.equal(call("made_up"), 52);
});

test("a module that imports anything else is refused", () => {
  assert.throws(() => wasi(importing(["env", "now"]), () => assert.fail()), new EngineError(`the module imports env.now; willpass.wasm imports only ${WASI}`));
});

test("there are no folders, arguments or environment", () => {
  const { call, view } = stubs("fd_prestat_get", "args_sizes_get", "environ_sizes_get");
  view.setUint32(8, 99);
  view.setUint32(12, 99);
  assert.equal(call("fd_prestat_get", 3, 8), 8);
  assert.equal(call("args_sizes_get", 8, 12), 0);
  assert.equal(view.getBigUint64(8), 0n);
});

test("the clock is never zero and never stands still", () => {
  const { call, view } = stubs("clock_time_get");
  call("clock_time_get", 0, 1n, 8);
  const first = view.getBigUint64(8, true);
  call("clock_time_get", 0, 1n, 8);
  assert.ok(first > 0n && view.getBigUint64(8, true) > first);
});

test("randomness is the same every time and stays within its span", () => {
  const [a, b] = [stubs("random_get"), stubs("random_get")];
  for (const { call } of [a, b]) assert.equal(call("random_get", 16, 16), 0);
  assert.deepEqual(a.view, b.view);
  assert.notEqual(a.view.getBigUint64(16), 0n);
  assert.equal(a.view.getBigUint64(8), 0n);
  assert.equal(a.view.getBigUint64(32), 0n);
});

test("every wait is over at once", () => {
  const { call, view } = stubs("poll_oneoff");
  assert.equal(call("poll_oneoff", 0, 64, 1, 8), 0);
  assert.equal(view.getUint32(8, true), 1);
});

test("when the runtime stops, its last words are in the error", () => {
  const { call, view } = stubs("fd_write", "proc_exit");
  Buffer.from(view.buffer).write("panic: no", 100);
  view.setUint32(8, 100, true);
  view.setUint32(12, 6, true);
  view.setUint32(16, 106, true);
  view.setUint32(20, 3, true);
  assert.equal(call("fd_write", 2, 8, 2, 24), 0);
  assert.equal(view.getUint32(24, true), 9);
  assert.throws(() => call("proc_exit", 2), new EngineError("the engine stopped with code 2: panic: no"));
});

test("what is not willpass.wasm is refused", async () => {
  const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(instantiate(empty), new EngineError("this WebAssembly module is not willpass.wasm"));
  await assert.rejects(instantiate(new Response(empty)), EngineError);
  await assert.rejects(instantiate(new Response("gone", { status: 404 })), /status 404/);
  await assert.rejects(instantiate("willpass.wasm" as never), /wasm: want a URL, Response, bytes or module, got string/);
});
