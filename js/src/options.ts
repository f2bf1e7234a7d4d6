import { MisuseError } from "./errors.js";

/** Refuses anything but an object whose own keys are all known, so that a misspelt option is heard of. */
export function refuseUnknown(what: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== "object" || value === null) throw new MisuseError(`${what}: want an object, got ${nameOf(value)}`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new MisuseError(`${what}: unknown key "${key}"; known are ${known.join(", ")}`);
  }
}

/** What a value is, in a word that tells null, arrays and classes apart. */
export function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  return (value.constructor as { name?: string } | undefined)?.name ?? "object";
}
