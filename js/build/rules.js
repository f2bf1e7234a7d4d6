// Writes dist/rules: one module per provider with its packed rules, so that a page can import just one, and index.js with all of
// them; and dist/documents, the documents that they were packed from, for people who lay their own over them. A new folder of
// rules needs no line here.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const from = new URL("../../rules/", import.meta.url);
const dist = new URL("../dist/", import.meta.url);

const providers = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "packed").map((entry) => entry.name).sort();

modules("rules", "PackedRules", (provider) => [{ provider, packed: readFileSync(new URL(`packed/${provider}.bin`, from), "utf8") }]);
modules("documents", "RuleDocument", (provider) => {
  const names = readdirSync(new URL(`${provider}/`, from)).filter((name) => name.endsWith(".json")).sort();
  return names.map((name) => ({ name: `${provider}/${name}`, text: JSON.stringify(JSON.parse(readFileSync(new URL(`${provider}/${name}`, from), "utf8"))) }));
});

/** A value as JavaScript, in which control characters may stand as they are: in JSON each takes six letters. @param {object[]} value */
function literal(value) {
  return JSON.stringify(value, null, 1).replace(/\\(\\|u00([01][0-9a-f])(?=([0-9])?))/g, (same, _, code, digit) => {
    if (code === undefined) return same;
    if (code === "00") return digit === undefined ? "\\0" : "\\x00";
    return String.fromCharCode(parseInt(code, 16));
  });
}

/** @param {string} name of the folder and of what its modules export @param {string} type @param {(provider: string) => object[]} of */
function modules(name, type, of) {
  const folder = new URL(`${name}/`, dist);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const types = `import type { ${type} } from "../types.js";\nexport declare const ${name}: readonly ${type}[];\n`;
  for (const provider of providers) {
    writeFileSync(new URL(`${provider}.js`, folder), `export const ${name} = ${literal(of(provider))};\n`);
    writeFileSync(new URL(`${provider}.d.ts`, folder), types);
  }
  const imports = providers.map((provider, i) => `import { ${name} as p${i} } from "./${provider}.js";\n`).join("");
  writeFileSync(new URL("index.js", folder), `${imports}export const ${name} = [${providers.map((_, i) => `...p${i}`).join(", ")}];\n`);
  writeFileSync(new URL("index.d.ts", folder), types);
}
