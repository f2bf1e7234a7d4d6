// The provider's own public SDK against the stand-in: only the base URL is another one.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { image } from "../dist/cases/recipe.js";
import { folder } from "./batches.js";

const { Client, SimpleClient } = createRequire(import.meta.url)("aliyun-api-gateway");

/** @type {import("node:child_process").ChildProcess} */
let server;
let base = "";
before(async () => {
  server = spawn(join(folder, "willpass-go"), ["serve", "--json", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: /** @type {import("node:stream").Readable} */ (server.stdout) });
  const first = await new Promise((resolve) => lines.once("line", (line) => resolve(JSON.parse(line))));
  base = first.routes.find((/** @type {{ provider: string }} */ route) => route.provider === "aliyun").base;
});
after(() => server?.kill());

const picture = Buffer.from(image("png 640x480")).toString("base64");
const signed = new Client("203712345", "secret");
const simple = new SimpleClient("0123456789abcdef0123456789abcdef");

/** The base URL says what goes wrong: the simple client sends no header of ours. @param {any} client @param {unknown} data @param {string} fault @param {Record<string, string>} headers */
async function recognise(client, data, fault = "", headers = {}) {
  try {
    const answer = await client.post(`${base.replace("/aliyun", `/fault:${fault}/aliyun`)}/api/predict/ocr_train_ticket`, { data, headers: { "content-type": "application/json; charset=UTF-8", ...headers } });
    return `200 ${typeof answer === "string" ? answer : JSON.stringify(answer)}`;
  } catch (problem) {
    const { code, data: { headers: came } } = /** @type {any} */ (problem);
    assert.match(came["x-ca-request-id"], /^[0-9A-F-]{36}$/);
    return `${code} ${came["x-ca-error-code"] ?? ""} ${came["x-ca-error-message"] ?? ""}`;
  }
}

test("aliyun-api-gateway: the documented success and more than ten documented errors", async () => {
  const good = { image: picture };
  assert.match(await recognise(signed, good), /^200 .*"success":true/);
  assert.match(await recognise(simple, good), /^200 .*"success":true/);
  const seen = new Set();
  /** @type {[any, unknown, string, RegExp][]} */
  const scenes = [
    [simple, good, "gateway=classic,key", /^400 .*Invalid AppCode/],
    [signed, good, "gateway=classic,key", /^400 .*Invalid AppKey/],
    [signed, good, "gateway=classic,signatureMatches=false", /^400 .*Invalid Signature, Server StringToSign:/],
    [signed, good, "gateway=classic,timestampFresh=false", /^400 .*Timestamp Expired/],
    [signed, good, "gateway=classic,quota", /^403 .*quota exhausted/],
    [signed, good, "gateway=classic,subscribed=false", /^403 .*Unauthorized/],
    [signed, good, "gateway=classic,arrears=true", /^403 .*User Arrears/],
    [signed, good, "gateway=classic,throttled", /^403 .*Throttled/],
    [simple, good, "gateway=vpc,key", /^400 A400AC/],
    [simple, good, "error=vpc-backend-timeout", /^504 D504TO/],
    [simple, good, "5xx", /^500 X500ER/],
    [simple, { image: 1 }, "", /^461 /],
    [simple, { image: Buffer.from(image("png 10x10")).toString("base64") }, "", /^421 /],
  ];
  for (const [client, data, fault, want] of scenes) {
    const came = await recognise(client, data, fault);
    assert.match(came, want, fault);
    seen.add(came.replace(/StringToSign:.*/, ""));
  }
  const again = { "x-ca-nonce": "d5f0c1f2-2a6e-4d6a-9f39-0c1b2a3d4e5f" };
  assert.match(await recognise(signed, good, "gateway=classic", again), /^200 /);
  assert.match(await recognise(signed, good, "gateway=classic", again), /^400 .*Nonce Used/);
  assert.ok(seen.size >= 10, [...seen].join("\n"));
});
