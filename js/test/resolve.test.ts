import assert from "node:assert/strict";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { load } from "willpass";
import { resolver } from "willpass/resolve";
import { rules as omnious } from "willpass/rules/omnious";
import { rules as vidu } from "willpass/rules/vidu";

const willpass = await load({ rules: [...vidu, ...omnious] });
const bytes = (recipe: string): Uint8Array<ArrayBuffer> => image(recipe) as Uint8Array<ArrayBuffer>;
const request = (pictures: string[]) => ({
  method: "POST", url: "https://api.vidu.com/ent/v2/img2video",
  headers: { authorization: "Token k", "content-type": "application/json" },
  body: JSON.stringify({ model: "viduq1", prompt: "a", images: pictures }),
});

function web(pages: Record<string, Uint8Array<ArrayBuffer>>) {
  const asked: string[] = [];
  const fetch = (url: string): Response => {
    asked.push(url);
    const page = pages[url];
    return page === undefined ? new Response("gone", { status: 404 }) : new Response(page, { headers: { "content-length": String(page.length) } });
  };
  return { asked, fetch };
}

const good = "https://a.example/good.jpg";
const answers: [name: string, picture: string, outcome: string, error: string][] = [
  ["a good picture", good, "accepted", ""],
  ["a picture of a wrong format", "https://a.example/a.gif", "rejected", "image-format-invalid-in-task"],
  ["a dead link", "https://a.example/gone", "rejected", "image-download-failure"],
];
for (const [name, picture, outcome, error] of answers) {
  test(`a URL is fetched: ${name}`, async () => {
    const { asked, fetch } = web({ [good]: bytes("jpeg 640x480 bytes=300000"), "https://a.example/a.gif": bytes("gif 640x480") });
    const verdict = await willpass.check(request([picture]), { resolve: resolver({ willpass, fetch }) });
    assert.deepEqual([verdict.outcome, verdict.answers[0]?.error], [outcome, error]);
    assert.deepEqual(asked, [picture]);
  });
}

test("of a large picture only the beginning is fetched", async () => {
  const page = bytes("jpeg 640x480 bytes=8000000");
  let sent = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(c) {
      c.enqueue(page.subarray(sent, (sent += 65_536)));
      if (sent >= page.length) c.close();
    },
    cancel: () => void (cancelled = true),
  });
  const fetch = (): Response => new Response(body, { headers: { "content-length": String(page.length) } });
  const verdict = await willpass.check(request([good]), { resolve: resolver({ willpass, fetch }) });
  assert.equal(verdict.outcome, "accepted");
  assert.ok(cancelled && sent <= 4 * 65_536, `sent ${sent}`);
});

test("an answer that breaks off is a dead link", async () => {
  const fetch = (): Response => new Response(new ReadableStream({ pull: (c) => c.error(new RangeError("reset")) }));
  const verdict = await willpass.check(request([good]), { resolve: resolver({ willpass, fetch }) });
  assert.equal(verdict.answers[0]?.error, "image-download-failure");
});

async function decoded(run: (resolve: ReturnType<typeof resolver>) => Promise<unknown>): Promise<number[]> {
  const sizes: number[] = [];
  await run(resolver({ willpass, decode: (file) => (sizes.push(file.size), false) }));
  return sizes;
}

const png = bytes("png 640x480 bytes=5000");
test("an image is decoded wherever it is: a file, the body, a form, a Request", async () => {
  const blob = new Blob([png]);
  const dataUrl = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const form = new FormData();
  form.set("image", blob, "a.png");
  const ways = [
    (resolve: ReturnType<typeof resolver>) => willpass.checkFile(blob, "vidu/img2video", { resolve }),
    (resolve: ReturnType<typeof resolver>) => willpass.checkFiles([png, png], "vidu/start-end2video", { resolve }),
    (resolve: ReturnType<typeof resolver>) => willpass.check(request([dataUrl]), { resolve }),
    (resolve: ReturnType<typeof resolver>) => willpass.check(new Request(request([]).url, request([dataUrl])), { resolve }),
  ];
  for (const way of ways) assert.deepEqual((await decoded(way))[0], png.length);
});

test("what does not decode is refused", async () => {
  const resolve = resolver({ willpass, decode: () => false });
  assert.equal((await willpass.checkFile(png, "vidu/img2video", { resolve })).outcome, "rejected");
});

test("facts are asked for by their name, once", async () => {
  let asked = 0;
  const resolve = resolver({ willpass, facts: { ids: () => (asked++, ["p-1"]), maxRatio: () => 3 } });
  const body = JSON.stringify({ taggingRequest: [] });
  const bulk = { method: "PUT", url: "https://api.omnious.com/tagger/v2.12/bulk/t1", headers: { "x-api-key": "k", "content-type": "application/json" }, body };
  await willpass.check(bulk, { resolve });
  assert.ok(asked <= 1);
  const verdict = await willpass.checkFile(bytes("jpeg 640x160"), "omnious/tags", { resolve });
  assert.ok(verdict.answers.some(({ error }) => error === "ratio-unsupported"), JSON.stringify(verdict.answers));
});
