// What the playground promises, in Chromium: it can be used without eyes and on a phone, it stays responsive, nothing leaves the
// browser, it is small. Figures are printed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { image } from "../dist/cases/recipe.js";
import { serve } from "./chromium.js";
import { draw, files, give, judged, longestTask, shot, skip, start, visit } from "./playground.js";

const MOST = 600_000; // bytes, brotli, of all that the first load fetches
const MOST_BESIDE_ENGINE = 120_000;
const FIRST_VERDICT = 1000; // milliseconds after a photo was dropped
const LONGEST_TASK = 100; // milliseconds of the page's thread

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** @type {Awaited<ReturnType<typeof start>>} */
let started;
before(async () => {
  if (!skip) started = await start("promises");
});
after(() => started?.close());

test("axe finds nothing serious in any view, light or dark, wide or narrow", { skip }, async (t) => {
  for (const [name, viewport] of /** @type {const} */ ([["desktop", { width: 1280, height: 860 }], ["phone", { width: 390, height: 844 }]])) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await t.test(`${name}, ${colorScheme}`, async () => {
        const { page, done } = await visit(started, { viewport, colorScheme });
        const look = async (/** @type {string} */ view) => {
          await page.evaluate(axe); // by the debugger's door, which the policy does not close
          const violations = await page.evaluate(async () => (await /** @type {any} */ (globalThis).axe.run()).violations);
          const serious = violations.filter((/** @type {any} */ { impact }) => impact === "serious" || impact === "critical");
          assert.deepEqual(serious.map((/** @type {any} */ { id, nodes }) => `${view}: ${id}: ${nodes[0].html}`), []);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(over <= 0, `${view} is ${over} pixels too wide`);
          await shot(page, `${view} ${name} ${colorScheme}`);
        };
        await look("empty");
        await page.locator(".drop button").click();
        await judged(page);
        await page.locator(".row.rejected").first().click();
        await page.waitForSelector(".details .wire");
        await look("list");
        await give(page, [files.good, files.heic]);
        await judged(page);
        await look("several");
        await page.locator("nav a").nth(1).click();
        await page.locator(".examples .pill").nth(1).click();
        await page.locator(".outcome .wire").waitFor();
        await look("request");
        await page.locator("nav a").nth(2).click();
        await page.waitForSelector(".entry");
        await look("codes");
        await done();
      });
    }
  }
});

test("twenty pictures: only as many columns as have room, and no long task", { skip }, async (t) => {
  const { page, done } = await visit(started);
  const task = await longestTask(started.chromium, page, async () => {
    await give(page, Array.from({ length: 20 }, (_, i) => ({ name: `${i}.png`, bytes: image(`png ${100 + i * 200}x100`) })));
    await judged(page);
  });
  t.diagnostic(task.words);
  assert.ok(task.processor <= LONGEST_TASK, task.words);
  assert.equal(await page.locator(".strip li").count(), 20);
  assert.equal(await page.locator(".matrix .columns > *").count(), 9);
  await page.locator(".strip .pick").last().click();
  await page.waitForFunction(() => document.querySelector(".matrix .columns .chosen")?.textContent === "19.png");
  await done();
});

for (const [name, padding] of /** @type {const} */ ([["a photo of 5 MB", 0], ["a photo of 50 MB", 45_000_000]])) {
  test(`${name}: the first verdict within a second, and no long task`, { skip }, async (t) => {
    const { page, done } = await visit(started);
    const size = await draw(page, "photo", 5_000_000, padding);
    const task = await longestTask(started.chromium, page, async () => {
      await give(page, [{ name: "photo.jpg", type: "image/jpeg", drawn: "photo" }]);
      await judged(page);
    });
    const milliseconds = await page.evaluate(() => /** @type {any} */ (globalThis).shown - /** @type {any} */ (globalThis).dropped);
    t.diagnostic(`${(size / 1e6).toFixed(1)} MB: first verdicts after ${milliseconds.toFixed(0)} ms; ${task.words}`);
    assert.ok(milliseconds <= FIRST_VERDICT, `${milliseconds} ms`);
    assert.ok(task.processor <= LONGEST_TASK, task.words);
    await done();
  });
}

test("nothing leaves the browser: the worker is under the policy of the page", { skip }, async () => {
  const other = await serve({ "/": async () => "reached" }, { "access-control-allow-origin": "*" });
  const { page, done } = await visit(started);
  await give(page, [files.wide]);
  await judged(page);
  const reach = async (/** @type {string} */ url) => fetch(url).then(() => "reached", () => "refused");
  const [worker] = page.workers();
  assert.equal(await worker?.evaluate(reach, `${other.url}/`), "refused");
  assert.equal(await worker?.evaluate(reach, `${started.site.url}/any/where/index.html`), "reached");
  other.close();
  await page.context().close(); // the refusal is told in the console, which `done` would take for a problem
  void done;
});

/** @type {Promise<{ name: string, length: number }[]> | undefined} */
let weighed;

/** What a first load fetches: files and their bytes. It is weighed once, which takes a while. */
function firstLoad() {
  return (weighed ??= weigh());
}

async function weigh() {
  const { page, done } = await visit(started);
  await page.waitForTimeout(500);
  const urls = await page.evaluate(() => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]);
  const inWorker = await page.workers()[0]?.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)) ?? [];
  const sizes = [];
  for (const url of new Set([...urls, ...inWorker].filter((url) => url.startsWith(started.site.url)))) {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    const { length } = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    sizes.push({ name: url.split("/").at(-1) || "index.html", length });
  }
  await done();
  return sizes;
}

test("size: what the first load fetches beside the engine", { skip }, async (t) => {
  const sizes = await firstLoad();
  for (const { name, length } of sizes) t.diagnostic(`${name}: ${length} bytes`);
  const [all, engine] = [sizes, sizes.filter(({ name }) => name.endsWith(".wasm"))].map((some) => some.reduce((sum, { length }) => sum + length, 0));
  t.diagnostic(`in all ${all} bytes brotli, of them the engine ${engine}`);
  assert.equal(sizes.filter(({ name }) => name.endsWith(".wasm")).length, 1);
  assert.ok(Number(all) - Number(engine) <= MOST_BESIDE_ENGINE, `${Number(all) - Number(engine)} bytes beside the engine`);
});

test("size: all that the first load fetches", { skip }, async () => {
  const all = (await firstLoad()).reduce((sum, { length }) => sum + length, 0);
  assert.ok(all <= MOST, `${all} bytes brotli`);
});
