// Each adapter with the real library in Chromium, as a site that Vite has built, under a policy without eval: a real HEIC and
// a picture that is too wide are refused before anything is uploaded, with the provider's code and words in the language of
// the page; a good picture is uploaded. Screenshots go to SCREENSHOTS when that is set.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { image } from "../dist/cases/recipe.js";
import { folder } from "./batches.js";
import { bodyOf, browser, serve } from "./chromium.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const site = join(folder, "site");
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:";

/** @type {Record<string, Record<string, string>>} */
const messages = {
  en: { heic: "Convert it from HEIC to PNG, JPEG or WebP.", wide: "Crop to at most 4:1: 399 × 100 instead of 5000 × 100." },
  ko: { heic: "HEIC 대신 PNG, JPEG 또는 WebP 형식으로 변환해 주세요.", wide: "가로세로 비율이 4:1 이하가 되도록 잘라 주세요: 5000 × 100 대신 399 × 100." },
  zh: { heic: "请将文件从 HEIC 转换为 PNG、JPEG 或 WebP。", wide: "请裁剪图片，使宽高比最多为 4:1：399 × 100，而不是 5000 × 100。" },
  ja: { heic: "HEIC から PNG、JPEG または WebP に変換してください。", wide: "縦横比が 4:1 以下になるように切り抜いてください：5000 × 100 ではなく 399 × 100。" },
};
/** @type {Record<string, string>} */
const codes = { heic: "ImageFormatInvalid", wide: "PageSizeOutOfRange" };

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {number[]} */
const uploads = [];
/** @type {Record<string, string>} */
const files = {};

before(async () => {
  cpSync(join(here, "forms"), site, { recursive: true });
  mkdirSync(join(site, "node_modules"));
  symlinkSync(join(folder, "node_modules/willpass"), join(site, "node_modules/willpass"));
  const modules = join(here, "../node_modules");
  for (const name of readdirSync(modules)) if (!name.startsWith(".")) symlinkSync(join(modules, name), join(site, "node_modules", name));
  await build({ root: site, logLevel: "error", configFile: false });

  files["heic"] = join(folder, "a.heic");
  copyFileSync(join(here, "../../testdata/images/phone.heic"), files["heic"]);
  files["wide"] = join(folder, "wide.png");
  writeFileSync(files["wide"], image("png 5000x100"));
  files["good"] = join(folder, "good.jpg");
  writeFileSync(files["good"], image("jpeg 640x480"));

  chromium = await browser();
  server = await serve({ "/": join(site, "dist/"), "/upload": async (request) => (uploads.push((await bodyOf(request)).length), "{}") }, { "content-security-policy": POLICY });
});
after(async () => {
  await chromium?.close();
  server?.close();
});

/** @type {[form: string, say: string, hasCode: boolean][]} */
const forms = [["uppy", "ko", true], ["filepond", "zh", true], ["dropzone", "ja", true], ["schema", "en", false], ["plain", "ko", true]];
for (const [form, say, hasCode] of forms) {
  test(`${form}: what would be refused is refused before any upload, in ${say}`, async () => {
    const page = await chromium.newPage({ viewport: { width: 820, height: 560 } });
    /** @type {unknown[]} */
    const problems = [];
    page.on("pageerror", (problem) => problems.push(problem));
    uploads.length = 0;
    for (const name of ["heic", "wide"]) {
      await page.goto(`${server.url}/index.html?form=${form}&say=${say}`);
      await page.waitForFunction(() => document.title === "ready");
      await page.locator("input[type=file]").first().setInputFiles(/** @type {string} */ (files[name]));
      await page.waitForFunction(() => document.querySelector("#root")?.getAttribute("data-message"));
      const root = page.locator("#root");
      assert.equal(await root.getAttribute("data-message"), messages[say]?.[name]);
      if (hasCode) assert.equal(await root.getAttribute("data-code"), codes[name]);
      if (form === "plain" || form === "schema") await page.locator("button").click();
      await page.waitForTimeout(700);
      if (process.env["SCREENSHOTS"]) await page.screenshot({ path: join(process.env["SCREENSHOTS"], `${form}-${name}-${say}.png`) });
      assert.deepEqual(uploads, []);
    }
    await page.goto(`${server.url}/index.html?form=${form}&say=${say}`);
    await page.waitForFunction(() => document.title === "ready");
    const sent = page.waitForRequest((request) => request.url().endsWith("/upload"));
    await page.locator("input[type=file]").first().setInputFiles(/** @type {string} */ (files["good"]));
    if (form === "plain" || form === "schema") {
      await page.waitForTimeout(1000);
      await page.locator("button").click();
    }
    await (await sent).response();
    await page.waitForTimeout(500);
    if (process.env["SCREENSHOTS"]) await page.screenshot({ path: join(process.env["SCREENSHOTS"], `${form}-good-${say}.png`) });
    assert.equal(uploads.length, 1);
    assert.ok(/** @type {number} */ (uploads[0]) >= image("jpeg 640x480").length, `${uploads[0]} bytes`);
    assert.deepEqual(problems, []);
    await page.close();
  });
}
