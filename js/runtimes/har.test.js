// Recordings that Chromium makes against a stand-in whose provider has changed: `willpass check` finds the drift and saves it as
// cases, which fail by the rules that ship and pass by the corrected ones.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { image } from "../dist/cases/recipe.js";
import { folder } from "./batches.js";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const skip = existsSync(executablePath) ? false : `there is no browser at ${executablePath}: nothing can be recorded`;
const program = join(folder, "willpass-go");
const work = mkdtempSync(join(tmpdir(), "willpass-har-"));

// What the providers do now and the documents do not say: a shorter longest video, a larger least and a larger longest side.
const overlays = {
  vidu: {
    overlay: { provider: "vidu" },
    endpoints: [
      { id: "text2video", rules: [{ id: "duration-q3", range: { max: 10 } }] },
      { id: "img2video", rules: [{ id: "least", at: "body:/images/*", side: { min: 300 }, error: "image-size-invalid" }] },
    ],
  },
  ailab: { overlay: { provider: "ailab" }, endpoints: [{ id: "universal-background-removal", rules: [{ id: "form:image.side#2", side: { max: 4000, of: "longest" } }] }] },
};
const corrected = Object.entries(overlays).flatMap(([id, overlay]) => {
  writeFileSync(join(work, `${id}.json`), JSON.stringify(overlay));
  return ["--rules", join(work, `${id}.json`)];
});

/** @param {string[]} args */
function willpass(...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return { status, stdout, stderr };
}

/** @type {import("node:child_process").ChildProcess} */
let server;
let port = "";
before(async () => {
  if (skip) return;
  server = spawn(program, ["serve", "--json", "--listen", "127.0.0.1:0", "--work", "0s", ...corrected], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: /** @type {import("node:stream").Readable} */ (server.stdout) });
  port = await new Promise((resolve) => lines.once("line", (line) => resolve(new URL(JSON.parse(line).url).port)));
});
after(() => {
  server?.kill();
  rmSync(work, { recursive: true, force: true });
});

/**
 * Records what a page does under the real addresses of the providers.
 * @param {string} path of the recording @param {"embed" | "attach"} content
 */
async function record(path, content) {
  const mapped = ["api.vidu.com", "www.ailabapi.com", "api.omnious.com"].map((host) => `MAP ${host} 127.0.0.1:${port}`).join(",");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", `--host-resolver-rules=${mapped}`] });
  const context = await browser.newContext({ ignoreHTTPSErrors: true, recordHar: { path, content } });
  const page = await context.newPage();

  await page.goto("https://api.vidu.com/_willpass/");
  const small = Buffer.from(image("png 200x200")).toString("base64");
  const videos = await page.evaluate(async (/** @type {string[][]} */ requests) => {
    const statuses = [];
    let task = "";
    for (const [call = "", body = ""] of requests) {
      const answer = await fetch(`/ent/v2/${call}?token=query-secret`, { method: "POST", body, headers: { authorization: "Token header-secret", "content-type": "application/json" } });
      const text = await answer.text();
      task ||= JSON.parse(text).task_id;
      statuses.push(answer.status);
    }
    await (await fetch(`/ent/v2/tasks/${task}/creations`, { headers: { authorization: "Token header-secret" } })).text();
    return statuses;
  }, [
    ["text2video", '{"model":"viduq3-pro","prompt":"a","duration":5}'], ["text2video", '{"model":"viduq3-pro","prompt":"a","duration":12}'],
    ["text2video", '{"model":"viduq3-pro","prompt":"a","duration":17}'], ["text2video", '{"model":"sora","prompt":"a"}'],
    ["img2video", `{"model":"viduq3-pro","prompt":"a","images":["data:image/png;base64,${small}"]}`],
  ]);
  assert.deepEqual(videos, [200, 400, 400, 400, 400]);

  await page.goto("https://www.ailabapi.com/_willpass/");
  // The first is sent as a form, whose files Chromium hands to no recorder; the others as bytes.
  const pictures = [image("jpeg 512x512"), image("jpeg 512x512"), image("jpeg 2400x600"), image("jpeg 5000x600"), image("gif 640x480")].map((bytes) => Buffer.from(bytes).toString("base64"));
  const cut = await page.evaluate(async (/** @type {string[]} */ files) => {
    const statuses = [];
    for (const [i, file] of files.entries()) {
      const form = new FormData();
      form.append("image", new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))], { type: "image/jpeg" }), "person.jpg");
      const bytes = new Response(form);
      const answer = await fetch("/api/cutout/general/universal-background-removal", {
        method: "POST", body: i === 0 ? form : await bytes.arrayBuffer(),
        headers: { "ailabapi-api-key": "header-secret", ...(i === 0 ? {} : { "content-type": bytes.headers.get("content-type") ?? "" }) },
      });
      await answer.text();
      statuses.push(answer.status);
    }
    return statuses;
  }, pictures);
  assert.deepEqual(cut.map((status) => status < 300), [true, true, true, false, false]);

  await page.goto("https://api.omnious.com/_willpass/");
  await page.evaluate(async () => {
    for (const body of ['{"image":{"type":"ftp","content":"x"}}', "{"]) {
      await (await fetch("/tagger/v2.12/tags", { method: "POST", body, headers: { "x-api-key": "header-secret", "content-type": "application/json" } })).text();
    }
  });
  await context.close();
  await browser.close();
}

for (const [name, content] of /** @type {const} */ ([["flow.har", "embed"], ["flow.har.zip", "attach"]])) {
  test(`Chromium records as ${name}: the drift is found, saved, and gone when the rules are corrected`, { skip }, async () => {
    const path = join(work, name);
    const found = join(work, `found-${content}`);
    await record(path, content);

    const run = willpass("check", path, "--json", "--save", found);
    assert.equal(run.stderr, "");
    assert.equal(run.status, 1);
    const lines = run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
    const summary = lines.pop();
    const differ = lines.filter((line) => line.differs);
    const lost = lines.filter((line) => /recording/.test(line.skipped));

    assert.deepEqual(differ.filter((line) => line.verdict.provider === "vidu").map((line) => [line.differs, line.real.code]), [
      ["refused though acceptance was predicted", "FieldInvalid"], ["refused though acceptance was predicted", "ImageSizeInvalid"],
    ]);
    assert.deepEqual(differ.filter((line) => line.verdict.provider === "omnious"), []);
    // A body whose bytes are no text is whole only where the recording keeps it as a file.
    const forms = differ.filter((line) => line.verdict.provider === "ailab").map((line) => line.differs);
    assert.deepEqual([forms, lost.length], content === "attach" ? [["accepted though refusal was predicted"], 1] : [[], 5]);
    assert.equal(summary.differ, differ.length);
    assert.ok(summary.agree >= 6, JSON.stringify(summary));

    const saved = readdirSync(found);
    assert.equal(saved.length, differ.length);
    assert.ok(saved.some((file) => readFileSync(join(found, file), "utf8").includes("$image")));
    for (const file of saved) assert.doesNotMatch(readFileSync(join(found, file), "utf8"), /secret|person|sec-ch-ua|cookie/);
    assert.equal(willpass("cases", found).status, 1);
    assert.match(willpass("cases", found).stdout, new RegExp(`^0 passed, ${saved.length} failed$`, "m"));
    const again = willpass("cases", found, ...corrected);
    assert.equal(again.status, 0, again.stdout);
    assert.match(again.stdout, new RegExp(`^${saved.length} passed, 0 failed$`, "m"));
    assert.equal(willpass("check", path, ...corrected).status, 0, willpass("check", path, ...corrected).stdout);
  });
}
