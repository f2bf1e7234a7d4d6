// The adapters with the real engine; runtimes/forms has them in a browser with the libraries they are for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { load } from "willpass";
import { filepondPlugin } from "willpass/filepond";
import { en } from "willpass/messages/en";
import { ko } from "willpass/messages/ko";
import { dropzoneValidator } from "willpass/react-dropzone";
import { rules } from "willpass/rules/vidu";
import { fileSchema } from "willpass/standard-schema";
import { guardUppy, RefusedError, type UppyLike } from "willpass/uppy";

const file = (recipe: string, name: string): File => new File([image(recipe) as Uint8Array<ArrayBuffer>], name);
const heic = file("heic 4032x3024", "a.heic");
const wide = file("png 5000x100", "wide.png");
const good = file("jpeg 640x480", "good.jpg");
const willpass = await load({ rules });
const options = { willpass, endpoint: "vidu/img2video", say: en };
const HEIC = { code: "ImageFormatInvalid", message: "Convert it from HEIC to PNG, JPEG or WebP." };
const WIDE = { code: "PageSizeOutOfRange", message: "Crop to at most 4:1: 399 × 100 instead of 5000 × 100." };

test("react-dropzone: errors or null", async () => {
  const validator = dropzoneValidator(options);
  assert.deepEqual(await validator(heic), HEIC);
  assert.deepEqual(await validator(wide), WIDE);
  assert.equal(await validator(good), null);
});

test("the engine is loaded with the first file, once, and again after it failed", async () => {
  let loads = 0;
  const validator = dropzoneValidator({
    ...options,
    willpass: () => {
      if (++loads === 1) throw new RangeError("no network");
      return willpass;
    },
  });
  assert.equal(loads, 0);
  await assert.rejects(validator(good), RangeError);
  assert.equal(await validator(good), null);
  assert.equal(await validator(good), null);
  assert.equal(loads, 2);
});

test("without a language the engine's own words are shown", async () => {
  const { say: _, ...plain } = options;
  assert.deepEqual(await dropzoneValidator(plain)(heic), { ...HEIC, message: "convert it to png, jpeg or webp" });
});

test("a file alone is not refused for how many there should be", async () => {
  assert.equal(await dropzoneValidator({ ...options, endpoint: "vidu/start-end2video" })(good), null);
});

test("FilePond: a filter that gives the file back or rejects with a status", async () => {
  let filter: ((file: File) => Promise<unknown>) | undefined;
  filepondPlugin(options)({ addFilter: (key, run) => { if (key === "LOAD_FILE") filter = run; } });
  assert.equal(await filter!(good), good);
  await assert.rejects(filter!(wide), (problem: { status: { main: string; sub: string } }) => {
    assert.deepEqual([problem.status.sub, problem.status.main], [WIDE.code, WIDE.message]);
    return true;
  });
});

test("Standard Schema: a file, a list, an empty list, and what is none", async () => {
  const validate = fileSchema(options)["~standard"].validate;
  assert.deepEqual(await validate(good), { value: good });
  const { issues } = await validate(heic);
  assert.deepEqual([issues?.[0]?.code, issues?.[0]?.message], [HEIC.code, HEIC.message]);
  assert.deepEqual(await validate([]), { value: [] });
  assert.deepEqual(await validate("a.png"), { issues: [{ message: "want a file" }] });
  assert.deepEqual(await validate([7]), { issues: [{ message: "want a file" }] });
});

test("several files of one endpoint are judged together, and told apart by their names", async () => {
  const { validate } = fileSchema<File[]>({ ...options, endpoint: "vidu/start-end2video", say: ko })["~standard"];
  assert.deepEqual(await validate([good, good]), { value: [good, good] });
  const { issues } = await validate([good, wide]);
  assert.match(issues?.[0]?.message ?? "", /^wide\.png: 가로세로 비율이 4:1 이하가 되도록/m);
  const counted = await validate([good, good, good]);
  assert.match(counted.issues?.[0]?.message ?? "", /2개/);
});

function fakeUppy() {
  const log: string[] = [];
  const files = new Map<string, { id: string; name: string; data: unknown }>();
  const listeners = new Set<(file: never) => void>();
  const waits = new Set<(ids: string[]) => Promise<void>>();
  const uppy: UppyLike = {
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    emit: (_event, one, error) => void log.push(`failed ${one.id}: ${error instanceof RefusedError ? error.code : "?"}`),
    info: ({ message, details }) => void log.push(`info ${details}: ${message}`),
    getFile: (id) => files.get(id),
    removeFile: (id) => (files.delete(id), void log.push(`removed ${id}`)),
    addPreProcessor: (wait) => void waits.add(wait),
    removePreProcessor: (wait) => waits.delete(wait),
  };
  return {
    uppy, log, files,
    add(id: string, data: unknown): void {
      files.set(id, { id, name: id, data });
      for (const listener of listeners) listener(files.get(id) as never);
    },
    upload: async () => { for (const wait of waits) await wait([...files.keys()]); },
    watched: () => listeners.size + waits.size,
  };
}

test("Uppy: refused files are taken out before an upload, with the event and the words of a restriction", async () => {
  const fake = fakeUppy();
  const stop = guardUppy(fake.uppy, options);
  fake.add("a.heic", heic);
  fake.add("good.jpg", good);
  fake.add("remote", { size: 5 });
  await fake.upload();
  assert.deepEqual([...fake.files.keys()], ["good.jpg", "remote"]);
  assert.deepEqual(fake.log, ["removed a.heic", `failed a.heic: ${HEIC.code}`, `info a.heic: ${HEIC.code}: ${HEIC.message}`]);
  stop();
  assert.equal(fake.watched(), 0);
});

test("Uppy: an upload fails when the engine cannot be had", async () => {
  const fake = fakeUppy();
  guardUppy(fake.uppy, { ...options, willpass: () => Promise.reject(new RangeError("no network")) });
  fake.add("good.jpg", good);
  await assert.rejects(fake.upload(), RangeError);
});
