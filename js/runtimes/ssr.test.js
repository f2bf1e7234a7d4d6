// On a server that renders pages: importing does nothing, and a server bundle of Vite loads.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "vite";
import { folder } from "./batches.js";

const { exports } = JSON.parse(readFileSync(join(folder, "node_modules/willpass/package.json"), "utf8"));
const names = Object.keys(exports).filter((name) => !name.includes("*") && !/\.(wasm|json)$/.test(name)).map((name) => name.replace(".", "willpass"));
names.push("willpass/rules/vidu", "willpass/messages/ko");

// Whatever would show that something happened throws.
const FROZEN = `
const before = Object.getOwnPropertyNames(globalThis).sort().join();
const never = (name) => () => { throw new Error(name + " was called"); };
for (const name of ["compile", "instantiate", "compileStreaming", "instantiateStreaming", "Module", "Instance", "Memory"]) WebAssembly[name] = never(name);
for (const name of ["fetch", "setTimeout", "setInterval", "queueMicrotask"]) globalThis[name] = never(name);
`;
const AFTER = `
if (Object.getOwnPropertyNames(globalThis).sort().join() !== before) throw new Error("globals were made");
process.stdout.write("nothing happened");
`;

/** @param {string} source @param {string[]} args */
function run(source, args = []) {
  const file = join(folder, "import.js");
  writeFileSync(file, source);
  return execFileSync(process.execPath, [...args, file], { cwd: folder, encoding: "utf8" });
}

/** @type {[name: string, args: string[]][]} */
const ways = [["on a server", []], ["the files for browsers, which some bundlers take for a server too", ["--conditions=browser"]]];
for (const [name, args] of ways) {
  test(`importing does nothing: ${name}`, () => {
    assert.ok(names.length >= 12, names.join());
    assert.equal(run(`${FROZEN}${names.map((one) => `await import("${one}");\n`).join("")}${AFTER}`, args), "nothing happened");
  });
}

test("a server bundle of Vite loads, and does nothing either", async () => {
  const root = join(folder, "ssr");
  mkdirSync(root);
  writeFileSync(join(root, "page.js"), `
import { load } from "willpass";
import { guardInput } from "willpass/input";
import { ko } from "willpass/messages/ko";
import { rules } from "willpass/rules/vidu";
export const mount = (input) => guardInput(input, { willpass: () => load({ rules }), endpoint: "vidu/img2video", say: ko });
`);
  await build({ root, logLevel: "error", configFile: false, ssr: { noExternal: true }, build: { ssr: "page.js", outDir: "out" } });
  assert.equal(run(`${FROZEN}const { mount } = await import("./ssr/out/page.js");\nif (typeof mount !== "function") throw new Error("no mount");${AFTER}`), "nothing happened");
});
