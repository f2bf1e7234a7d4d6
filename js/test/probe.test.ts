import assert from "node:assert/strict";
import { test } from "node:test";
import { MisuseError } from "#dist/errors.js";
import { checkFiles, probe, type FileLike } from "#dist/probe.js";
import { BUFFER_MAX } from "#dist/memory.js";
import { giveRules } from "#dist/rules.js";
import { fakeEngine } from "./fake.js";

const bytes = Buffer.from("0123456789");
const wants: [number, number][] = [[0, 4], [8, 4]];
const answered = ["probe 10 0 0", "feed 0123", "feed 89", "forget 9"];

const files: [name: string, file: FileLike, calls: string[]][] = [
  ["bytes", bytes, answered],
  ["a Blob", new Blob([bytes]), answered],
  ["a reader", { size: 10, read: (at, n) => bytes.subarray(at, at + n) }, answered],
  ["a reader that gives one byte at a time", { size: 10, read: async (at) => bytes.subarray(at, at + 1) }, answered],
  ["a reader of unknown size", { read: (at, n) => bytes.subarray(at, at + n) }, ["probe -1 -1 0", ...answered.slice(1)]],
];
for (const [name, file, calls] of files) {
  test(`${name}: only the slices asked for are fed`, async () => {
    const engine = fakeEngine({ wants });
    assert.equal(await probe(engine, file), '{"format":"png"}');
    assert.deepEqual(engine.calls, calls);
  });
}

test("a size beyond 4 GiB goes over in two halves", async () => {
  const engine = fakeEngine();
  await probe(engine, { size: 5 * 2 ** 32 + 2 ** 31, read: () => bytes }, { deep: true });
  assert.equal(engine.calls[0], `probe ${-(2 ** 31)} 5 1`);
});

test("a failing reader forgets the probe and passes its error on", async () => {
  const engine = fakeEngine({ wants });
  await assert.rejects(probe(engine, { size: 1, read: () => Promise.reject(new RangeError("gone")) }), RangeError);
  assert.deepEqual(engine.calls, ["probe 1 0 0", "forget 9"]);
});

test("files go to their endpoint with their names and places", async () => {
  const engine = fakeEngine();
  const file = new File([bytes], "a.jpg");
  const sent = [file, bytes, { file, name: "b.jpg", at: "form:b" }];
  assert.equal(await checkFiles(engine, sent, "vidu/img2video", { facts: { now: 5 } }), '{"outcome":"rejected"}');
  const files = '[{"media":9,"name":"a.jpg"},{"media":9,"name":""},{"media":9,"name":"b.jpg","at":"form:b"}]';
  assert.deepEqual(engine.calls.slice(3), [`file {"endpoint":"vidu/img2video","files":${files},"facts":{"now":5}}`]);
  await assert.rejects(checkFiles(engine, [{ file, nmae: "b.jpg" } as never], "a/b"), /file: unknown key "nmae"/);
});

const misuses: [name: string, words: RegExp, file: unknown, options?: unknown][] = [
  ["an unknown option", /unknown key "Deep"/, bytes, { Deep: true }],
  ["a path", /file: want bytes, a Blob or { size, read }, got String/, "a.png"],
  ["a size that is no number of bytes", /file.size: want a number of bytes, got 1.5/, { size: 1.5, read: () => bytes }],
  ["a reader that gives text", /file.read: want a Uint8Array, got String/, { size: 1, read: () => "a" }],
  ["a reader that gives more than asked for", /want at most 4 bytes, got 10/, { size: 10, read: () => bytes }],
];
for (const [name, words, file, options] of misuses) {
  test(`${name} is misuse`, async () => {
    await assert.rejects(probe(fakeEngine({ wants }), file as never, options as never), (problem) => {
      assert.ok(problem instanceof MisuseError);
      assert.match(problem.message, words);
      return true;
    });
  });
}

test("packed rules are given byte by byte, in pieces that fit the buffer", async () => {
  const engine = fakeEngine();
  await giveRules(engine, [{ provider: "a", packed: "\x00\xff" }, { provider: "b", packed: "x".repeat(BUFFER_MAX + 1) }]);
  assert.deepEqual(engine.calls, ["rules \x00\xff", "rules_end", `rules ${"x".repeat(BUFFER_MAX)}`, "rules x", "rules_end"]);
});

test("rules that the engine refuses are told by provider", async () => {
  await assert.rejects(giveRules(fakeEngine(), [{ provider: "x", packed: "bad" }]), { name: "RulesError", problems: ["x: damaged"] });
});
