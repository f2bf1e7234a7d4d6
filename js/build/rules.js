// Copies ../rules/<provider>/*.json into dist/rules: one module per provider, so that a page can import just one, and
// index.js with all of them. A new folder needs no line here. White space goes, and so does what only the makers of the
// documents read: `breaks` and `unbroken`, from which cases are generated, and `note`. Verdicts stay the same to the byte.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const from = new URL("../../rules/", import.meta.url);
const to = new URL("../dist/rules/", import.meta.url);
const types = 'import type { RuleFile } from "../types.js";\n';

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });

const providers = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
for (const provider of providers) {
  const files = readdirSync(new URL(`${provider}/`, from)).filter((name) => name.endsWith(".json")).sort();
  const rules = files.map((name) => ({ name: `${provider}/${name}`, text: brief(readFileSync(new URL(`${provider}/${name}`, from), "utf8")) }));
  write(`${provider}.js`, `export const rules = ${JSON.stringify(rules, null, 1)};\n`);
  write(`${provider}.d.ts`, `${types}export declare const rules: readonly RuleFile[];\n`);
}
const imports = providers.map((provider, i) => `import { rules as p${i} } from "./${provider}.js";\n`).join("");
write("index.js", `${imports}export const rules = [${providers.map((_, i) => `...p${i}`).join(", ")}];\n`);
write("index.d.ts", `${types}export declare const rules: readonly RuleFile[];\n`);

/** @param {string} text of a document */
function brief(text) {
  return JSON.stringify(without(JSON.parse(text)));
}

/** @param {unknown} value @returns {unknown} */
function without(value) {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !["breaks", "unbroken", "note"].includes(key));
  return Object.fromEntries(members.map(([key, inner]) => [key, key === "sample" ? inner : without(inner)]));
}

/** @param {string} name @param {string} text */
function write(name, text) {
  writeFileSync(fileURLToPath(new URL(name, to)), text);
}
