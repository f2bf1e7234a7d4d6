// Chromium with the package as it is installed, under a Content-Security-Policy that allows no eval.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { batches, folder } from "./batches.js";
import { browser, serve } from "./chromium.js";

const pages = fileURLToPath(new URL("pages/", import.meta.url));
const lines = batches();
const POLICY = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  chromium = await browser();
  site = await serve({
    "/": pages, "/node_modules/": `${folder}/node_modules/`, "/project/": `${folder}/`,
    "/batch/": async ({ url = "" }) => /** @type {string[]} */ (lines[Number(url.slice("/batch/".length))]).join("\n"),
  }, { "content-security-policy": POLICY });
});
after(async () => {
  await chromium?.close();
  site?.close();
});

test("Chromium: every verdict is the same bytes as natively", async () => {
  const page = await chromium.newPage();
  await page.goto(`${site.url}/cases.html`);
  await page.waitForFunction(() => document.title === "ready", undefined, { timeout: 60_000 });
  let passed = 0;
  for (const i of lines.keys()) {
    const result = await page.evaluate((/** @type {number} */ n) => /** @type {any} */ (globalThis).run(n), i);
    assert.deepEqual(result.failed, []);
    passed += result.passed;
  }
  assert.equal(passed, lines.flat().length);
  await page.close();
});

test("Chromium: two engines in one page, and one in a worker", async () => {
  const page = await chromium.newPage();
  await page.goto(`${site.url}/cases.html`);
  const outcomes = await page.evaluate(async () => {
    const { load } = await import(/** @type {any} */ ("/node_modules/willpass/dist/browser.js"));
    const { rules: vidu } = await import(/** @type {any} */ ("/node_modules/willpass/dist/rules/vidu.js"));
    const { rules: nhn } = await import(/** @type {any} */ ("/node_modules/willpass/dist/rules/nhn.js"));
    const [one, two] = await Promise.all([load({ rules: vidu }), load({ rules: nhn })]);
    const canvas = new OffscreenCanvas(640, 480);
    canvas.getContext("2d");
    const file = new File([await canvas.convertToBlob()], "a.png");
    const inWorker = await new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = ({ data }) => resolve(data.outcome);
      worker.onerror = reject;
      worker.postMessage(file);
    });
    return [
      (await one.checkFile(file, "vidu/img2video")).outcome, one.catalogue().map((/** @type {any} */ p) => p.id),
      two.catalogue().map((/** @type {any} */ p) => p.id), inWorker,
    ];
  });
  assert.deepEqual(outcomes, ["accepted", ["vidu"], ["nhn"], "accepted"]);
  await page.close();
});

test("the policy is in force: without wasm-unsafe-eval nothing starts", async () => {
  const strict = await serve({ "/": pages, "/node_modules/": `${folder}/node_modules/`, "/project/": `${folder}/` }, { "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") });
  const page = await chromium.newPage();
  const problem = new Promise((resolve) => page.on("pageerror", (error) => resolve(String(error))));
  await page.goto(`${strict.url}/cases.html`);
  assert.match(String(await problem), /EngineError: willpass.wasm cannot be had: CompileError/);
  await page.close();
  strict.close();
});
