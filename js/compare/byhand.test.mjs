// The code by hand takes what it is measured on, and refuses what it should.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { byHand } from "./byhand.mjs";

const portrait = readFileSync(new URL("../../testdata/images/portrait.jpg", import.meta.url));
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
const only = (Kind, data, Headers = {}) => byHand({ Kind, Headers }, data)["by hand"];
const image = { image: { type: "base64", content: portrait.toString("base64") }, context: { id: "a" } };

test("a request with a URL or an image", () => {
  only("urlJSON", bytes({ model: "viduq1", images: ["https://a.example/a.png"] }))();
  only("imageJSON", bytes({ model: "viduq1", images: [`data:image/jpeg;base64,${portrait.toString("base64")}`] }))();
  assert.throws(only("urlJSON", bytes({ model: "x", images: ["https://a.example/a.png"] })), /enum|allowed/);
  assert.throws(only("imageJSON", bytes({ model: "viduq1", images: ["data:image/jpeg;base64,AAAA"] })));
});

test("many images", () => {
  only("bulkImages", bytes({ taggingRequest: [image] }))();
  assert.throws(only("bulkImages", bytes({ taggingRequest: [image, image] })), /twice/);
});

test("a form", async () => {
  const head = '--B\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  await only("form", Buffer.concat([Buffer.from(head), portrait, Buffer.from("\r\n--B--\r\n")]), { "Content-Type": "multipart/form-data; boundary=B" })();
});

test("a file, by each library", () => {
  const all = byHand({ Kind: "imageFile", Headers: {} }, new Uint8Array(portrait));
  assert.deepEqual(Object.keys(all), ["image-size", "probe-image-size", "image-meta"]);
  for (const read of Object.values(all)) read();
});
