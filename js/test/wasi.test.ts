import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineError } from "#dist/errors.js";
import { instantiate } from "#dist/load.js";
import { wasi } from "#dist/wasi.js";

function stubs() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports = wasi(() => memory).wasi_snapshot_preview1;
  const call = (name: string, ...args: unknown[]): unknown => (imports[name] as (...args: unknown[]) => unknown)(...args);
  return { call, view: new DataView(memory.buffer) };
}

test("there are no arguments and no environment", () => {
  const { call, view } = stubs();
  view.setUint32(8, 99);
  view.setUint32(12, 99);
  for (const name of ["args_get", "environ_get", "sched_yield"]) assert.equal(call(name), 0);
  assert.equal(call("args_sizes_get", 8, 12), 0);
  assert.equal(view.getBigUint64(8), 0n);
});

test("the clock is never zero and never stands still", () => {
  const { call, view } = stubs();
  call("clock_time_get", 0, 1n, 8);
  const first = view.getBigUint64(8, true);
  call("clock_time_get", 0, 1n, 8);
  assert.ok(first > 0n && view.getBigUint64(8, true) > first);
});

test("randomness is the same every time and stays within its span", () => {
  const [a, b] = [stubs(), stubs()];
  for (const { call } of [a, b]) assert.equal(call("random_get", 16, 16), 0);
  assert.deepEqual(a.view, b.view);
  assert.notEqual(a.view.getBigUint64(16), 0n);
  assert.equal(a.view.getBigUint64(8), 0n);
  assert.equal(a.view.getBigUint64(32), 0n);
});

test("every wait is over at once", () => {
  const { call, view } = stubs();
  assert.equal(call("poll_oneoff", 0, 64, 1, 8), 0);
  assert.equal(view.getUint32(8, true), 1);
});

test("when the runtime stops, its last words are in the error", () => {
  const { call, view } = stubs();
  Buffer.from(view.buffer).write("panic: no", 100);
  view.setUint32(8, 100, true);
  view.setUint32(12, 6, true);
  view.setUint32(16, 106, true);
  view.setUint32(20, 3, true);
  assert.equal(call("fd_write", 2, 8, 2, 24), 0);
  assert.equal(view.getUint32(24, true), 9);
  assert.throws(() => call("proc_exit", 2), new EngineError("the engine stopped with code 2 panic: no"));
});

/** A module that imports one function. */
function importing(module: string, name: string): Uint8Array {
  const text = (s: string): number[] => [s.length, ...Buffer.from(s)];
  const section = (id: number, content: number[]): number[] => [id, content.length, ...content];
  return Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]), // one type: no arguments, no result
    ...section(2, [1, ...text(module), ...text(name), 0, 0]),
  ]);
}

test("a module that imports anything else is refused", async () => {
  await assert.rejects(instantiate(importing("env", "now")), (problem) => problem instanceof EngineError && /env/.test(problem.message));
});

test("what is not willpass.wasm is refused", async () => {
  const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(instantiate(empty), new EngineError("this WebAssembly module is not willpass.wasm"));
  await assert.rejects(instantiate(new Response(empty)), EngineError);
  await assert.rejects(instantiate(new Response("gone", { status: 404 })), /status 404/);
  await assert.rejects(instantiate(new Uint8Array(3)), EngineError);
  await assert.rejects(instantiate("willpass.wasm"), EngineError); // Node's fetch wants an absolute URL
  await assert.rejects(instantiate(7 as never), /wasm: want a URL, Response, bytes or module, got Number/);
});
