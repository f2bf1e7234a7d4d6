import type { Body } from "./body.js";
import { MisuseError } from "./errors.js";
import { refuseUnknown, tagOf, unfit } from "./options.js";
import type { Facts } from "./types.js";

/** Header lines: pairs in order, a `Headers`, or an object of one value per name. */
export type HeaderLines = Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** What would be sent. */
export interface PlainRequest {
  /** GET when left out. */
  method?: string;
  /** Absolute. */
  url: string | URL;
  headers?: HeaderLines;
  body?: Body | null;
}

/**
 * A request as plain data, or a `Request` of the fetch API. That one stays unread and can be sent: its body is cloned, which
 * holds it in memory until then. A large body is better given as a stream of its own.
 */
export type RequestLike = PlainRequest | Request;

/** What the engine is told before the body: member for member the input of `willpass_begin`. */
export interface Head {
  method: string;
  url: string;
  headers: [string, string][];
  facts: Facts;
}

/** The request that fetch would send for these arguments. */
export function fetchRequest(url: string | URL, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch (cause) {
    throw new MisuseError(`request: fetch would not send it: ${cause}`, { cause });
  }
}

/** Splits a request into its head and its body. */
export function split(request: RequestLike, facts: Facts): { head: Head; body: Body | null | undefined | PromiseLike<Blob> } {
  if (isFetchRequest(request)) {
    const { method, url, headers, bodyUsed } = request;
    if (bodyUsed) throw new MisuseError("request: its body has been read already");
    const copy = request.body === null ? null : request.clone();
    return { head: { method, url, headers: [...headers], facts }, body: copy && (copy.body ?? copy.blob()) }; // Firefox shows no body
  }
  refuseUnknown("request", request, ["method", "url", "headers", "body"]);
  const { method = "GET", url, headers = [], body } = request;
  if (typeof method !== "string") throw unfit("request.method", "text", method);
  if (typeof url !== "string" && tagOf(url) !== "URL") throw unfit("request.url", "text or a URL", url);
  return { head: { method, url: String(url), headers: lines(headers), facts }, body };
}

export function isFetchRequest(request: RequestLike): request is Request {
  return tagOf(request) === "Request";
}

function lines(headers: HeaderLines): [string, string][] {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map(([name, value]): [string, string] => {
    if (typeof name !== "string" || typeof value !== "string") throw unfit(`request.headers: ${name}`, "text", value);
    return [name, value];
  });
}
