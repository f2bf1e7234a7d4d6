/**
 * Will it pass? Says, before a request is sent to an image-AI provider, exactly which error would come back.
 *
 *     import { load } from "willpass";
 *     const willpass = await load();
 *     const verdict = await willpass.check(new Request("https://…", { method: "POST", headers, body }));
 *     if (verdict.outcome === "rejected") show(verdict.answers[0].message, verdict.findings[0].fix);
 *
 * This file works in every runtime that has WebAssembly; node.ts adds what Node can have by default.
 */

import { check, type CheckOptions } from "./check.js";
import { instantiate, type Wasm } from "./load.js";
import { refuseUnknown } from "./options.js";
import { checkFiles, probe, type FileLike, type FileOptions, type ProbeOptions, type SentFile } from "./probe.js";
import type { RequestLike } from "./request.js";
import { catalogue, explain, giveRules } from "./rules.js";
import type { ErrorEntry, Media, Provider, RuleFile, Verdict } from "./types.js";

export type { Body } from "./body.js";
export type { CheckOptions } from "./check.js";
export { EngineError, MisuseError, RulesError } from "./errors.js";
export type { Wasm } from "./load.js";
export type { FileLike, FileOptions, ProbeOptions, Reader, SentFile } from "./probe.js";
export type { HeaderLines, PlainRequest, RequestLike } from "./request.js";
export type * from "./types.js";

/** The engine with its rules. Calls may overlap; each verdict depends on its own input alone. */
export interface Willpass {
  /** Will the request pass? A streamed body is read once, in bounded memory. */
  check(request: RequestLike, options?: CheckOptions): Promise<Verdict>;
  /** The same, byte for byte as the engine wrote it: the JSON that every door of willpass gives. */
  checkText(request: RequestLike, options?: CheckOptions): Promise<string>;
  /** What the header of an image, video, audio or PDF file says. */
  probe(file: FileLike, options?: ProbeOptions): Promise<Media>;
  probeText(file: FileLike, options?: ProbeOptions): Promise<string>;
  /** One file, or several for an endpoint that takes several, against the media rules of `vidu/img2video`. */
  checkFile(file: SentFile | readonly SentFile[], endpoint: string, options?: FileOptions): Promise<Verdict>;
  checkFileText(file: SentFile | readonly SentFile[], endpoint: string, options?: FileOptions): Promise<string>;
  /** The entries of a provider's catalogue that fit a code, key or message. */
  explain(provider: string, text: string): ErrorEntry[];
  /** Providers, hosts and endpoints, of one provider or of all. */
  catalogue(provider?: string): Provider[];
  /** Bytes of WebAssembly memory in use. */
  memorySize(): number;
}

export interface LoadOptions {
  wasm: Wasm;
  rules: Iterable<RuleFile>;
}

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions): Promise<Willpass> {
  refuseUnknown("options", options, ["wasm", "rules"]);
  const engine = await instantiate(options.wasm);
  giveRules(engine, options.rules);

  const checkText: Willpass["checkText"] = (request, more) => check(engine, request, more);
  const probeText: Willpass["probeText"] = (file, more) => probe(engine, file, more);
  const checkFileText: Willpass["checkFileText"] = (file, endpoint, more) =>
    checkFiles(engine, isList(file) ? file : [file], endpoint, more);
  return {
    checkText,
    probeText,
    checkFileText,
    check: async (request, more) => JSON.parse(await checkText(request, more)) as Verdict,
    probe: async (file, more) => JSON.parse(await probeText(file, more)) as Media,
    checkFile: async (file, endpoint, more) => JSON.parse(await checkFileText(file, endpoint, more)) as Verdict,
    explain: (provider, text) => JSON.parse(explain(engine, provider, text)) as ErrorEntry[],
    catalogue: (provider = "") => JSON.parse(catalogue(engine, provider)) as Provider[],
    memorySize: () => engine.memory.size(),
  };
}

function isList(file: SentFile | readonly SentFile[]): file is readonly SentFile[] {
  return Array.isArray(file);
}
