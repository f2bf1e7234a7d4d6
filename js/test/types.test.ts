// The adapters fit the types of the libraries they are for: what this file says is checked when it is compiled.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type Uppy from "@uppy/core";
import type { DropzoneOptions } from "react-dropzone";
import type { Willpass } from "willpass";
import { dropzoneValidator } from "willpass/react-dropzone";
import { fileSchema } from "willpass/standard-schema";
import { guardUppy } from "willpass/uppy";

const options = { willpass: {} as Willpass, endpoint: "vidu/img2video" };

test("react-dropzone and Standard Schema", () => {
  const dropzone = { validator: dropzoneValidator(options) } satisfies DropzoneOptions;
  const one: StandardSchemaV1<File> = fileSchema<File>(options);
  const list: StandardSchemaV1<FileList> = fileSchema<FileList>(options);
  assert.equal(typeof dropzone.validator, "function");
  assert.deepEqual([one["~standard"].vendor, list["~standard"].version], ["willpass", 1]);
});

test("Uppy", () => {
  const guarded = (uppy: Uppy): (() => void) => guardUppy(uppy, options);
  assert.equal(guarded.length, 1);
});
