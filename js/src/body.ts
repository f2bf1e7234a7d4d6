import { MisuseError } from "./errors.js";
import { CHUNK } from "./memory.js";
import { nameOf } from "./options.js";

/** The body of a request: at once, or as it comes. Text is sent as UTF-8. */
export type Body = string | Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** The body in pieces of at most {@link CHUNK} bytes. No piece is held once it is handed out. */
export async function* chunksOf(body: Body | null | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null || body === undefined) return;
  if (typeof body === "string") return yield* textChunks(body);
  if (body instanceof Uint8Array) return yield* cut(body);
  if (body instanceof ArrayBuffer) return yield* cut(new Uint8Array(body));
  const stream = body instanceof Blob ? body.stream() : body;
  for await (const piece of pieces(stream)) {
    if (!(piece instanceof Uint8Array)) throw new MisuseError(`body: a stream of Uint8Array is wanted, it gave ${nameOf(piece)}`);
    yield* cut(piece);
  }
}

function* cut(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Encodes a long text a slice at a time, so that it never lies in memory twice. */
function* textChunks(text: string): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const most = Math.floor(CHUNK / 3); // a UTF-16 unit becomes three bytes at most
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + most, text.length);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end--; // keep a pair together
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Iterates what can be iterated, and reads a stream where the runtime's streams cannot be. */
async function* pieces(stream: unknown): AsyncGenerator<unknown, void, undefined> {
  if (typeof stream !== "object" || stream === null) throw unfit(stream);
  if (Symbol.asyncIterator in stream) return yield* stream as AsyncIterable<unknown>;
  if (!("getReader" in stream)) throw unfit(stream);
  const reader = (stream as ReadableStream<unknown>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
    reader.releaseLock();
  }
}

function unfit(body: unknown): MisuseError {
  return new MisuseError(`body: want text, bytes or a stream, got ${nameOf(body)}; a form goes into a Request of fetch`);
}
