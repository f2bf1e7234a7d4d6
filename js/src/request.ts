import type { Body } from "./body.js";
import { MisuseError } from "./errors.js";
import { nameOf, refuseUnknown } from "./options.js";
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

/** Splits a request into its head and its body. */
export function split(request: RequestLike, facts: Facts): { head: Head; body: Body | null } {
  if (isFetchRequest(request)) {
    if (request.bodyUsed) throw new MisuseError("request: its body has been read already");
    const head = { method: request.method, url: request.url, headers: [...request.headers], facts };
    return { head, body: request.body === null ? null : request.clone().body };
  }
  refuseUnknown("request", request, ["method", "url", "headers", "body"]);
  const { method = "GET", url, headers = [], body = null } = request;
  if (typeof method !== "string") throw new MisuseError(`request.method: want text, got ${nameOf(method)}`);
  if (typeof url !== "string" && !(url instanceof URL)) throw new MisuseError(`request.url: want text or a URL, got ${nameOf(url)}`);
  return { head: { method, url: String(url), headers: lines(headers), facts }, body };
}

function isFetchRequest(request: RequestLike): request is Request {
  return typeof Request === "function" && request instanceof Request;
}

function lines(headers: HeaderLines): [string, string][] {
  const pairs = Symbol.iterator in headers ? [...(headers as Iterable<readonly [string, string]>)] : Object.entries(headers);
  return pairs.map((pair): [string, string] => {
    const [name, value] = pair;
    if (typeof name !== "string" || typeof value !== "string") {
      throw new MisuseError(`request.headers: want pairs of texts, got ${nameOf(name)} and ${nameOf(value)}`);
    }
    return [name, value];
  });
}
