/**
 * A fetch that does not send what cannot succeed.
 *
 *     const send = guard(fetch, { willpass: () => load({ rules }) });
 *     const response = await send(new Request("https://api.vidu.com/ent/v2/img2video", { method: "POST", headers, body }));
 */

import { lazily, type WillpassSource } from "./lazy.js";
import { toResponse } from "./response.js";
import type { Facts, Verdict } from "./types.js";

export interface GuardOptions<Context extends unknown[] = []> {
  /** The engine, or what loads it when the first request comes. */
  willpass: WillpassSource;
  /** What is known beside the request. */
  facts?: Facts | ((request: Request, ...context: Context) => Facts | PromiseLike<Facts>);
  /** Whether to answer with a verdict. Default: nothing but refusals fit, and the first comes at once. */
  refuse?: (verdict: Verdict) => boolean;
  /** A longer body goes on unchecked, since it is held in memory until it was looked at. Default: 64 MiB. */
  maxBytes?: number;
  /** Told when a request could not be checked; it goes on then. Without it the error is thrown. */
  failed?: (problem: unknown) => void;
}

const MAX_BYTES = 64 * 2 ** 20;

/**
 * A handler before the given one, which may be fetch itself. A doomed request is answered with the predicted response, whose
 * header says `willpass: predicted; sure`, or `likely` when several errors fit. All others go on, untouched and with their body
 * as a stream; what goes to no known provider is not even read.
 */
export function guard<Context extends unknown[] = []>(
  handler: (request: Request, ...context: Context) => Response | PromiseLike<Response>, options: GuardOptions<Context>,
): (request: Request, ...context: Context) => Promise<Response> {
  const { failed, refuse = isDoomed, maxBytes = MAX_BYTES } = options;
  const engine = lazily(options.willpass);

  const predict = async (request: Request, context: Context): Promise<Verdict | undefined> => {
    const willpass = await engine();
    const { method, url, headers } = request;
    const head = { method, url, headers: [...headers] };
    const first = await willpass.check(head);
    if (first.provider === "" || Number(headers.get("content-length")) > maxBytes) return undefined;
    const facts = typeof options.facts === "function" ? await options.facts(request, ...context) : (options.facts ?? {});
    const body = request.body === null ? null : upTo(maxBytes, request.clone().body);
    try {
      return await willpass.check({ ...head, body }, { facts });
    } catch (problem) {
      if (problem === TOO_LONG) return undefined;
      throw problem;
    }
  };

  return async (request, ...context) => {
    try {
      const verdict = await predict(request, context);
      if (verdict !== undefined && refuse(verdict)) {
        const response = toResponse(verdict);
        response.headers.set("willpass", `predicted; ${verdict.sure ? "sure" : "likely"}`);
        return response;
      }
    } catch (problem) {
      if (failed === undefined) throw problem;
      failed(problem);
    }
    return handler(request, ...context);
  };
}

function isDoomed({ outcome, answers }: Verdict): boolean {
  return outcome === "rejected" && answers[0]?.when === "now";
}

const TOO_LONG = new RangeError("the body is longer than maxBytes");

async function* upTo(most: number, stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void, undefined> {
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (let read = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.length;
      if (read > most) throw TOO_LONG;
      yield value;
    }
  } finally {
    void reader.cancel(); // waits for the other half of the clone, which nobody has read yet
  }
}
