import type { Engine } from "./check.js";
import type { DocumentsWasm } from "./documents.js";
import { MisuseError, RulesError } from "./errors.js";
import { instantiate } from "./load.js";
import { BUFFER_MAX, encoder } from "./memory.js";
import type { PackedRules, RuleDocument, RuleFile } from "./types.js";

/** Gives the engine the rules of some providers and throws a {@link RulesError} when they are wrong. Documents are packed first. */
export async function giveRules({ abi, memory }: Engine, files: Iterable<RuleFile>, wasm?: DocumentsWasm): Promise<void> {
  const packed: PackedRules[] = [];
  const documents: RuleDocument[] = [];
  for (const file of files) (("packed" in file ? packed : documents) as RuleFile[]).push(file);
  if (documents.length > 0) {
    const { pack } = await import("./documents.js");
    packed.push(...await pack(documents, packed, wasm, { instantiate, MisuseError, RulesError }));
  }
  for (const { provider, packed: text } of packed) {
    const bytes = typeof text === "string" ? encoder.encode(text) : text;
    for (let at = 0; at < bytes.length; at += BUFFER_MAX) abi.willpass_rules(memory.put(bytes.subarray(at, at + BUFFER_MAX)));
    const words = memory.text(abi.willpass_rules_end());
    if (words) throw new RulesError([`${provider}: ${words}`]);
  }
}

/** A provider's own words on an error: catalogue entries, as the engine wrote them. */
export function explain({ abi, memory }: Engine, provider: string, text: string): string {
  return memory.text(abi.willpass_explain(memory.putJSON({ provider, text })));
}

/** Providers, hosts and endpoints, of one provider or of all (""), as the engine wrote them. */
export function catalogue({ abi, memory }: Engine, provider: string): string {
  return memory.text(abi.willpass_catalogue(memory.putText(provider)));
}
