import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "#dist/abi.js";
import { EngineError } from "#dist/errors.js";
import { fakeEngine } from "./fake.js";

function exportsOf(more: object = {}): WebAssembly.Exports {
  return { ...fakeEngine().abi, _initialize() {}, willpass_abi: () => 3, ...more };
}

test("an engine of another version is refused", () => {
  assert.throws(() => start(exportsOf({ willpass_abi: () => 2 })), new EngineError("willpass.wasm speaks version 2 of its boundary, this package 3"));
});

test("the engine is started before anything else is asked", () => {
  const order: string[] = [];
  start(exportsOf({ _initialize: () => void order.push("start"), willpass_abi: () => (order.push("version"), 3) }));
  assert.deepEqual(order, ["start", "version"]);
});

test("a module without the version and the start is refused", () => {
  assert.throws(() => start(exportsOf({ willpass_abi: undefined })), new EngineError("this WebAssembly module is not willpass.wasm"));
  assert.throws(() => start({}), new EngineError("this WebAssembly module is not willpass.wasm"));
});

test("after a trap no call goes through any more", () => {
  let calls = 0;
  const abi = start(exportsOf({ willpass_end: () => { throw new WebAssembly.RuntimeError("unreachable"); }, willpass_media: () => ++calls }));
  assert.equal(abi.willpass_media(1), 1);
  const stopped = { name: "EngineError", message: "the engine stopped: RuntimeError: unreachable" };
  assert.throws(() => abi.willpass_end(1), stopped);
  assert.throws(() => abi.willpass_media(1), stopped);
  assert.equal(calls, 1);
});
