import { misuse, settle, type CheckOptions, type Engine } from "./check.js";
import { MisuseError } from "./errors.js";
import { isBlob, isBytes, refuseUnknown, unfit } from "./options.js";

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
export async function probe(engine: Engine, file: FileLike, options?: ProbeOptions): Promise<string> {
  const { abi, memory } = engine;
  const handle = await read(engine, readerOf(file), deepOf(options));
  const text = memory.text(abi.willpass_media(handle));
  abi.willpass_forget(handle);
  return text;
}

export function deepOf(options: ProbeOptions = {}): number {
  refuseUnknown("options", options, ["deep"]);
  return options.deep ? 1 : 0;
}

/** A file, and where needed its name and the place it is sent at, such as `form:image`; default: the next that takes a file. */
export type SentFile = FileLike | { file: FileLike; name?: string; at?: string };

/** Files against the media rules of an endpoint such as `vidu/img2video`: the verdict as the engine wrote it. */
export async function checkFiles(engine: Engine, sent: readonly SentFile[], endpoint: string, options: CheckOptions = {}): Promise<string> {
  const { abi, memory } = engine;
  return settle(options, sent, async (facts) => {
    const files: { media: number; name: string; at: string | undefined }[] = [];
    try {
      for (const one of sent) {
        const { file, name, at } = partsOf(one);
        const reader = readerOf(file);
        files.push({ media: await read(engine, reader), name: name ?? reader.name ?? "", at });
      }
    } catch (problem) {
      for (const { media } of files) abi.willpass_forget(media);
      throw problem;
    }
    const length = abi.willpass_file(memory.putJSON({ endpoint, files, facts }));
    if (length === 0) throw misuse(engine);
    return memory.text(length);
  });
}

/** A file and what is said of it. */
export function partsOf(sent: SentFile): { file: FileLike; name?: string; at?: string } {
  if (Object(sent) !== sent || !("file" in sent)) return { file: sent as FileLike };
  refuseUnknown("file", sent, ["file", "name", "at"]);
  return sent;
}

/** Feeds the slices that a probe asks for, and returns its handle. The boundary takes a size in halves of 32 bits, to which it cuts what it is given. */
async function read({ abi, memory }: Engine, reader: Reader, deep = 0): Promise<number> {
  const { size = -1 } = reader;
  if (size % 1 !== 0 || reader.size! < 0) throw new MisuseError(`file.size: want a number of bytes, got ${size}`);
  const handle = abi.willpass_probe(size, Math.floor(size / 2 ** 32), deep);
  try {
    for (let length; (length = abi.willpass_want(handle)); ) {
      abi.willpass_feed(handle, memory.put(await readFully(reader, abi.willpass_offset(handle), length)));
    }
  } catch (problem) {
    abi.willpass_forget(handle);
    throw problem;
  }
  return handle;
}

/** Asks until the slice is whole or the file ends. */
async function readFully(reader: Reader, offset: number, length: number): Promise<Uint8Array> {
  const some = await reader.read(offset, length);
  if (!isBytes(some)) throw unfit("file.read", "a Uint8Array", some);
  const { length: have } = some;
  if (have > length) throw new MisuseError(`file.read: want at most ${length} bytes, got ${have}`);
  if (have === 0 || have === length) return some;
  const all = new Uint8Array(length);
  all.set(some); // which the next read may overwrite
  const rest = await readFully(reader, offset + have, length - have);
  all.set(rest, have);
  return all.subarray(0, have + rest.length);
}

/** Slices of a file, whatever it is. */
export function readerOf(file: FileLike): Reader {
  if (isBytes(file)) return { size: file.length, read: (offset, length) => file.subarray(offset, offset + length) };
  if (isBlob(file)) {
    const read = async (offset: number, length: number): Promise<Uint8Array> =>
      new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    return { size: file.size, name: (file as Partial<File>).name ?? "", read };
  }
  if (typeof (file as Partial<Reader> | null)?.read !== "function") throw unfit("file", "bytes, a Blob or { size, read }", file);
  return file;
}
