import { seconds } from "../cases/facts.js";
import { MisuseError } from "../errors.js";
import type { Facts, Provider } from "../types.js";

type Types = ReadonlyMap<string, Provider["facts"][number]["type"]>;

/** The types of all facts that some provider asks for. A fact that several ask for means the same to each. */
export function typesOf(providers: readonly Provider[]): Types {
  return new Map(providers.flatMap(({ facts }) => facts.map(({ id, type }) => [id, type] as const)));
}

/** Reads the --fact flags, `name=value`. The clock is known: it is now, unless a flag says otherwise. */
export function factsOf(flags: readonly string[], types: Types, now: Date): Facts {
  const facts: Facts = { now: Math.floor(now.getTime() / 1000) };
  for (const flag of flags) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(flag) ?? [];
    if (name === undefined || value === undefined) throw new MisuseError(`--fact ${flag}: want name=value`);
    const type = name === "now" ? "time" : types.get(name);
    if (type === undefined) throw new MisuseError(`no provider has a fact ${name}; there are ${[...types.keys()].sort().join(", ")}`);
    facts[name] = valueOf(flag, type, value);
  }
  return facts;
}

function valueOf(flag: string, type: Provider["facts"][number]["type"], value: string): boolean | number | string | string[] {
  switch (type) {
    case "boolean":
      if (value === "true" || value === "yes") return true;
      if (value === "false" || value === "no") return false;
      throw new MisuseError(`--fact ${flag}: want yes or no`);
    case "number":
      if (value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
      throw new MisuseError(`--fact ${flag}: want a number`);
    case "time": {
      const at = /^\d+$/.test(value) ? Number(value) : seconds(value);
      if (at !== undefined) return at;
      throw new MisuseError(`--fact ${flag}: want seconds since 1970 or a time such as 2026-01-31T12:00:00Z`);
    }
    case "list":
      return value === "" ? [] : value.split(",");
    case "text":
      return value;
  }
}
