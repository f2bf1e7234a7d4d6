// The real module with the real rules.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { runCases } from "#dist/cases/run.js";
import { loadWith } from "#dist/cli/own.js";
import { load, MisuseError } from "willpass";
import { rules as vidu } from "willpass/rules/vidu";

const wasm = await WebAssembly.compile(readFileSync(new URL("../willpass.wasm", import.meta.url)));
const willpass = await load({ wasm });
const MiB = 2 ** 20;

const folder = new URL("../../../testdata/cases/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

test("there are case files", () => assert.ok(files.length >= 5, `got ${files.length}`));

for (const { name, text } of files) {
  test(`every case of ${name} passes`, async () => {
    const failed: string[] = [];
    const read = (path: string): Uint8Array => readFileSync(new URL(path, new URL(name, folder)));
    for await (const result of runCases(willpass, name, text, read, loadWith)) {
      if (result.problems.length > 0) failed.push(`${result.name}\n    ${result.problems.join("\n    ")}`);
    }
    assert.deepEqual(failed, []);
  });
}

const pictures: [recipe: string, want: object][] = [
  ["jpeg 640x480", { format: "jpeg", width: 640, height: 480, frames: 1 }],
  ["jpeg 640x480 gray", { format: "jpeg", channels: 1 }],
  ["jpeg 640x480 orientation=6", { width: 640, height: 480, displayWidth: 480, displayHeight: 640, orientation: 6 }],
  ["png 33x17 alpha", { format: "png", width: 33, height: 17, alpha: true, trailing: 0 }],
  ["gif 9x8 frames=7", { format: "gif", width: 9, height: 8, frames: 7 }],
  ["bmp 5x7", { format: "bmp", width: 5, height: 7 }],
  ["tiff 5x7 orientation=8", { format: "tiff", width: 5, height: 7, displayWidth: 7, displayHeight: 5 }],
  ["webp 16384x3", { format: "webp", width: 16384, height: 3 }],
  ["heic 4000x3000", { format: "heic", width: 4000, height: 3000 }],
  ["avif 40x30", { format: "avif", width: 40, height: 30 }],
  ["png 33x17 bytes=5000", { bytes: 5000, fault: "" }],
  ["png 33x17 cut=20", { format: "png", bytes: 20, fault: "truncated" }],
  ["png 33x17 cut=0", { format: "", bytes: 0 }],
];
for (const [recipe, want] of pictures) {
  test(`the probe reads ${recipe}`, async () => {
    const bytes = image(recipe);
    const got = await willpass.probe(bytes, { deep: true });
    assert.deepEqual({ ...got, ...want }, got);
    assert.deepEqual(await willpass.probe(new Blob([bytes as Uint8Array<ArrayBuffer>]), { deep: true }), got);
  });
}

test("a large picture costs a few kilobytes of reading", async () => {
  const bytes = image("png 640x480 bytes=50000000");
  let read = 0;
  const media = await willpass.probe({ size: bytes.length, read: (at, n) => (read += n, bytes.subarray(at, at + n)) });
  assert.equal(media.width, 640);
  assert.ok(read > 0 && read < 70_000, `read ${read} bytes`);
});

const example = {
  method: "POST", url: "https://api.vidu.com/ent/v2/img2video",
  headers: { Authorization: "Token key", "Content-Type": "application/json" },
};
const bodyText = JSON.stringify({
  model: "viduq1", images: [`data:image/png;base64,${Buffer.from(image("png 640x480 bytes=300000")).toString("base64")}`], prompt: "größe 😀",
});

test("the verdict does not depend on how the body is cut", async () => {
  const whole = await willpass.checkText({ ...example, body: bodyText });
  const bytes = Buffer.from(bodyText);
  for (const size of [997, 65_536, 100_000]) {
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.subarray(at, at + size));
        stream.close();
      },
    });
    assert.equal(await willpass.checkText({ ...example, body }), whole, `pieces of ${size} bytes`);
  }
  assert.equal(await willpass.checkText(new Request(example.url, { ...example, body: bodyText })), whole);
});

test("requests that flow at the same time do not mix", async () => {
  const alone = await willpass.checkText({ ...example, body: bodyText });
  const slowly = async function* (text: string): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 10_000) {
      await Promise.resolve();
      yield bytes.subarray(at, at + 10_000);
    }
  };
  const texts = await Promise.all([bodyText, "{}", bodyText, "[", bodyText].map((text) => willpass.checkText({ ...example, body: slowly(text) })));
  assert.equal(texts[0], alone);
  assert.equal(texts[2], alone);
  assert.equal(texts[4], alone);
  assert.notEqual(texts[1], alone);
});

async function* large(length: number): AsyncGenerator<Uint8Array> {
  const picture = Buffer.from(image("png 640x480")).toString("base64").replace(/=+$/, "");
  yield Buffer.from(`{"model":"viduq1","images":["data:image/png;base64,${picture}`);
  const piece = Buffer.alloc(65_536, "A");
  for (let at = 0; at < length; at += piece.length) yield piece;
  yield Buffer.from('"],"prompt":"a"}');
}

test("a streamed body of 50 MB keeps memory below 8 MiB, and takes no more than one of 1 MB but for rubbish", async () => {
  const one = await load({ wasm, rules: vidu });
  await one.check({ ...example, body: large(1 * MiB) });
  const before = one.memorySize();
  const verdict = await one.check({ ...example, body: large(50 * MiB) });
  assert.equal(verdict.outcome, "rejected");
  const after = one.memorySize();
  assert.ok(after < 8 * MiB && after - before <= MiB, `${before / MiB} MiB, then ${after / MiB} MiB`);
});

test("requests that break off leave nothing behind", async () => {
  const one = await load({ wasm, rules: vidu });
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"images":["');
    throw new RangeError("gone");
  };
  for (let i = 0; i < 3000; i++) await assert.rejects(one.check({ ...example, body: broken() }), RangeError);
  const settled = one.memorySize(); // the collector has found its pace
  for (let i = 0; i < 6000; i++) await assert.rejects(one.check({ ...example, body: broken() }), RangeError);
  assert.equal(one.memorySize(), settled);
});

test("a file is judged by the media rules of an endpoint", async () => {
  const good = await willpass.checkFile(image("png 640x480"), "vidu/img2video");
  assert.equal(good.endpoint, "img2video");
  assert.equal(good.outcome, "accepted");
  const bad = await willpass.checkFile(image("gif 640x480"), "vidu/img2video");
  assert.equal(bad.outcome, "rejected");
  assert.ok(bad.findings.length > 0);
  await assert.rejects(willpass.checkFile(image("png 1x1"), "vidu/no-such-endpoint"), MisuseError);
});

test("of a file of 5 MB below 200 kB are read", async () => {
  const bytes = image("jpeg 4000x3000 bytes=5000000");
  let read = 0;
  const verdict = await willpass.checkFile({ size: bytes.length, name: "a.jpg", read: (at, n) => (read += n, bytes.slice(at, at + n)) }, "vidu/img2video");
  assert.equal(verdict.outcome, "accepted");
  assert.ok(read < 200_000, `${read} bytes`);
});

test("codes are explained, and providers listed", () => {
  const [entry] = willpass.explain("omnious", "806");
  assert.equal(entry?.code, "806");
  assert.ok(entry.message.length > 0);
  assert.deepEqual(willpass.explain("omnious", "no such words anywhere"), []);
  const [provider] = willpass.catalogue("vidu");
  const endpoint = provider?.endpoints.find(({ id }) => id === "img2video");
  assert.deepEqual(endpoint?.media[0]?.at, "body:/images/*");
  assert.equal(provider?.facts.find(({ id }) => id === "keyAccepted")?.type, "boolean");
  assert.ok(willpass.catalogue().length > 1);
});

test("a host that nobody knows is answered by no provider", async () => {
  assert.equal((await willpass.check({ url: "https://example.com/" })).provider, "");
});

test("misuse of a request is told in the engine's words", async () => {
  await assert.rejects(willpass.check({ ...example, body: "" }, { facts: { keyAccepted: null } }), MisuseError);
});

test("loading refuses what it does not know, and wrong rules with their position", async () => {
  await assert.rejects(load({ wsam: wasm } as never), /options: unknown key "wsam"; known are wasm, rules, documents/);
  await assert.rejects(load({ wasm, rules: [{ provider: "x", packed: "" }] }), { name: "RulesError", problems: ["x: these bytes were not packed by this version of willpass"] });
});

test("the module may come as bytes, as an answer of fetch and as a URL of a file", async () => {
  const url = new URL("../willpass.wasm", import.meta.url);
  const bytes = readFileSync(url);
  const answer = (type: string): Response => new Response(bytes, { headers: { "content-type": type } });
  const ways = [bytes, answer("application/wasm"), answer("application/octet-stream"), Promise.resolve(answer("application/wasm")), url];
  for (const way of ways) assert.equal((await load({ wasm: way, rules: [] })).explain("x", "y").length, 0);
});
