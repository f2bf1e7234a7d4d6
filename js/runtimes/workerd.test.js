// Cloudflare's workerd, started by miniflare, with the package as esbuild bundles it for workers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "./bundle.js";
import { batches, folder } from "./batches.js";
import { Miniflare } from "miniflare";

test("workerd: every verdict is the same bytes as natively", async () => {
  const worker = new Miniflare({ ...await bundled(`${folder}/worker.js`, ["workerd", "worker"]), compatibilityDate: "2026-04-01" });
  try {
    let passed = 0;
    for (const lines of batches()) {
      const response = await worker.dispatchFetch("http://localhost/", { method: "POST", body: lines.join("\n") });
      assert.equal(response.status, 200, await response.clone().text());
      const result = /** @type {{ passed: number, failed: string[] }} */ (await response.json());
      assert.deepEqual(result.failed, []);
      passed += result.passed;
    }
    assert.equal(passed, batches().flat().length);
  } finally {
    await worker.dispose();
  }
});
