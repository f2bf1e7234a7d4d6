// Writing binary formats: a file is a list of parts, joined once at the end.

/** Bytes, small numbers, or text whose characters are bytes. */
export type Part = Uint8Array | readonly number[] | string;

export function join(...parts: readonly Part[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    if (typeof part === "string") for (let i = 0; i < part.length; i++) out[at + i] = part.charCodeAt(i);
    else out.set(part, at); // keeps the low eight bits of a number
    at += part.length;
  }
  return out;
}

export function u16le(n: number): number[] {
  return [n & 0xff, (n >>> 8) & 0xff];
}

export function u16be(n: number): number[] {
  return [(n >>> 8) & 0xff, n & 0xff];
}

export function u32le(n: number): number[] {
  return [n & 0xff, (n >>> 8) & 0xff, (n >>> 16) & 0xff, (n >>> 24) & 0xff];
}

export function u32be(n: number): number[] {
  return u32le(n).reverse();
}
