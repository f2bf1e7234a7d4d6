import { parseArgs } from "node:util";
import { MisuseError } from "../errors.js";
import { load, openFile } from "../node.js";
import type { Media } from "../types.js";
import { FAILED, PASSED, type Streams } from "./exit.js";

const OPTIONS = { json: { type: "boolean", default: false }, deep: { type: "boolean", default: false } } as const;

/** `willpass probe FILE… [--deep] [--json]` */
export async function probeCommand(args: string[], { out }: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0) throw new MisuseError("want files");
  const willpass = await load();
  let faults = 0;
  for (const path of positionals) {
    const file = await openFile(path);
    try {
      const text = await willpass.probeText(file, { deep: values.deep });
      const media = JSON.parse(text) as Media;
      if (media.fault !== "") faults++;
      out.write(values.json ? `{"path":${JSON.stringify(path)},${text.slice(1)}\n` : `${path}: ${words(media)}\n`);
    } finally {
      await file.close();
    }
  }
  return faults === 0 ? PASSED : FAILED;
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
