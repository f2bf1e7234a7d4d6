// Pictures mended with the canvas of a real Chromium, and judged again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, serve } from "./chromium.js";

const pages = fileURLToPath(new URL("pages/", import.meta.url));
const project = fileURLToPath(new URL("..", import.meta.url));

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  chromium = await browser();
  site = await serve({ "/": pages, "/node_modules/willpass/": project });
  page = await chromium.newPage();
  await page.goto(`${site.url}/fix.html`);
  await page.waitForFunction(() => document.title === "ready", undefined, { timeout: 60_000 });
});
after(async () => {
  await chromium?.close();
  site?.close();
});

/**
 * Makes a picture in the page, mends it there and says what came of it.
 * @param {Record<string, unknown>} picture @param {string} endpoint
 */
const mended = (picture, endpoint) =>
  page.evaluate(([one, to]) => /** @type {any} */ (globalThis).mend(one, to), /** @type {const} */ ([picture, endpoint]));

test("a picture that is too slim is cropped, no more than need be", async () => {
  const { before, after, media, done, name } = await mended({ width: 6000, height: 100, type: "image/jpeg" }, "vidu/img2video");
  assert.deepEqual([before, after, media.format, media.width, media.height], ["rejected", "accepted", "jpeg", 399, 100]);
  assert.deepEqual(done, ["crop", "encode"]);
  assert.equal(name, "a.jpg");
});

test("one that is too large is scaled", async () => {
  const { after, media } = await mended({ width: 2400, height: 600, type: "image/png" }, "ailab/universal-background-removal");
  assert.deepEqual([after, media.width, media.height], ["accepted", 1999, 500]);
});

test("one of too many bytes is encoded in the quality that fits", async () => {
  const { before, after, media } = await mended({ width: 1500, height: 1200, noise: true, type: "image/png" }, "ailab/universal-background-removal");
  assert.deepEqual([before, after], ["rejected", "accepted"]);
  assert.ok(media.bytes <= 3_000_000, `${media.bytes} bytes`);
  assert.ok(media.bytes > 500_000, `${media.bytes} bytes`);
});

test("another format", async () => {
  const { before, after, media, name } = await mended({ width: 640, height: 480, type: "image/webp" }, "nhn/id-card-submit");
  if (before === "none") return; // the endpoint takes no such file
  assert.equal(after === "rejected", false);
  assert.ok(["jpeg", "png"].includes(media.format), name);
});

test("a picture turned by EXIF is turned", async () => {
  const { after, media, done } = await mended({ width: 2000, height: 300, type: "image/jpeg", orientation: 6 }, "vidu/img2video");
  assert.equal(after, "accepted");
  assert.equal(done[0], "orient");
  assert.ok(media.height > media.width, `${media.width} × ${media.height}`);
});

test("what passes stays as it is", async () => {
  const { before, after, same, done } = await mended({ width: 640, height: 480, type: "image/png" }, "vidu/img2video");
  assert.deepEqual([before, after, same, done], ["accepted", "accepted", true, []]);
});

test("what cannot be mended says why, and is left", async () => {
  const broken = await mended({ width: 2400, height: 600, type: "image/png", cut: true }, "ailab/universal-background-removal");
  assert.deepEqual([broken.refused.why, broken.same], ["undecodable", true]);
  const text = await mended({ text: "no picture" }, "vidu/img2video");
  assert.equal(text.refused.why, "rule");
  assert.equal(text.refused.finding.kind, "format");
});
