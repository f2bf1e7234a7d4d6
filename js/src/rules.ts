import type { Engine } from "./check.js";
import { misuse } from "./check.js";
import { MisuseError, RulesError } from "./errors.js";
import type { RuleFile } from "./types.js";

/** Gives the engine the rule files, provider by provider, and throws a {@link RulesError} when one of them is wrong. */
export function giveRules({ abi, memory }: Engine, files: Iterable<RuleFile>): void {
  const problems: string[] = [];
  for (const provider of byProvider(files).values()) {
    for (const { name, text } of provider) abi.willpass_rules(memory.putText(`${name}\0${text}`));
    const words = memory.text(abi.willpass_rules_end());
    if (words !== "") problems.push(...words.trimEnd().split("\n"));
  }
  if (problems.length > 0) throw new RulesError(problems);
}

/** A provider is the first folder of a file's name; its files may come in any order, mixed with others'. */
function byProvider(files: Iterable<RuleFile>): Map<string, RuleFile[]> {
  const providers = new Map<string, RuleFile[]>();
  for (const file of files) {
    if (typeof file.name !== "string" || typeof file.text !== "string") throw new MisuseError("rules: want { name, text } of texts");
    const [provider, rest] = file.name.split("/", 2);
    if (!provider || !rest) throw new MisuseError(`rules: want a name like vidu/errors.json, got "${file.name}"`);
    const known = providers.get(provider);
    if (known) known.push(file);
    else providers.set(provider, [file]);
  }
  return providers;
}

/** A provider's own words on an error: catalogue entries, as the engine wrote them. */
export function explain(engine: Engine, provider: string, text: string): string {
  const { abi, memory } = engine;
  return answer(engine, abi.willpass_explain(memory.putJSON({ provider, text })));
}

/** Providers, hosts and endpoints, of one provider or of all (""), as the engine wrote them. */
export function catalogue(engine: Engine, provider: string): string {
  const { abi, memory } = engine;
  return answer(engine, abi.willpass_catalogue(memory.putText(provider)));
}

function answer(engine: Engine, length: number): string {
  if (length === 0) throw misuse(engine);
  return engine.memory.text(length);
}
