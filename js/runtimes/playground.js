// The playground as Vite builds it, served as a host would, and what its tests do in it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { image } from "../dist/cases/recipe.js";
import { folder } from "./batches.js";
import { browser, serve } from "./chromium.js";

/** Why these tests cannot run here, if they cannot. */
export const skip = existsSync(process.env["CHROMIUM"] ?? "/usr/bin/chromium") ? false : "there is no Chromium: apt-get install chromium";

const asset = (/** @type {string} */ name) => readFileSync(fileURLToPath(new URL(`../../testdata/images/${name}`, import.meta.url)));
export const files = {
  wide: { name: "wide.png", bytes: image("png 5000x100") },
  good: { name: "good.jpg", type: "image/jpeg", bytes: asset("portrait.jpg") },
  heic: { name: "phone.heic", type: "image/heic", bytes: asset("phone.heic") },
};

const root = fileURLToPath(new URL("../playground/", import.meta.url));

/** Builds the page, serves it from a folder of the host, as it may lie anywhere, and starts the browser. @param {string} name of the build */
export async function start(name) {
  const outDir = join(folder, name);
  await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
  const [site, chromium] = await Promise.all([serve({ "/any/where/": `${outDir}/` }), browser()]);
  const close = async () => {
    await chromium.close();
    site.close();
  };
  return { site, chromium, close };
}

/**
 * A page of a fresh visitor. What goes wrong in it fails the test.
 * @param {Awaited<ReturnType<typeof start>>} started @param {import("playwright-core").BrowserContextOptions} options @param {string} view
 */
export async function visit({ chromium, site }, options = {}, view = "") {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 860 }, locale: "en", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const asked = [];
  page.on("pageerror", (problem) => problems.push(String(problem)));
  page.on("console", (message) => void (message.type() === "error" && problems.push(message.text())));
  context.on("request", (request) => asked.push(request.url()));
  await watchFirst(page);
  await page.goto(`${site.url}/any/where/${view}`);
  await page.waitForSelector("main h1:visible");
  const done = async () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(asked.filter((url) => !url.startsWith(`${site.url}/`) && !url.startsWith("blob:") && !url.startsWith("data:")), []);
    await context.close();
  };
  return { page, done };
}

/** @param {import("playwright-core").Page} page @param {string} name */
export async function shot(page, name) {
  if (process.env["SCREENSHOTS"]) await page.screenshot({ path: join(process.env["SCREENSHOTS"], `playground-${name}.png`) });
}

/** Waits until every picture was judged. @param {import("playwright-core").Page} page */
export async function judged(page) {
  await page.waitForSelector(".about");
  await page.waitForFunction(() => document.querySelector("progress") === null && !document.querySelector(".strip")?.textContent?.includes("%"), undefined, { timeout: 60_000 });
}

/** @typedef {{ name: string, type?: string, bytes?: Uint8Array, drawn?: string }} Given a file: its bytes, or a name of {@link DRAWN} */

/**
 * Drops files on the page as a hand would, or pastes them. Resolves when the event was handled; `globalThis.dropped` is its time.
 * @param {import("playwright-core").Page} page @param {Given[]} files @param {"drop" | "paste"} how
 */
export async function give(page, files, how = "drop") {
  const plain = files.map(({ bytes, ...file }) => ({ ...file, base64: bytes === undefined ? "" : Buffer.from(bytes).toString("base64") }));
  await page.evaluate(async ({ plain, how }) => {
    const drawn = /** @type {any} */ (globalThis).drawn ?? {};
    const transfer = new DataTransfer();
    for (const { name, type = "image/png", base64, drawn: which } of plain) {
      const bytes = which !== undefined ? drawn[which] : Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    const event = how === "paste"
      ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
      : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
    /** @type {any} */ (globalThis).dropped = performance.now();
    document.querySelector("main")?.dispatchEvent(event);
  }, { plain, how });
}

/**
 * Draws a photo with grain in the page, of about so many bytes, and keeps it as `globalThis.drawn[name]`.
 * @param {import("playwright-core").Page} page @param {string} name @param {number} bytes @param {number} padding bytes behind its end
 */
export async function draw(page, name, bytes, padding = 0) {
  return page.evaluate(async ({ name, bytes, padding }) => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const grain = context.createImageData(500, 500);
    let seed = 1;
    for (let i = 0; i < grain.data.length; i++) grain.data[i] = (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >>> 16;
    for (let x = 0; x < 8; x++) for (let y = 0; y < 6; y++) context.putImageData(grain, x * 500, y * 500);
    context.fillStyle = "#80808080";
    context.fillRect(0, 0, 4000, 3000);
    let [low, high, blob] = [0.05, 1, new Blob()];
    for (let i = 0; i < 7 && Math.abs(blob.size - bytes) > bytes / 50; i++) { // the quality that comes near
      const quality = (low + high) / 2;
      blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size > bytes) high = quality;
      else low = quality;
    }
    const all = /** @type {any} */ (globalThis);
    (all.drawn ??= {})[name] = new Blob([blob, new Uint8Array(padding)]);
    return all.drawn[name].size;
  }, { name, bytes, padding });
}

/** Notes as `globalThis.shown` when the first verdict is drawn. @param {import("playwright-core").Page} page */
async function watchFirst(page) {
  await page.addInitScript(() => {
    const all = /** @type {any} */ (globalThis);
    new MutationObserver(() => {
      if (all.dropped !== undefined && all.shown === undefined && document.querySelector(".row, .cell")) all.shown = performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
}

/**
 * The longest task of the page's main thread while something runs, in milliseconds: by the clock, as a visitor has it, and of
 * the processor. Where tests share a machine, the clock of a task counts the others' work too.
 * @param {import("playwright-core").Browser} chromium @param {import("playwright-core").Page} page @param {() => Promise<void>} run
 */
export async function longestTask(chromium, page, run) {
  await chromium.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await run();
  /** @type {{ traceEvents: { name: string, ph: string, pid: number, tid: number, dur: number, tdur?: number, args: { name: string } }[] }} */
  const { traceEvents } = JSON.parse((await chromium.stopTracing()).toString());
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => ph === "X" && name.endsWith("RunTask") && mains.includes(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error("the trace holds no task of the page");
  const [clock, processor] = /** @type {const} */ (["dur", "tdur"]).map((time) => Math.max(...tasks.map((task) => (task[time] ?? 0) / 1000)));
  return { clock, processor: Number(processor), words: `longest of ${tasks.length} tasks ${processor?.toFixed(0)} ms of the processor, ${clock?.toFixed(0)} ms by the clock` };
}
