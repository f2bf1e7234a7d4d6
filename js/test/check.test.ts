import assert from "node:assert/strict";
import { test } from "node:test";
import { check, settle } from "#dist/check.js";
import { MisuseError } from "#dist/errors.js";
import { CHUNK } from "#dist/memory.js";
import type { Body } from "#dist/body.js";
import type { Facts } from "willpass";
import { fakeEngine } from "./fake.js";

const url = "https://api.example.com/v1";

test("the head is the JSON of the boundary, the body follows in pieces of 64 KiB", async () => {
  const engine = fakeEngine();
  const body = Buffer.from(Array.from({ length: 3 * CHUNK + 5 }, (_, i) => i % 251));
  const got = await check(engine, { method: "POST", url, headers: { A: "b" }, body }, { facts: { keyAccepted: false } });
  assert.equal(got, '{"outcome":"accepted"}');
  assert.deepEqual(engine.calls, [`begin {"method":"POST","url":"${url}","headers":[["A","b"]],"facts":{"keyAccepted":false}}`, "end 7"]);
  assert.deepEqual(engine.pieces, [CHUNK, CHUNK, CHUNK, 5]);
  assert.ok(engine.body().equals(body));
});

async function* stream(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

const bytes = new TextEncoder().encode("größe 😀");
const bodies: [name: string, body: Body | null, want: string][] = [
  ["no body", null, ""],
  ["text", "größe 😀", "größe 😀"],
  ["bytes", bytes, "größe 😀"],
  ["a part of a larger buffer", bytes.subarray(1, 3), "r\ufffd"],
  ["an ArrayBuffer", bytes.slice().buffer, "größe 😀"],
  ["a Blob", new Blob([bytes]), "größe 😀"],
  ["an async iterable", stream(bytes.subarray(0, 3), bytes.subarray(3)), "größe 😀"],
  ["a ReadableStream", new Blob([bytes]).stream(), "größe 😀"],
];
for (const [name, body, want] of bodies) {
  test(`a body may be ${name}`, async () => {
    const engine = fakeEngine();
    await check(engine, { url, body });
    assert.equal(engine.body().toString(), want);
  });
}

test("a long text is cut between characters, wherever a pair of surrogates lies", async () => {
  for (const shift of [0, 1, 2]) {
    const engine = fakeEngine();
    const text = "a".repeat(shift) + "😀".repeat(CHUNK);
    await check(engine, { url, body: text });
    assert.equal(engine.body().toString(), text);
    assert.ok(Math.max(...engine.pieces) <= CHUNK);
  }
});

test("a Request of fetch is checked with its own headers, and can still be sent", async () => {
  const engine = fakeEngine();
  const form = new FormData();
  form.set("type", "anime");
  const request = new Request(url, { method: "POST", body: form });
  await check(engine, request);
  assert.match(engine.calls[0]!, /^begin {"method":"POST","url":".*","headers":\[\["content-type","multipart\/form-data; boundary=/);
  assert.match(engine.body().toString(), /name="type"\r\n\r\nanime/);
  assert.equal(request.bodyUsed, false);
  assert.equal((await request.formData()).get("type"), "anime");
});

test("a Request that was read already is misuse", async () => {
  const request = new Request(url, { method: "POST", body: "a" });
  await request.text();
  await assert.rejects(check(fakeEngine(), request), MisuseError);
});

test("a stream that breaks off is passed on, and the request is dropped", async () => {
  const engine = fakeEngine();
  const broken = (async function* () {
    yield bytes;
    throw new RangeError("the disk is gone");
  })();
  await assert.rejects(check(engine, { url, body: broken }), RangeError);
  assert.deepEqual(engine.calls.slice(1), ["drop 7"]);
});

test("two requests may flow at a time", async () => {
  const engine = fakeEngine();
  const both = await Promise.all([check(engine, { url, body: stream(bytes) }), check(engine, { url, body: stream(bytes) })]);
  assert.deepEqual(both, ['{"outcome":"accepted"}', '{"outcome":"accepted"}']);
});

test("the engine's words for a misuse become the error", async () => {
  await assert.rejects(check(fakeEngine({ refuses: "url: not absolute" }), { url: "x" }), new MisuseError("url: not absolute"));
});

test("what a need brings is asked again, until nothing more is known", async () => {
  const asked: string[] = [];
  const verdicts = ['{"needs":[{"kind":"fetch","at":"body:/a","name":"https://a/"}]}', '{"needs":[{"kind":"fact","at":"","name":"x"}]}'];
  const told: Facts[] = [];
  const request = { url, body: "a" };
  const text = await settle({
    facts: { now: 1, fetched: { "https://b/": { failed: true } } },
    resolve(needs, about) {
      assert.equal(about, request);
      asked.push(...needs.map(({ name }) => name));
      return asked.length === 1 ? { fetched: { "https://a/": { failed: true } } } : undefined;
    },
  }, request, async (facts) => (told.push(facts), verdicts[told.length - 1]!));
  assert.equal(text, verdicts[1]);
  assert.deepEqual(asked, ["https://a/", "x"]);
  assert.deepEqual(told[1], { now: 1, fetched: { "https://a/": { failed: true }, "https://b/": { failed: true } }, decoded: {} });
});

test("a stream cannot be asked about twice", async () => {
  await assert.rejects(check(fakeEngine(), { url, body: stream(bytes) }, { resolve: () => undefined }), /body: want one that can be read twice/);
});

const misuses: [name: string, words: RegExp, request: unknown, options?: unknown][] = [
  ["an unknown option", /options: unknown key "fact"; known are facts, resolve/, { url }, { fact: {} }],
  ["an unknown key of a request", /request: unknown key "header"/, { url, header: {} }],
  ["a request that is none", /request: want an object, got String/, url],
  ["no url", /request.url: want text or a URL, got Undefined/, {}],
  ["a header that is no text", /request.headers: a: want text, got Number/, { url, headers: { a: 1 } }],
  ["facts that are a list", /facts: want an object, got Array/, { url }, { facts: [] }],
  ["a body that is an object", /body: want text, bytes or a stream .*, got Object/, { url, body: {} }],
  ["a stream of text", /body: want a stream of Uint8Array, got String/, { url, body: new ReadableStream({ start: (c) => (c.enqueue("a"), c.close()) }) }],
];
for (const [name, words, request, options] of misuses) {
  test(`${name} is misuse`, async () => {
    await assert.rejects(check(fakeEngine(), request as never, options as never), (problem) => {
      assert.ok(problem instanceof MisuseError);
      assert.match(problem.message, words);
      return true;
    });
  });
}
