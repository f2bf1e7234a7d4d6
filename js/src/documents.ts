// Rule documents of one's own: an overlay on a provider's, or another provider. A second module reads them and packs them for the engine; this
// file and that module are fetched only when `rules` of load holds documents. It is handed what it needs of the core, so that bundlers
// have nothing to share between the two.

import type { Wasm } from "./load.js";
import type { Memory } from "./memory.js";
import type { PackedRules, RuleDocument } from "./types.js";

/** Where `documents.wasm` comes from; a function is only called when it is needed. */
export type DocumentsWasm = Wasm | (() => PromiseLike<Wasm>);

/** The exports of documents.wasm. */
export interface DocumentsAbi {
  memory: WebAssembly.Memory;
  willpass_buffer(n: number): number;
  willpass_output(): number;
  willpass_error(): number;
  willpass_document(n: number): void;
  willpass_pack(): number;
}

/** What this file is handed. */
export interface Core {
  instantiate(wasm: Wasm): Promise<{ abi: DocumentsAbi; memory: Memory }>;
  MisuseError: new (words: string) => Error;
  RulesError: new (problems: readonly string[]) => Error;
}

const encoder = new TextEncoder();
const PIECE = 512 * 1024; // bytes of a document that go in at a time

/** Packs documents, provider by provider, and throws a RulesError that lists every problem in them. */
export async function pack(documents: readonly RuleDocument[], packed: readonly PackedRules[], wasm: DocumentsWasm | undefined, core: Core): Promise<PackedRules[]> {
  const misuse = (words: string): Error => new core.MisuseError(`rules: ${words}`);
  if (wasm === undefined) throw misuse("to read documents, import willpass/documents.wasm and give it as the option documents");
  for (const { name, text } of documents) {
    if (!/^[^/]+\/[^/]/.test(name) || typeof text !== "string") throw misuse(`want { name: "vidu/errors.json", text }, got the name "${name}"`);
  }
  const providers = new Set(documents.map(providerOf));
  const twice = packed.find(({ provider }) => providers.has(provider))?.provider;
  if (twice) throw misuse(`to change those of ${twice}, give the documents of willpass/documents/${twice} instead of its rules`);

  const { abi, memory } = await core.instantiate(await (typeof wasm === "function" ? wasm() : wasm));
  const own: PackedRules[] = [];
  const problems: string[] = [];
  for (const provider of providers) {
    for (const document of documents) if (providerOf(document) === provider) give(document);
    const length = abi.willpass_pack();
    if (length === 0) problems.push(...memory.text(abi.willpass_error()).trimEnd().split("\n"));
    else own.push({ provider, packed: memory.bytes(length).slice() });
  }
  if (problems.length > 0) throw new core.RulesError(problems);
  return own;

  function give({ name, text }: RuleDocument): void {
    const head = encoder.encode(`${name}\0`);
    const bytes = encoder.encode(text);
    for (let at = 0; at === 0 || at < bytes.length; at += PIECE) {
      const rest = bytes.subarray(at, at + PIECE);
      const piece = new Uint8Array(head.length + rest.length);
      piece.set(head);
      piece.set(rest, head.length);
      abi.willpass_document(memory.put(piece));
    }
  }
}

/** The first folder of a file's name. The files of a provider may come in any order, mixed with others'. */
function providerOf({ name }: RuleDocument): string {
  return name.slice(0, name.indexOf("/"));
}
