import { parseArgs } from "node:util";
import { MisuseError } from "../errors.js";
import { load, openFile } from "../node.js";
import type { Media } from "../types.js";
import { FAILED, PASSED, type Streams } from "./exit.js";

/** `willpass probe FILE… [--json]` */
export async function probeCommand(args: string[], { out }: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean", default: false } } });
  if (positionals.length === 0) throw new MisuseError("want files");
  const willpass = await load();
  let faults = 0;
  for (const path of positionals) {
    const file = await openFile(path);
    try {
      const media = await willpass.probe(file, { deep: true });
      if (media.fault !== "") faults++;
      out.write(values.json ? `${line(path, media)}\n` : `${path}: ${words(media)}\n`);
    } finally {
      await file.close();
    }
  }
  return faults === 0 ? PASSED : FAILED;
}

function line(path: string, media: Media): string {
  const { format, width, height, displayWidth, displayHeight, orientation, frames, bytes, fault } = media;
  return JSON.stringify({ path, format, width, height, displayWidth, displayHeight, orientation, frames, bytes, fault });
}

function words(media: Media): string {
  if (media.fault !== "") return `${media.format} ${media.fault} at byte ${media.where ?? 0}: ${media.reason ?? ""}`.trim();
  const parts = [media.format, `${media.width}x${media.height}`];
  if (media.displayWidth !== media.width || media.displayHeight !== media.height) {
    parts.push(`shown as ${media.displayWidth}x${media.displayHeight}`);
  }
  if (media.orientation > 0) parts.push(`orientation ${media.orientation}`);
  if (media.frames > 1) parts.push(`${media.frames} frames`);
  return [...parts, `${media.bytes} bytes`].join(", ");
}
