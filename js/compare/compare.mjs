// node compare.mjs: prints two tables over the corpus, who agrees with the truth and how long a file takes.
// With --own it reads the few images of the project instead.

import { load } from "../dist/node.js";
import { measure, median } from "./measure.mjs";
import { readers } from "./readers.mjs";
import { corpusFiles, hasCorpus, ownFiles } from "./truth.mjs";

const own = process.argv.includes("--own");
if (!own && !hasCorpus) {
  console.error("no corpus: WILLPASS_CORPUS must name a folder with truth.tsv and images/ (or use --own)");
  process.exit(2);
}
const all = readers(await load());
const results = await measure(own ? ownFiles() : corpusFiles(), all);
const names = Object.keys(all);

const formats = grouped(results);
function grouped(list) {
  const map = new Map();
  for (const r of list) map.set(r.format, [...(map.get(r.format) ?? []), r]);
  return map;
}
const rows = [...formats].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (...cells) => {
  line(cells);
  line(cells.map(() => "---"));
};

console.log("Format and size as the truth has them (file-type: format only)\n");
head("format", "files", ...names);
const agreed = (list, name) => list.filter((r) => (name === "file-type" ? r.by[name].named : r.by[name].sized)).length;
for (const [format, list] of rows) line([format, list.length, ...names.map((name) => agreed(list, name))]);
line(["all", results.length, ...names.map((name) => agreed(results, name))]);
line(["", "", ...names.map((name) => `${((100 * agreed(results, name)) / results.length).toFixed(1)} %`)]);

console.log("\nMicroseconds per file, median; in brackets how many times as long as willpass\n");
head("format", ...names);
const time = (list, name) => median(list.map((r) => r.by[name].microseconds));
const timed = (label, list) =>
  line([label, ...names.map((name) => `${time(list, name).toFixed(1)} (${(time(list, name) / time(list, "willpass")).toPrecision(2)})`)]);
for (const [format, list] of rows) timed(format, list);
timed("all", results);
