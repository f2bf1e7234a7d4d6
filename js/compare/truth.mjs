// The files to read: those of the corpus with a consensus, or a few of the project's own.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder with truth.tsv and images/. The variable WILLPASS_CORPUS names another. */
export const corpus = process.env.WILLPASS_CORPUS ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

/** Whether the corpus is there. */
export const hasCorpus = existsSync(join(corpus, "truth.tsv"));

/** The files of the corpus on which independent readers agree: { path, format, width, height }. */
export function corpusFiles() {
  const rows = readFileSync(join(corpus, "truth.tsv"), "utf8").split("\n").slice(1);
  const files = [];
  for (const row of rows) {
    const [path, , , truth = ""] = row.split("\t");
    const [format, size] = truth.split(" ");
    if (size === undefined) continue;
    const [width, height] = size.split("x").map(Number);
    files.push({ path: join(corpus, "images", path), format: format.toLowerCase(), width, height });
  }
  return files;
}

const OWN = [
  { path: "panorama.png", format: "png", width: 2400, height: 600 },
  { path: "portrait.jpg", format: "jpeg", width: 640, height: 480 },
  { path: "turned.jpg", format: "jpeg", width: 3000, height: 200 },
  { path: "phone.heic", format: "heic", width: 4032, height: 3024 },
];

/** Files of the project, with what testdata/images/README.md says of them. */
export function ownFiles() {
  const at = (name) => fileURLToPath(new URL(`../../testdata/images/${name}`, import.meta.url));
  return OWN.map((own) => ({ ...own, path: at(own.path) }));
}
