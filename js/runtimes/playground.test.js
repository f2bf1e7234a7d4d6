// What a visitor does with the playground, in Chromium: drop, paste, search, mend, speak another language, use no mouse.
// Screenshots go to SCREENSHOTS when that is set.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { image } from "../dist/cases/recipe.js";
import { load } from "../dist/node.js";
import { files, give, judged, shot, skip, start, visit } from "./playground.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let started;
/** @type {Awaited<ReturnType<typeof load>>} */
let willpass;
before(async () => {
  if (!skip) [started, willpass] = await Promise.all([start("playground"), load()]);
});
after(() => started?.close());

/** What Node says of a file, by outcome. @param {{ name: string, bytes: Uint8Array }} file */
async function outcomes({ name, bytes }) {
  const counts = { accepted: 0, rejected: 0, uncertain: 0 };
  for (const { outcome } of await willpass.where({ name, file: bytes })) counts[outcome]++;
  return counts;
}

test("drop: every endpoint's verdict is there, as Node gives it, with code and repair", { skip }, async () => {
  const { page, done } = await visit(started);
  await give(page, [files.wide]);
  await judged(page);
  const counts = await outcomes(files.wide);
  for (const [outcome, count] of Object.entries(counts)) assert.equal(await page.locator(`.row.${outcome}`).count(), count, outcome);
  const row = page.locator(".row", { hasText: "vidu/img2video" }).first();
  assert.match(String(await row.textContent()), /PageSizeOutOfRange/);
  assert.match(String(await row.textContent()), /Crop it to 399 × 100 pixels\./);
  await row.click();
  const wire = page.locator(".details .wire pre");
  const verdict = await willpass.checkFile({ name: files.wide.name, file: files.wide.bytes }, "vidu/img2video");
  await wire.waitFor();
  assert.match(await wire.innerText(), /PageSizeOutOfRange/);
  assert.equal(await page.locator(".details .finding").first().locator(".at").innerText(), verdict.findings[0]?.at);
  await shot(page, "details");
  await page.locator(".show-accepted").click();
  assert.equal(await page.locator(".row").count(), counts.accepted);
  await page.locator(".show-all").click();
  await page.locator("input[type=search]").fill("no such endpoint");
  await page.waitForSelector(".nothing");
  await page.locator("input[type=search]").fill("img2video");
  assert.match(String(await page.locator(".row").first().textContent()), /img2video/);
  await done();
});

test("many pictures: a matrix with a column each, one of them removed, the rest kept", { skip }, async () => {
  const { page, done } = await visit(started);
  await give(page, [files.wide, files.good]);
  await give(page, [files.heic], "paste");
  await judged(page);
  await page.waitForFunction(() => document.querySelectorAll(".matrix .columns > *").length === 4);
  for (const [i, file] of [files.wide, files.good, files.heic].entries()) {
    const { accepted } = await outcomes(file);
    assert.equal(await page.locator(`.matrix .endpoint > :nth-child(${i + 2}) .cell.accepted`).count(), accepted, file.name);
  }
  await shot(page, "matrix");
  await page.locator(".matrix .cell").first().focus();
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".cell")].indexOf(/** @type {Element} */ (document.activeElement))), 1);
  await page.locator(".matrix .cell.rejected").last().click();
  await page.waitForSelector(".opened .wire");
  await page.getByRole("button", { name: "Remove wide.png" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".matrix .columns > *").length === 3);
  await page.getByRole("button", { name: "Remove all" }).click();
  await page.waitForSelector(".empty");
  await done();
});

test("a picture whose pixels do not decode is told as such, and refused where that is refused", { skip }, async () => {
  const { page, done } = await visit(started);
  const bytes = Buffer.from(image("png 640x480"));
  bytes.fill(0xff, bytes.indexOf("IDAT") + 4, bytes.length - 16); // the header stays
  await give(page, [{ name: "torn.png", bytes }]);
  await judged(page);
  assert.equal(await page.locator(".about .refused").innerText(), "This browser cannot decode it.");
  const verdict = await willpass.checkFile({ name: "torn.png", file: bytes }, "ailab/universal-background-removal", { facts: { decoded: { "form:image": false } } });
  assert.equal(verdict.outcome, "rejected");
  const row = page.locator(".row.rejected", { hasText: "ailab/universal-background-removal" }).first();
  assert.ok(String(await row.textContent()).includes(String(verdict.answers[0]?.code)));
  await row.click();
  await page.locator(".details .wire").waitFor();
  assert.equal(await page.getByRole("button", { name: "Mend and download" }).count(), 0);
  await done();
});

test("a picture of 3.6 thousand million pixels is judged, and not decoded", { skip }, async () => {
  const { page, done } = await visit(started);
  const bytes = Buffer.from(image("png 640x480"));
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  await give(page, [{ name: "bomb.png", bytes }]);
  await judged(page);
  assert.match(await page.locator(".about").innerText(), /60000 × 60000/);
  assert.equal(await page.locator(".about canvas").count(), 0);
  assert.equal(await page.locator(".about .refused").count(), 0);
  await done();
});

test("repair: the picture is mended, downloaded, and passes", { skip }, async () => {
  const { page, done } = await visit(started);
  await page.locator(".drop button").click(); // the sample picture: 2400 × 600
  await judged(page);
  await page.locator(".row", { hasText: "ailab/universal-background-removal" }).first().click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Mend and download" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "panorama.jpg");
  const bytes = readFileSync(await file.path());
  const media = await willpass.probe(bytes);
  assert.deepEqual([media.format, media.width, media.height], ["jpeg", 1999, 500]);
  assert.equal((await willpass.checkFile({ name: "panorama.jpg", file: bytes }, "ailab/universal-background-removal")).outcome, "accepted");
  assert.equal(await page.locator(".mend [role=status]").innerText(), "panorama.jpg passes. It is in your downloads.");
  await shot(page, "mended");
  const again = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download again" }).click();
  assert.deepEqual(readFileSync(await (await again).path()), bytes);
  await done();
});

test("repair: a picture that this browser cannot decode is refused with the reason", { skip }, async () => {
  const { page, done } = await visit(started);
  await give(page, [files.heic]);
  await judged(page);
  await page.locator(".row", { hasText: "ailab/universal-background-removal" }).first().click();
  await page.getByRole("button", { name: "Mend and download" }).click();
  await page.waitForFunction(() => /cannot decode/.test(document.querySelector(".mend [role=status]")?.textContent ?? ""));
  await done();
});

test("repair: at every endpoint of every provider where the sample fails, it is mended or refused with a reason", { skip }, async (t) => {
  const { page, done } = await visit(started);
  await page.locator(".drop button").click();
  await judged(page);
  const result = { mended: 0, refused: 0, none: 0 };
  const rows = page.locator(".row.rejected");
  const count = await rows.count();
  for (let i = 0; i < count; i++) {
    await rows.nth(i).click();
    await page.locator(".details .wire").waitFor();
    const button = page.getByRole("button", { name: "Mend and download" });
    if ((await button.count()) === 0) result.none++;
    else {
      await button.click();
      await page.waitForFunction(() => document.querySelector(".mend [role=status]")?.textContent !== "");
      if ((await page.locator(".mend .passes").count()) === 1) result.mended++;
      else result.refused++;
    }
    await rows.nth(i).click();
  }
  t.diagnostic(`${count} endpoints refuse the sample: ${result.mended} mended, ${result.refused} refused with a reason, ${result.none} with nothing to mend in the picture`);
  assert.ok(result.mended > 0 && result.mended >= count / 2, JSON.stringify(result));
  await done();
});

/** @type {{ name: string, text: string, status: string, body: RegExp, marks: string[] }[]} */
const commands = [
  {
    name: "a value in JSON", text: `curl https://api.vidu.com/ent/v2/img2video -H 'Authorization: Token k' --json '{"model":"viduq3-proo","images":["https://a.example/b.png"]}'`,
    status: "HTTP/1.1 400 Bad Request", body: /"reason": "FieldInvalid"/, marks: ['1"viduq3-proo"'],
  },
  {
    name: "a member that is missing", text: `curl https://api.vidu.com/ent/v2/img2video -H 'Authorization: Token k' --json $'{\n"model": "viduq3-pro"\n}'`,
    status: "HTTP/1.1 400 Bad Request", body: /field is missing or empty: images/, marks: ["1images is missing"],
  },
  {
    name: "a header that is missing", text: `curl https://www.ailabapi.com/api/cutout/general/universal-background-removal -F return_form=white`,
    status: "HTTP/1.1 401 Unauthorized", body: /error_code/, marks: ["ailabapi-api-key is missing"],
  },
  {
    name: "JSON that breaks off", text: `curl https://api.omnious.com/tagger/v2.12/tags -H 'x-api-key: k' -H 'Content-Type: application/json' -d '{"image":{"type" "url"}}'`,
    status: "HTTP/1.1 400 Bad Request", body: /"code"/, marks: ['1"url"}}'],
  },
  {
    name: "a path that is not there", text: `curl -X POST https://api.vidu.com/ent/v2/img3video -H 'Authorization: Token k'`,
    status: "HTTP/1.1 404 Not Found", body: /./, marks: ["1/ent/v2/img3video"],
  },
];
test("paste: the response as it would come back, marked where the request fails", { skip }, async (t) => {
  const { page, done } = await visit(started, {}, "#request");
  for (const { name, text, status, body, marks } of commands) {
    await t.test(name, async () => {
      await page.locator("#command").fill("");
      await page.waitForFunction(() => document.querySelector(".outcome") === null);
      await page.locator("#command").fill(text);
      const wire = page.locator(".outcome .wire pre");
      await wire.waitFor();
      assert.match(await wire.innerText(), body);
      assert.equal(await wire.locator(".status").innerText(), status);
      const told = await page.locator(".sent mark").allInnerTexts();
      for (const mark of marks) assert.ok(told.some((one) => one.replace(/^\d+/, "").trim() === mark.replace(/^\d+/, "")), `want ${mark} marked, got ${JSON.stringify(told)}`);
      await shot(page, `request ${name}`);
    });
  }
  await page.locator("#command").fill("curl 'https://api.vidu.com/");
  assert.equal(await page.getByRole("alert").innerText(), "A quote is opened and never closed.");
  await done();
});

test("a command that names a file asks for it, and takes it by drop", { skip }, async () => {
  const { page, done } = await visit(started, {}, "#request");
  await page.locator("#command").fill("curl https://www.ailabapi.com/api/cutout/general/universal-background-removal -H 'ailabapi-api-key: k' -F image=@photos/wide.png");
  assert.match(await page.locator(".wanted p").first().innerText(), /photos\/wide\.png/);
  await give(page, [files.wide]);
  await page.locator(".outcome .wire").waitFor();
  assert.match(await page.locator(".headline").innerText(), /Refused\s*FILE_RESOLUTION_EXCEEDS_LIMITS/);
  assert.match(await page.locator(".sent mark").innerText(), /photos\/wide\.png \(/);
  await page.locator(".assumed summary").click();
  await page.getByRole("checkbox", { name: /keyAccepted/ }).uncheck();
  await page.waitForFunction(() => /HTTP\/1.1 401/.test(document.querySelector(".outcome .status")?.textContent ?? ""));
  await done();
});

test("search: by code, words, status and a whole answer; all of them without a word", { skip }, async () => {
  const { page, done } = await visit(started, {}, "#codes");
  const all = willpass.catalogue().flatMap(({ id }) => willpass.explain(id, ""));
  const count = async (/** @type {RegExp} */ want) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector(".codes [role=status]")?.textContent ?? ""), want.source);
  await count(new RegExp(`^${all.length} entries`));
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".entry").length === n, all.length);
  await page.locator(".search").fill("ERROR_NO_FACE_IN_FILE");
  await page.waitForFunction(() => /ERROR_NO_FACE_IN_FILE/.test(document.querySelector(".entry")?.textContent ?? ""));
  await page.locator(".search").fill('{"data":{},"error":{"message":"Tagger usage count is exceeded","code":823},"status":"fail"}');
  await page.waitForFunction(() => /^823/.test(document.querySelector(".entry")?.textContent ?? ""));
  await page.locator(".search").fill("no such words anywhere");
  await page.waitForFunction(() => /No provider documents/.test(document.querySelector(".codes [role=status]")?.textContent ?? ""));
  await done();
});

const speech = {
  ko: { title: "통과할까요?", tab: "오류 코드", repair: /399 × 100 픽셀로 잘라 주세요/ },
  zh: { title: "能通过吗？", tab: "错误码", repair: /请裁剪为 399 × 100 像素/ },
  ja: { title: "通りますか？", tab: "エラーコード", repair: /399 × 100 ピクセルに切り抜いてください/ },
};
test("languages: by the visitor's wish, at once, and kept", { skip }, async (t) => {
  const { page, done } = await visit(started);
  await give(page, [files.wide]);
  await judged(page);
  for (const [language, { title, tab, repair }] of Object.entries(speech)) {
    await page.locator(".choices select").first().selectOption(language);
    await page.waitForFunction((title) => document.title === title, title);
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    assert.equal(await page.locator("nav a").nth(2).innerText(), tab);
    assert.match(String(await page.locator(".row", { hasText: "vidu/img2video" }).first().textContent()), repair);
  }
  await page.reload();
  await page.waitForFunction((title) => document.title === title, speech.ja.title);
  await done();
  for (const [language, { title }] of Object.entries(speech)) {
    await t.test(`a browser that speaks ${language}`, async () => {
      const { page, done } = await visit(started, { locale: `${language}-XX` });
      assert.equal(await page.locator("h1").first().innerText(), title);
      await done();
    });
  }
});

test("keyboard only: sample, rows, details, filter, request, codes", { skip }, async () => {
  const { page, done } = await visit(started);
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the content");
  await keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  await keyboard.press("Tab");
  assert.equal(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).type), "file");
  await keyboard.press("Tab");
  assert.equal(await focused(), "Try the sample picture");
  await keyboard.press("Enter");
  await judged(page);
  assert.equal(await page.evaluate(() => document.activeElement?.closest("main") !== null), true, "the focus stays in the page");
  for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement?.classList.contains("row"))); i++) await keyboard.press("Tab");
  await keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".row")].indexOf(/** @type {Element} */ (document.activeElement))), 1);
  await keyboard.press("Home");
  await keyboard.press("Enter");
  await page.waitForSelector(".details .wire");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded")), "true");
  await keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".details") !== null), true);
  await page.keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  assert.equal(await page.locator(".details").count(), 0);
  await page.locator("nav a").nth(1).focus();
  await keyboard.press("Enter");
  await page.waitForSelector("#command:visible");
  for (let i = 0; i < 12 && (await page.evaluate(() => document.activeElement?.id)) !== "command"; i++) await keyboard.press("Tab");
  await keyboard.type("curl https://api.vidu.com/ent/v2/img2video");
  await page.locator(".outcome .wire").waitFor();
  await done();
});
