/**
 * Uppy: a file that would be refused is taken out again, with a `restriction-failed` event and an info message, as Uppy does
 * with its own restrictions. An upload waits until every file has been looked at.
 *
 *     guardUppy(uppy, { willpass: () => load({ rules }), endpoint: "vidu/img2video" });
 */

import { judgeOf, type FormOptions, type Refusal } from "./refusal.js";

export type { FormOptions, Refusal } from "./refusal.js";

export interface UppyFile {
  readonly id: string;
  readonly name?: string | undefined;
  readonly data: unknown;
}

/** What is used of Uppy. */
export interface UppyLike {
  on(event: "file-added", listener: (file: UppyFile) => void): unknown;
  off(event: "file-added", listener: (file: UppyFile) => void): unknown;
  emit(event: "restriction-failed", file: any, error: Error): void; // the type of a file hangs on Uppy's own parameters
  info(message: { message: string; details: string }, type: "error", milliseconds: number): void;
  getFile(id: string): UppyFile | undefined;
  removeFile(id: string): void;
  addPreProcessor(wait: (ids: string[]) => Promise<void>): void;
  removePreProcessor(wait: (ids: string[]) => Promise<void>): unknown;
}

/** The error of `restriction-failed`. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly isRestriction = true;
  readonly isUserFacing = true;
  readonly code: string;
  constructor(readonly refusal: Refusal, readonly file: UppyFile) {
    super(refusal.message);
    this.code = refusal.code;
  }
}

/** Watches an Uppy, and returns what ends it. */
export function guardUppy(uppy: UppyLike, options: FormOptions): () => void {
  const judge = judgeOf(options);
  const looks = new Map<string, Promise<void>>();
  const look = async (file: UppyFile): Promise<void> => {
    if (!(file.data instanceof Blob)) return; // of a remote provider: its bytes are not here
    const refusal = await judge([file.data]);
    if (refusal === undefined || uppy.getFile(file.id) === undefined) return;
    uppy.removeFile(file.id);
    uppy.emit("restriction-failed", file, new RefusedError(refusal, file));
    uppy.info({ message: refusal.message, details: [file.name, refusal.code].filter(Boolean).join(": ") }, "error", 8000);
  };
  const added = (file: UppyFile): void => {
    const pending = look(file).finally(() => looks.delete(file.id));
    pending.catch(() => {}); // an upload that waits for it fails with it
    looks.set(file.id, pending);
  };
  const wait = async (ids: string[]): Promise<void> => {
    await Promise.all(ids.map((id) => looks.get(id)));
  };
  uppy.on("file-added", added);
  uppy.addPreProcessor(wait);
  return () => {
    uppy.off("file-added", added);
    uppy.removePreProcessor(wait);
  };
}
