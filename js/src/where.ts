import type { CheckOptions, Engine } from "./check.js";
import { MisuseError } from "./errors.js";
import { checkFiles, partsOf, readerOf, type Reader, type SentFile } from "./probe.js";
import { catalogue } from "./rules.js";
import type { Provider } from "./types.js";

/** What every endpoint that takes files would say to this one, in the order of the catalogue, as the engine wrote it. */
export async function where(engine: Engine, sent: SentFile, options: CheckOptions = {}): Promise<string[]> {
  const { file, ...more } = partsOf(sent);
  const again = { file: remembering(readerOf(file)), ...more };
  const verdicts: string[] = [];
  for (const { id, endpoints } of JSON.parse(catalogue(engine, "")) as Provider[]) {
    for (const endpoint of endpoints) {
      if (endpoint.retired || endpoint.media.length === 0) continue;
      try {
        verdicts.push(await checkFiles(engine, [again], `${id}/${endpoint.id}`, options));
      } catch (problem) {
        if (!(problem instanceof MisuseError)) throw problem; // this endpoint takes no such file
      }
    }
  }
  return verdicts;
}

/** The same file, of which no slice is read twice. */
function remembering(reader: Reader): Reader {
  const slices: Record<string, ReturnType<Reader["read"]>> = {};
  return { ...reader, read: (...span) => (slices[String(span)] ??= reader.read(...span)) };
}
