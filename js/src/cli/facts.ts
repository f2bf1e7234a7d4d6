import { seconds } from "../cases/facts.js";
import { MisuseError } from "../errors.js";
import type { Facts } from "../types.js";

/**
 * Reads the --fact flags, `name=value`: true, yes, false or no; an RFC 3339 time; a,b,c for a list; else a text or number.
 * The clock is known: it is now, unless a flag says otherwise.
 */
export function factsOf(flags: readonly string[], now: Date): Facts {
  const facts: Facts = { now: Math.floor(now.getTime() / 1000) };
  for (const flag of flags) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(flag) ?? [];
    if (name === undefined || value === undefined) throw new MisuseError(`--fact ${flag}: want name=value`);
    if (name === "fetched" || name === "decoded") throw new MisuseError(`--fact ${flag}: ${name} cannot be said in a flag`);
    facts[name] = valueOf(value);
    if (name === "now") facts.now = clock(flag, value);
  }
  return facts;
}

function valueOf(value: string): boolean | number | string | string[] {
  if (value === "true" || value === "yes") return true;
  if (value === "false" || value === "no") return false;
  if (value.includes(",")) return value.split(",");
  return seconds(value) ?? value;
}

function clock(flag: string, value: string): number {
  const at = /^\d+$/.test(value) ? Number(value) : seconds(value);
  if (at === undefined) throw new MisuseError(`--fact ${flag}: want seconds since 1970 or a time such as 2026-01-31T12:00:00Z`);
  return at;
}
