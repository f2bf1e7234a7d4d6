/**
 * Will it pass? Says, before a request is sent to an image-AI provider, exactly which error would come back.
 *
 *     import { load } from "willpass";
 *     import { rules } from "willpass/rules/vidu";
 *     const willpass = await load({ rules });
 *     const verdict = await willpass.check("https://api.vidu.com/…", { method: "POST", headers, body });
 *     if (verdict.outcome === "rejected") show(verdict.answers[0].message, verdict.findings[0].advice);
 *
 * This file works in every runtime that has WebAssembly. The files beside it, browser.ts, node.ts, workerd.ts and edge-light.ts,
 * only say where the module lies there. Importing any of them does nothing.
 */

import { check, type CheckOptions } from "./check.js";
import type { DocumentsWasm } from "./documents.js";
import { instantiate, type Wasm } from "./load.js";
import type { Look } from "./look.js";
import { isBytes, refuseUnknown, tagOf } from "./options.js";
import { checkFiles, deepOf, probe, type FileLike, type ProbeOptions, type SentFile } from "./probe.js";
import { fetchRequest, type RequestLike } from "./request.js";
import { catalogue, explain, giveRules } from "./rules.js";
import type { ErrorEntry, Media, Provider, RuleFile, Verdict } from "./types.js";
import { where } from "./where.js";

export type { Body } from "./body.js";
export type { CheckOptions, Resolve } from "./check.js";
export { EngineError, MisuseError, RulesError } from "./errors.js";
export type { DocumentsWasm } from "./documents.js";
export type { Wasm } from "./load.js";
export type { FileLike, ProbeOptions, Reader, SentFile } from "./probe.js";
export type { HeaderLines, PlainRequest, RequestLike } from "./request.js";
export { toResponse } from "./response.js";
export type * from "./types.js";

/** A request as plain data or a `Request` of fetch, or the arguments that fetch would get. */
export type CheckArguments =
  | [request: RequestLike, options?: CheckOptions]
  | [url: string | URL, init?: RequestInit, options?: CheckOptions];

/** The engine with its rules. Calls may overlap; each verdict depends on its own input alone. */
export interface Willpass {
  /** Will the request pass? A streamed body is read once, in bounded memory. */
  check(...request: CheckArguments): Promise<Verdict>;
  /** The same, byte for byte as the engine wrote it: the JSON that every door of willpass gives. */
  checkText(...request: CheckArguments): Promise<string>;
  /** What the header of an image, video, audio or PDF file says. */
  probe(file: FileLike, options?: ProbeOptions): Promise<Media>;
  probeText(file: FileLike, options?: ProbeOptions): Promise<string>;
  /** A file against the media rules of an endpoint such as `vidu/img2video`; all else is as in its sample. */
  checkFile(file: SentFile, endpoint: string, options?: CheckOptions): Promise<Verdict>;
  /** Several files that are sent together. */
  checkFiles(files: Iterable<SentFile>, endpoint: string, options?: CheckOptions): Promise<Verdict>;
  checkFilesText(files: Iterable<SentFile>, endpoint: string, options?: CheckOptions): Promise<string>;
  /** What every endpoint that takes files would say to this one, in the order of the catalogue. */
  where(file: SentFile, options?: CheckOptions): Promise<Verdict[]>;
  /** The entries of a provider's catalogue that fit a code, key or message; all of them for "". */
  explain(provider: string, text: string): ErrorEntry[];
  /** Providers, hosts and endpoints, of one provider or of all. */
  catalogue(provider?: string): Provider[];
  /** Bytes of WebAssembly memory in use. */
  memorySize(): number;
}

export interface LoadOptions {
  wasm: Wasm;
  /** Rules of `willpass/rules/<provider>`, and documents: those of `willpass/documents/<provider>` with overlays of your own, other providers. */
  rules: Iterable<RuleFile>;
  /** `willpass/documents.wasm`, which reads documents. Asked for only when `rules` holds any. */
  documents?: DocumentsWasm;
}

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions): Promise<Willpass> {
  refuseUnknown("options", options, ["wasm", "rules", "documents"]);
  const engine = await instantiate(options.wasm);
  await giveRules(engine, options.rules, options.documents);

  const checkText: Willpass["checkText"] = async (request, ...more) => {
    if (typeof request !== "string" && tagOf(request) !== "URL") return check(engine, request as RequestLike, ...(more as [CheckOptions?]));
    const [init = {}, options] = more as [RequestInit?, CheckOptions?];
    return check(engine, fetchRequest(request as string | URL, init), options);
  };
  let look: Look | undefined; // which a page that asks for verdicts only need not load
  const probeText: Willpass["probeText"] = (file, more) => probe(engine, file, more);
  const checkFilesText: Willpass["checkFilesText"] = (files, endpoint, more) => checkFiles(engine, [...files], endpoint, more);
  const json = async <T>(text: Promise<string>): Promise<T> => JSON.parse(await text) as T;
  return {
    checkText,
    probeText,
    checkFilesText,
    check: (...request) => json(checkText(...request)),
    probe: async (file, more) =>
      isBytes(file) ? (look ??= (await import("./look.js")).looker(engine))(file, deepOf(more)) : json(probeText(file, more)),
    checkFile: (file, endpoint, more) => json(checkFilesText([file], endpoint, more)),
    checkFiles: (files, endpoint, more) => json(checkFilesText(files, endpoint, more)),
    where: async (file, more) => (await where(engine, file, more)).map((text) => JSON.parse(text) as Verdict),
    explain: (provider, text) => JSON.parse(explain(engine, provider, text)) as ErrorEntry[],
    catalogue: (provider = "") => JSON.parse(catalogue(engine, provider)) as Provider[],
    memorySize: () => engine.memory.size(),
  };
}
