import type { Engine } from "./check.js";
import { misuse } from "./check.js";
import { MisuseError, RulesError } from "./errors.js";
import type { RuleFile } from "./types.js";

/** Gives the engine the rule files, provider by provider, and throws a {@link RulesError} when one of them is wrong. */
export function giveRules({ abi, memory }: Engine, files: Iterable<RuleFile>): void {
  const given = [...files];
  const problems: string[] = [];
  for (const provider of new Set(given.map(providerOf))) {
    for (const file of given) {
      if (providerOf(file) === provider) abi.willpass_rules(memory.putText(`${file.name}\0${file.text}`));
    }
    const words = memory.text(abi.willpass_rules_end());
    if (words !== "") problems.push(...words.trimEnd().split("\n"));
  }
  if (problems.length > 0) throw new RulesError(problems);
}

/** The first folder of a file's name. The files of a provider may come in any order, mixed with others'. */
function providerOf({ name, text }: RuleFile): string {
  const [provider, rest] = String(name).split("/", 2);
  if (!provider || !rest || typeof text !== "string") throw new MisuseError(`rules: want { name: "vidu/errors.json", text }, got the name "${name}"`);
  return provider;
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
