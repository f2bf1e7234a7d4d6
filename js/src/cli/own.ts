import { posix } from "node:path";
import type { ReadFile } from "../cases/expand.js";
import { load, type Willpass } from "../node.js";
import type { RuleDocument, RuleFile } from "../types.js";

/** Starts an engine with the documents at some paths beside those that ship: overlays, and the documents of further providers. */
export async function loadWith(paths: readonly string[], read: ReadFile): Promise<Willpass> {
  const { rules: shipped } = (await import(new URL("../rules/index.js", import.meta.url).href)) as { rules: readonly RuleFile[] };
  const own: RuleDocument[] = paths.map((path) => {
    const text = new TextDecoder().decode(read(path));
    const { overlay } = JSON.parse(text) as { overlay?: { provider: string } };
    return { name: `${overlay?.provider ?? posix.basename(posix.dirname(path))}/${posix.basename(path)}`, text };
  });
  const changed = new Set(own.map(({ name }) => name.slice(0, name.indexOf("/"))));
  const rules: RuleFile[] = [];
  for (const file of shipped) {
    if (!("packed" in file) || !changed.has(file.provider)) rules.push(file);
    else rules.push(...(await documentsOf(file.provider)));
  }
  return load({ rules: [...rules, ...own] });
}

async function documentsOf(provider: string): Promise<readonly RuleDocument[]> {
  const { documents } = (await import(new URL(`../documents/${provider}.js`, import.meta.url).href)) as { documents: readonly RuleDocument[] };
  return documents;
}
