import { CHUNK, type Memory } from "./memory.js";
import { isBlob, isBytes, tagOf, unfit } from "./options.js";

/** The body of a request: at once, or as it comes. Text is sent as UTF-8. */
export type Body = string | Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** Puts the body into the engine's buffer, in pieces of at most {@link CHUNK} bytes; `write` is told the length of each. */
export async function send(given: Body | null | undefined | PromiseLike<Blob>, memory: Memory, write: (length: number) => void): Promise<void> {
  const body = (await given) ?? "";
  const cut = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += CHUNK) write(memory.put(bytes.subarray(at, at + CHUNK)));
  };
  if (typeof body === "string") {
    for (let at = 0; at < body.length; ) {
      const { read, written } = memory.encode(body.slice(at)); // keeps a pair of surrogates together
      write(written);
      at += read;
    }
    return;
  }
  if (isBytes(body)) return cut(body);
  if (tagOf(body) === "ArrayBuffer") return cut(new Uint8Array(body as ArrayBuffer));
  for await (const piece of pieces(isBlob(body) ? body.stream() : body)) {
    if (!isBytes(piece)) throw unfit("body", "a stream of Uint8Array", piece);
    cut(piece);
  }
}

/** Whether a body can be read a second time. */
export function isLasting(body: unknown): boolean {
  return !body || typeof body === "string" || isBytes(body) || isBlob(body) || tagOf(body) === "ArrayBuffer";
}

/** Iterates what can be iterated, and reads a stream where the runtime's streams cannot be. */
async function* pieces(stream: unknown): AsyncGenerator<unknown, void, undefined> {
  const from = Object(stream) as Partial<AsyncIterable<unknown> & ReadableStream<unknown>>;
  if (Symbol.asyncIterator in from) return yield* from as AsyncIterable<unknown>;
  if (from.getReader === undefined) throw unfit("body", "text, bytes or a stream (a form goes into a Request of fetch)", stream);
  const reader = from.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
