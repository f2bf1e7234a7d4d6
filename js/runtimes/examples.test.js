// The examples, each started in its runtime: doomed requests never reach the provider, good ones do, whole.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { image } from "../dist/cases/recipe.js";
import { folder } from "./batches.js";
import { bun, deno } from "./binaries.js";
import { bundled } from "./bundle.js";
import { bodyOf, serve } from "./chromium.js";

const examples = fileURLToPath(new URL("../examples/", import.meta.url));

/** @type {{ path: string, key: string | undefined, body: string }[]} */
const received = [];
/** @type {Awaited<ReturnType<typeof serve>>} */
let provider;
before(async () => {
  provider = await serve({
    "/": async (request) => {
      received.push({ path: String(request.url).replace(/^\/https:\/\/api\.vidu\.com/, ""), key: request.headers.authorization, body: String(await bodyOf(request)) });
      return '{"task_id":"1"}';
    },
  });
});
after(() => provider.close());

/** @param {string} recipe @param {string} type */
const bodyWith = (recipe, type) => JSON.stringify({ model: "viduq1", prompt: "a", images: [`data:image/${type};base64,${Buffer.from(image(recipe)).toString("base64")}`] });
const good = bodyWith("png 640x480 bytes=3000000", "png");

/** @param {(body: string) => Promise<Response>} post to /ent/v2/img2video of the example */
async function guards(post) {
  received.length = 0;
  const refused = await post(bodyWith("gif 640x480", "gif"));
  assert.equal(refused.headers.get("willpass"), "predicted; likely");
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /ImageFormatInvalid/);
  assert.deepEqual(received, []);
  const broken = await post("{");
  assert.match(broken.headers.get("willpass") ?? "", /^predicted; /);
  assert.deepEqual(received, []);
  const sent = await post(good);
  assert.equal(sent.headers.get("willpass"), null);
  assert.equal(await sent.text(), '{"task_id":"1"}');
  assert.deepEqual(received, [{ path: "/ent/v2/img2video", key: "Token secret", body: good }]);
}

const POST = { method: "POST", headers: { "content-type": "application/json" } };

test("Cloudflare Workers", async () => {
  copyFileSync(join(examples, "cloudflare/worker.ts"), join(folder, "proxy.ts"));
  const { compatibility_date: compatibilityDate } = JSON.parse(readFileSync(join(examples, "cloudflare/wrangler.jsonc"), "utf8").replace(/^\s*\/\/.*$/gm, ""));
  const worker = new Miniflare({
    ...await bundled(join(folder, "proxy.ts"), ["workerd", "worker"]), compatibilityDate, bindings: { VIDU_KEY: "secret" },
    outboundService: async (/** @type {any} */ request) =>
      /** @type {any} */ (fetch(`${provider.url}/${request.url}`, { method: "POST", headers: { authorization: request.headers.get("authorization") }, body: await request.arrayBuffer() })),
  });
  try {
    await guards((body) => /** @type {any} */ (worker.dispatchFetch("http://localhost/ent/v2/img2video", { ...POST, body })));
  } finally {
    await worker.dispose();
  }
});

/** @type {[name: string, source: string, program: string, args: string[]][]} */
const servers = [
  ["Deno", "deno/main.ts", deno, ["run", "--no-config", "--node-modules-dir=manual", "--allow-net", "--allow-env", "--allow-read", "--preload", "./upstream.js"]],
  ["Bun", "bun/server.ts", bun, ["--preload", "./upstream.js"]],
];
for (const [name, source, program, args] of servers) {
  test(name, async () => {
    copyFileSync(join(examples, source), join(folder, "server.ts"));
    const port = await freePort();
    const env = { ...process.env, PORT: String(port), VIDU_KEY: "secret", UPSTREAM_PORT: new URL(provider.url).port };
    const server = spawn(program, [...args, "server.ts"], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
    try {
      const url = `http://127.0.0.1:${port}/ent/v2/img2video`;
      await answering(url);
      await guards((body) => fetch(url, { ...POST, body }));
    } finally {
      server.kill();
    }
  });
}

test("Vercel Edge", async () => {
  copyFileSync(join(examples, "vercel/middleware.ts"), join(folder, "middleware.ts"));
  let wasm = "";
  const { outputFiles } = await build({
    stdin: { contents: 'import middleware from "./middleware.ts";\naddEventListener("fetch", (event) => event.respondWith(middleware(event.request)));', resolveDir: folder },
    bundle: true, format: "esm", conditions: ["edge-light"], write: false, logLevel: "error",
    plugins: [{
      name: "wasm?module", // as Vercel does it: the module is compiled beforehand and handed over
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({ path: (wasm = join(resolveDir, path.replace("?module", ""))), namespace: "module" }));
        onLoad({ filter: /.*/, namespace: "module" }, () => ({ contents: "export default globalThis.willpassModule" }));
      },
    }],
  });
  const willpassModule = await WebAssembly.compile(readFileSync(wasm));
  const runtime = new EdgeRuntime({
    initialCode: (outputFiles[0]?.text ?? "").replace(/^export .*$/gm, ""),
    extend: (context) => Object.assign(context, {
      willpassModule, process: { env: { VIDU_KEY: "secret" } },
      fetch: async (/** @type {Request} */ request) => {
        const headers = { authorization: request.headers.get("authorization") ?? "" };
        const answer = await fetch(`${provider.url}/${request.url}`, { method: "POST", headers, body: await request.text() });
        return new context.Response(await answer.text()); // of the realm inside
      },
    }),
  });
  await guards((body) => /** @type {any} */ (runtime.dispatchFetch("http://localhost/vidu/ent/v2/img2video", { ...POST, body })));
});

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** Waits until something listens. @param {string} url */
async function answering(url) {
  for (let tries = 0; ; tries++) {
    try {
      await fetch(url, { method: "OPTIONS" });
      return;
    } catch (problem) {
      if (tries > 300) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
