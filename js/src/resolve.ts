/**
 * Gets what a verdict needs and lacks: what URLs in the request hold, and whether images decode.
 *
 *     const verdict = await willpass.check(request, { resolve: resolver({ willpass, fetch, decode: decodes }) });
 */

import type { Resolve } from "./check.js";
import type { FileLike, SentFile, Willpass } from "./index.js";
import { isFetchRequest, type RequestLike } from "./request.js";
import type { Facts } from "./types.js";

export interface ResolverOptions {
  willpass: Willpass;
  /**
   * Gets what lies at a URL. On a server, URLs of strangers lead to your own network: give a fetch that refuses such addresses.
   * An answer that is not ok, or an error, counts as "cannot be downloaded".
   */
  fetch?: (url: string) => Response | PromiseLike<Response>;
  /** Whether the pixels of an image decode, such as {@link decodes}. */
  decode?: (file: Blob) => boolean | PromiseLike<boolean>;
  /** Facts that a verdict asks for by name: `{ ids: () => idsInTask(), quotaLeft: async () => … }`. */
  facts?: Readonly<Record<string, () => unknown>>;
}

/** Whether the browser can decode an image: what a provider cannot is mostly what a browser cannot either. */
export async function decodes(file: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch {
    return false;
  }
}

/** What `check`, `checkFile` and `where` take as `resolve`. Everything is got once for a verdict, then no more. */
export function resolver({ willpass, fetch, decode, facts = {} }: ResolverOptions): Resolve {
  return async (needs, about) => {
    const got: Facts = {};
    for (const { kind, at, name } of needs) {
      if (kind === "fetch" && fetch !== undefined) (got.fetched ??= {})[name] = await fetched(willpass, fetch, name);
      const file = kind === "decode" && decode !== undefined ? await fileAt(about, at) : undefined;
      if (file !== undefined) (got.decoded ??= {})[at] = await decode!(file);
      if ((kind === "fact" || kind === "ids") && Object.hasOwn(facts, name)) got[name] = await facts[name]!();
    }
    return Object.keys(got).length === 0 ? undefined : got;
  };
}

async function fetched(willpass: Willpass, fetch: NonNullable<ResolverOptions["fetch"]>, url: string): Promise<NonNullable<Facts["fetched"]>[string]> {
  try {
    const response = await fetch(url);
    if (!response.ok || response.body === null) return { failed: true };
    const length = response.headers.get("content-length");
    const reader = response.body.getReader();
    try {
      return { media: await willpass.probe(forward(reader, length === null ? undefined : Number(length))) };
    } finally {
      void reader.cancel().catch(() => {}); // a header is enough
    }
  } catch {
    return { failed: true };
  }
}

/** A stream as a file: the engine asks for rising offsets, so that only what it skips is thrown away. */
function forward(reader: ReadableStreamDefaultReader<Uint8Array>, size: number | undefined): FileLike {
  let start = 0; // offset of the first byte that is held
  let held = new Uint8Array(0);
  return {
    ...(size !== undefined && { size }),
    async read(offset, length) {
      while (start + held.length <= offset || held.length < offset - start + length) {
        const { done, value } = await reader.read();
        if (done) break;
        const keep = held.subarray(Math.max(0, Math.min(offset - start, held.length)));
        start += held.length - keep.length;
        const joined = new Uint8Array(keep.length + value.length);
        joined.set(keep);
        joined.set(value, keep.length);
        held = joined;
      }
      return held.subarray(offset - start, offset - start + length);
    },
  };
}

/** The file that would be sent at a place such as `form:image` or `body:/images/0`. */
async function fileAt(about: RequestLike | readonly SentFile[], at: string): Promise<Blob | undefined> {
  if (Array.isArray(about)) return blobOf(sentAt(about as SentFile[], at));
  const request = about as RequestLike;
  const body = new Response(isFetchRequest(request) ? request.clone().body : (request.body as BodyInit), { headers: headersOf(request) });
  if (at.startsWith("form:")) {
    const part = (await body.formData()).get(at.slice("form:".length));
    return part instanceof Blob ? part : undefined;
  }
  const text = pointed(await body.json(), at.slice("body:".length));
  return typeof text === "string" ? fromBase64(text) : undefined;
}

function headersOf(request: RequestLike): HeadersInit {
  return isFetchRequest(request) ? request.headers : new Headers(request.headers as HeadersInit | undefined);
}

/** The file of that place: the one which says so, else by the number in the place, else the first. */
function sentAt(files: readonly SentFile[], at: string): SentFile | undefined {
  const named = files.find((file) => typeof file === "object" && "at" in file && file.at === at);
  return named ?? files[Number(/\/(\d+)(\/|$)/.exec(at)?.[1] ?? 0)];
}

function blobOf(sent: SentFile | undefined): Blob | undefined {
  const file = sent !== undefined && "file" in sent ? sent.file : sent;
  if (file instanceof Blob) return file;
  return file instanceof Uint8Array ? new Blob([file as Uint8Array<ArrayBuffer>]) : undefined;
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointed(value: unknown, pointer: string): unknown {
  for (const step of pointer.split("/").slice(1)) {
    value = Object(value)[step.replaceAll("~1", "/").replaceAll("~0", "~")] as unknown;
  }
  return value;
}

function fromBase64(text: string): Blob | undefined {
  try {
    const bytes = atob(text.replace(/^data:[^,]*,/, ""));
    return new Blob([Uint8Array.from(bytes, (character) => character.charCodeAt(0))]);
  } catch {
    return undefined;
  }
}
