// From load to the first verdict, of the module that ships and of the same one as Go built it: in turn, the best of several.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { folder } from "./batches.js";
import { browser, serve } from "./chromium.js";

const TRIES = 9;
const MOST_OF_PLAIN = 0.4;
const MOST_IN_NODE = 15; // milliseconds

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** @param {(module: string) => Promise<number> | number} start a fresh engine; gives milliseconds */
async function compare(start) {
  const best = { willpass: Infinity, plain: Infinity };
  for (let i = 0; i < TRIES; i++) {
    for (const module of /** @type {const} */ (["plain", "willpass"])) best[module] = Math.min(best[module], await start(`${module}.wasm`));
  }
  return { ...best, words: `${best.willpass.toFixed(1)} ms, without pre-initialisation ${best.plain.toFixed(1)} ms` };
}

test("Node", async (t) => {
  const { willpass, plain, words } = await compare((module) => {
    const out = execFileSync(process.execPath, ["start.js", dist + module, "vidu"], { cwd: folder, encoding: "utf8" });
    return JSON.parse(out).milliseconds;
  });
  t.diagnostic(words);
  assert.ok(willpass <= MOST_OF_PLAIN * plain, words);
  assert.ok(willpass <= MOST_IN_NODE, words);
});

test("Chromium", async (t) => {
  const chromium = await browser();
  const pages = fileURLToPath(new URL("pages/", import.meta.url));
  const site = await serve({ "/": pages, "/node_modules/": `${folder}/node_modules/`, "/dist/": dist });
  try {
    const { willpass, plain, words } = await compare(async (module) => {
      const context = await chromium.newContext(); // no cache of compiled code
      const page = await context.newPage();
      await page.goto(`${site.url}/start.html?${module}`);
      await page.waitForFunction(() => document.title !== "");
      const title = await page.title();
      await context.close();
      return Number(title);
    });
    t.diagnostic(words);
    assert.ok(willpass <= MOST_OF_PLAIN * plain, words);
  } finally {
    await chromium.close();
    site.close();
  }
});
