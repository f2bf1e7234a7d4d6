import { MisuseError } from "./errors.js";

/** Refuses anything but an object whose own keys are all known, so that a misspelt option is heard of. */
export function refuseUnknown(what: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== "object" || value === null) throw unfit(what, "an object", value);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new MisuseError(`${what}: unknown key "${key}"; known are ${known.join(", ")}`);
  }
}

/** What a value is: its class for those of the platform, also where it was made in another realm; "Null", "Array", "String". */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

export function unfit(what: string, want: string, got: unknown): MisuseError {
  return new MisuseError(`${what}: want ${want}, got ${tagOf(got)}`);
}

/** Bytes as they are sent and read; a Buffer of Node is one of them. */
export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || tagOf(value) === "Uint8Array";
}

export function isBlob(value: unknown): value is Blob {
  return tagOf(value) === "Blob" || tagOf(value) === "File";
}
