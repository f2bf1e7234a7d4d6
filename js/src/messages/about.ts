import type { Finding } from "../types.js";

/** The kinds of check that look at a file, in the order in which a person sets them right. */
export const KINDS = [
  "decodes", "encrypted", "format", "ratio", "side", "pixels", "bytes", "duration", "colour", "bitsPerPixel", "extension", "sameSize", "frameRate", "items",
];

/** Whether a finding refuses a file for what it is, rather than the request around it. */
export function isAboutFile({ state, kind = "" }: Finding): boolean {
  return state === "failed" && KINDS.includes(kind);
}
