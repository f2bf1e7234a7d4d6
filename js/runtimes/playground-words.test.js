// The languages of the playground say everything that English says, and have words for every finding of all cases.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { batches, folder } from "./batches.js";

const playground = fileURLToPath(new URL("../playground/src/", import.meta.url));
/** @type {any} */
let said;
before(async () => {
  const outfile = join(folder, "words.mjs");
  const contents = `export * from "./words/finding.js"; export * from "./words/repair.js"; export * from "./words/index.js";`;
  await build({ stdin: { contents, resolveDir: playground, loader: "ts" }, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  said = await import(pathToFileURL(outfile).href);
});

/** The paths of all words, but for `phrases`, which English has no need of. @param {object} words @returns {string[]} */
function names(words, at = "") {
  return Object.entries(words).flatMap(([key, value]) => (key === "phrases" ? [] : typeof value === "object" ? names(value, `${at}${key}.`) : [`${at}${key}`])).sort();
}

for (const language of ["ko", "zh", "ja"]) {
  test(`${language} has the words of English`, async () => {
    const [en, other] = [await said.wordsOf("en"), await said.wordsOf(language)];
    assert.deepEqual(names(other), names(en));
  });
}

test("every finding of all cases can be told in every language", async (t) => {
  const findings = batches().flat().flatMap((line) => JSON.parse(JSON.parse(line).verdict).findings);
  let english = 0;
  for (const language of ["en", "ko", "zh", "ja"]) {
    const words = await said.wordsOf(language);
    for (const finding of findings) {
      assert.ok(words.kinds[finding.kind], `${language}: a word for ${finding.kind}`);
      if (finding.why) assert.ok(!said.whyOf(finding, words).english, `${language}: ${finding.why}`);
      if (finding.fix.length > 0) assert.ok(!/undefined/.test(said.stepOf(finding, words)), JSON.stringify(finding.fix));
      if (language === "ko" && said.wantOf(finding, words).english) english++;
    }
  }
  t.diagnostic(`${findings.length} findings, of which ${english} want something that only the engine's English says`);
  assert.ok(english < findings.length / 4, `${english} of ${findings.length}`);
});
