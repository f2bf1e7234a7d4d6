import { CHUNK, encoder } from "./memory.js";
import { isBlob, isBytes, tagOf, unfit } from "./options.js";

/** The body of a request: at once, or as it comes. Text is sent as UTF-8. */
export type Body = string | Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** The body in pieces of at most {@link CHUNK} bytes. A piece is valid until the next. */
export async function* chunksOf(body: Body | null | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null || body === undefined) return;
  if (typeof body === "string") return yield* textChunks(body);
  if (isBytes(body)) return yield* cut(body);
  if (tagOf(body) === "ArrayBuffer") return yield* cut(new Uint8Array(body as ArrayBuffer));
  for await (const piece of pieces(isBlob(body) ? body.stream() : body)) {
    if (!isBytes(piece)) throw unfit("body", "a stream of Uint8Array", piece);
    yield* cut(piece);
  }
}

/** Whether a body can be read a second time. */
export function isLasting(body: Body | null): boolean {
  return body === null || typeof body === "string" || isBytes(body) || isBlob(body) || tagOf(body) === "ArrayBuffer";
}

function* cut(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Encodes a text into one buffer again and again, so that a long one never lies in memory twice. */
function* textChunks(text: string): Generator<Uint8Array, void, undefined> {
  const buffer = new Uint8Array(Math.min(CHUNK, text.length * 3));
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(text.slice(at), buffer); // keeps a pair of surrogates together
    yield buffer.subarray(0, written);
    at += read;
  }
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
