import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { MisuseError } from "../errors.js";

/**
 * The case files that names stand for, each once, in order: a file stands for itself, a folder or `folder/...` for every
 * .json file below it. Twin of Files in validate/cases.
 */
export function caseFiles(names: readonly string[]): string[] {
  const files = new Set<string>();
  for (const name of names) {
    const root = name.replace(/\.\.\.$/, "").replace(/\/$/, "") || ".";
    if (!statSync(root).isDirectory()) {
      files.add(root);
      continue;
    }
    const found = below(root);
    if (found.length === 0) throw new MisuseError(`${root}: no case files (*.json) in this folder`);
    for (const file of found) files.add(file);
  }
  return [...files];
}

/** The .json files below a folder; each folder in the order of its names. */
function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path);
      return entry.name.endsWith(".json") ? [path] : [];
    });
}
