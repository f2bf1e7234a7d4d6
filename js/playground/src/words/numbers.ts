import type { Finding } from "willpass";
import { bytes, formats } from "willpass/messages/units";

export type Bound = [end: "min" | "max" | "above" | "below", value: string];

export function listed(values: readonly string[], last: string, comma = ", "): string {
  return values.length < 2 ? values.join("") : values.slice(0, -1).join(comma) + last + values.at(-1);
}

/** The ends of a finding's limits, with their unit. Bytes are shortened where that loses nothing. */
export function boundsOf({ limits = {} }: Finding, units: Readonly<Record<string, string>>): Bound[] {
  const unit = limits.unit ?? "";
  return (["min", "above", "max", "below"] as const).flatMap((end): Bound[] => {
    const limit = limits[end];
    if (limit === undefined) return [];
    if (typeof limit !== "number") return [[end, limit.join(":")]];
    if (unit === "byte") return [[end, bytesOf(limit)]];
    return [[end, `${limit} ${units[unit] ?? unit}`.trim()]];
  });
}

/** A number of bytes, in short. */
export function bytesOf(n: number): string {
  return bytes(n);
}

/** Formats as people write them. */
export function formatOf(...list: string[]): string {
  return formats(list, " / ", " / ");
}
