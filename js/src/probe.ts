import { misuse, factsOf, type Engine } from "./check.js";
import { EngineError, MisuseError } from "./errors.js";
import { BUFFER_MAX } from "./memory.js";
import { nameOf, refuseUnknown } from "./options.js";
import type { Facts } from "./types.js";

/** A file that is read a slice at a time. `read` may give less than it is asked for, but nothing only at the end. */
export interface Reader {
  /** Length in bytes; left out when it is not known. */
  readonly size?: number;
  /** The file's name, which some rules look at. */
  readonly name?: string;
  read(offset: number, length: number): Promise<Uint8Array> | Uint8Array;
}

/** A file: its bytes, a `Blob` or `File`, or anything that reads slices. */
export type FileLike = Uint8Array | Blob | Reader;

export interface ProbeOptions {
  /** Read on where the header alone does not tell, such as the number of frames. */
  deep?: boolean;
}

/** What the header of a file says, as the engine wrote it. Only the slices that the engine asks for are read. */
export async function probe(engine: Engine, file: FileLike, options: ProbeOptions = {}): Promise<string> {
  refuseUnknown("options", options, ["deep"]);
  const { abi, memory } = engine;
  const reader = readerOf(file);
  const handle = begin(engine, reader, options.deep ?? false);
  try {
    await feed(engine, handle, reader);
    return memory.text(abi.willpass_media(handle));
  } finally {
    abi.willpass_forget(handle);
  }
}

/** A file, and where needed its name and the place it is sent at, such as `form:image`; default: the next that takes a file. */
export type SentFile = FileLike | { file: FileLike; name?: string; at?: string };

export interface FileOptions {
  facts?: Facts;
}

/** Files against the media rules of an endpoint such as `vidu/img2video`: the verdict as the engine wrote it. */
export async function checkFiles(engine: Engine, sent: readonly SentFile[], endpoint: string, options: FileOptions = {}): Promise<string> {
  refuseUnknown("options", options, ["facts"]);
  const facts = factsOf(options.facts);
  const { abi, memory } = engine;
  const files: { media: number; name: string; at?: string }[] = [];
  try {
    for (const one of sent) {
      const { file, name, at } = partsOf(one);
      const reader = readerOf(file);
      const media = begin(engine, reader, false);
      files.push({ media, name: name ?? reader.name ?? "", ...(at === undefined ? {} : { at }) });
      await feed(engine, media, reader);
    }
  } catch (problem) {
    for (const { media } of files) abi.willpass_forget(media);
    throw problem;
  }
  const length = abi.willpass_file(memory.putJSON({ endpoint, files, facts }));
  if (length === 0) throw misuse(engine);
  return memory.text(length);
}

function partsOf(sent: SentFile): { file: FileLike; name?: string; at?: string } {
  if (typeof sent !== "object" || sent === null || !("file" in sent)) return { file: sent };
  refuseUnknown("file", sent, ["file", "name", "at"]);
  return sent;
}

function begin({ abi }: Engine, { size }: Reader, deep: boolean): number {
  if (size === undefined) return abi.willpass_probe(-1, -1, Number(deep));
  if (!Number.isSafeInteger(size) || size < 0) throw new MisuseError(`file.size: want a number of bytes, got ${size}`);
  return abi.willpass_probe(size % 2 ** 32 | 0, Math.floor(size / 2 ** 32), Number(deep));
}

async function feed({ abi, memory }: Engine, handle: number, reader: Reader): Promise<void> {
  while (abi.willpass_want(handle) > 0) {
    const [offset, length] = memory.pair();
    if (length > BUFFER_MAX) throw new EngineError(`the engine asks for ${length} bytes at once`);
    abi.willpass_feed(handle, memory.put(await readFully(reader, offset, length)));
  }
}

/** Asks until the slice is whole or the file ends. */
async function readFully(reader: Reader, offset: number, length: number): Promise<Uint8Array> {
  let got = bytesOf(await reader.read(offset, length), length);
  while (got.length < length) {
    const more = bytesOf(await reader.read(offset + got.length, length - got.length), length - got.length);
    if (more.length === 0) break;
    const joined = new Uint8Array(got.length + more.length);
    joined.set(got);
    joined.set(more, got.length);
    got = joined;
  }
  return got;
}

function bytesOf(got: unknown, most: number): Uint8Array {
  if (!(got instanceof Uint8Array)) throw new MisuseError(`file.read: want a Uint8Array, got ${nameOf(got)}`);
  if (got.length > most) throw new MisuseError(`file.read: want at most ${most} bytes, got ${got.length}`);
  return got;
}

function readerOf(file: FileLike): Reader {
  if (file instanceof Uint8Array) {
    return { size: file.length, read: (offset, length) => file.subarray(offset, offset + length) };
  }
  if (file instanceof Blob) {
    const read = async (offset: number, length: number): Promise<Uint8Array> =>
      new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    return { size: file.size, name: "name" in file && typeof file.name === "string" ? file.name : "", read };
  }
  if (typeof file !== "object" || file === null || typeof file.read !== "function") {
    throw new MisuseError(`file: want bytes, a Blob or { size, read }, got ${nameOf(file)}`);
  }
  return file;
}
