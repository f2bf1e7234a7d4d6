// The messages of real verdicts, and that what they advise passes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { adviseOn, en, ja, ko, zh, type Advice } from "willpass/messages";
import { load, type Finding, type Verdict } from "willpass";
import { rules as ailab } from "willpass/rules/ailab";
import { rules as vidu } from "willpass/rules/vidu";

const willpass = await load({ rules: [...vidu, ...ailab] });
const IMG2VIDEO = "vidu/img2video";
const BACKGROUND = "ailab/universal-background-removal";

const said: [recipe: string, endpoint: string, en: string, ko: string, zh: string, ja: string][] = [
  [
    "png 2000x400", IMG2VIDEO,
    "Crop to at most 4:1: 1599 × 400 instead of 2000 × 400.",
    "가로세로 비율이 4:1 이하가 되도록 잘라 주세요: 2000 × 400 대신 1599 × 400.",
    "请裁剪图片，使宽高比最多为 4:1：1599 × 400，而不是 2000 × 400。",
    "縦横比が 4:1 以下になるように切り抜いてください：2000 × 400 ではなく 1599 × 400。",
  ],
  [
    "heic 4032x3024", IMG2VIDEO,
    "Convert it from HEIC to PNG, JPEG or WebP.",
    "HEIC 대신 PNG, JPEG 또는 WebP 형식으로 변환해 주세요.",
    "请将文件从 HEIC 转换为 PNG、JPEG 或 WebP。",
    "HEIC から PNG、JPEG または WebP に変換してください。",
  ],
  [
    "png 10x10", BACKGROUND,
    "Choose a larger picture: at least 33 × 33 pixels instead of 10 × 10.",
    "더 큰 이미지를 선택해 주세요: 10 × 10 대신 33 × 33 픽셀 이상.",
    "请选择更大的图片：至少 33 × 33 像素，而不是 10 × 10。",
    "より大きい画像を選択してください：10 × 10 ではなく 33 × 33 ピクセル以上。",
  ],
  [
    "png 5000x100", BACKGROUND,
    "Scale down: at most 1999 × 40 pixels instead of 5000 × 100.",
    "이미지 크기를 줄여 주세요: 5000 × 100 대신 1999 × 40 픽셀 이하.",
    "请缩小图片：最多 1999 × 40 像素，而不是 5000 × 100。",
    "画像を縮小してください：5000 × 100 ではなく 1999 × 40 ピクセル以下。",
  ],
  [
    "jpeg 640x480 bytes=60000000", BACKGROUND,
    "Make the file smaller: at most 3 MB instead of 60 MB.",
    "파일 용량을 줄여 주세요: 60 MB 대신 3 MB 이하.",
    "请减小文件大小：最多 3 MB，而不是 60 MB。",
    "ファイルサイズを小さくしてください：60 MB ではなく 3 MB 以下。",
  ],
];
for (const [recipe, endpoint, ...sentences] of said) {
  test(`${recipe} at ${endpoint}: what to change, in four languages`, async () => {
    const verdict = await willpass.checkFile(image(recipe), endpoint);
    assert.equal(verdict.outcome, "rejected");
    assert.deepEqual([en, ko, zh, ja].map((say) => say(verdict)), sentences);
  });
}

test("a limit of the whole body is told as one of the file", async () => {
  const file = image("png 640x480 bytes=60000000");
  assert.equal(en(await willpass.checkFile(file, IMG2VIDEO), file.length), "Make the file smaller: at most 15 MB instead of 60 MB.");
});

test("a picture that follows the advice passes", async () => {
  for (const endpoint of [IMG2VIDEO, BACKGROUND, "ailab/image-upscaler", "vidu/reference2video"]) {
    for (const recipe of ["png 5000x100", "png 20x9000", "png 4000x990", "png 10x10", "png 33x5000", "png 6000x5999"]) {
      const verdict = await willpass.checkFile(image(recipe), endpoint).catch(() => undefined);
      if (verdict === undefined) continue; // an endpoint of other files
      let size: readonly [number, number] | undefined;
      for (const one of adviseOn(verdict)) if (one.do === "crop" || one.do === "resize") size = one.to;
      if (size === undefined) continue;
      const { findings } = await willpass.checkFile(image(`png ${size[0]}x${size[1]}`), endpoint);
      const failed = findings.filter(({ state, kind }) => state === "failed" && ["side", "ratio", "pixels"].includes(kind ?? ""));
      // Cropping may leave too little: then the advice names that next.
      if (failed.length > 0) assert.ok(adviseOn({ ...verdict, findings }).every((advice) => advice.do === "resize" && advice.least), `${recipe} at ${endpoint}: ${size}`);
    }
  }
});

function finding(kind: string, more: Partial<Finding> = {}): Verdict {
  const one: Finding = {
    rule: kind, error: "e", at: "form:image", state: "failed", got: "", want: "", trust: "documented", source: "", advice: "do this", fix: [], kind, ...more,
  };
  return { provider: "p", endpoint: "e", outcome: "rejected", sure: true, answers: [], findings: [one], needs: [], assumed: [] };
}

const rows: [name: string, verdict: Verdict, advice: Advice[]][] = [
  ["exclusive sides", finding("side", { want: "both sides less than 100 pixels", limits: { below: 100 }, measured: [200, 50] }), [{ do: "resize", least: false, to: [99, 24], from: [200, 50] }]],
  ["the shortest side", finding("side", { want: "shortest side at least 15 pixels", limits: { min: 15 }, measured: [30, 10] }), [{ do: "resize", least: true, to: [45, 15], from: [30, 10] }]],
  ["the height", finding("side", { want: "height at most 50 pixels", limits: { max: 50 }, measured: [30, 100] }), [{ do: "resize", least: false, to: [15, 50], from: [30, 100] }]],
  ["longest:shortest, upright", finding("ratio", { want: "longest:shortest side at most 3:1", limits: { max: [3, 1] }, measured: [100, 400] }), [{ do: "crop", ratio: "3:1", least: false, to: [100, 300], from: [100, 400] }]],
  ["an exclusive ratio", finding("ratio", { want: "width:height less than 4:1", limits: { below: [4, 1] }, measured: [400, 100] }), [{ do: "crop", ratio: "4:1", least: false, to: [399, 100], from: [400, 100] }]],
  ["pixels", finding("pixels", { limits: { max: 10_000 }, measured: [400, 100] }), [{ do: "resize", least: false, to: [200, 50], from: [400, 100] }]],
  ["too short", finding("duration", { limits: { min: 10 }, measured: [4] }), [{ do: "seconds", least: true, to: 10, from: 4 }]],
  ["too many", finding("items", { limits: { max: 3 }, measured: [4] }), [{ do: "files", least: false, to: 3, from: 4 }]],
  ["damaged", finding("decodes"), [{ do: "replace" }]],
  ["a password", finding("encrypted"), [{ do: "unlock" }]],
  ["gray", finding("colour"), [{ do: "colour" }]],
  ["unlike sizes", finding("sameSize"), [{ do: "alike" }]],
  ["a name", finding("extension", { oneOf: ["jpg", "png"] }), [{ do: "rename", to: ["jpg", "png"] }]],
  ["what has no advice of its own", finding("bitsPerPixel"), [{ do: "other", words: "do this" }]],
  ["a finding about the request", finding("required"), []],
  ["a finding that is open", finding("side", { state: "open" }), []],
];
for (const [name, verdict, advice] of rows) {
  test(`advice: ${name}`, () => {
    assert.deepEqual(adviseOn(verdict), advice);
    for (const say of [en, ko, zh, ja]) assert.equal(say(verdict) === "", advice.length === 0);
  });
}
