import { MisuseError, type Facts, type FileLike, type Verdict, type Willpass } from "willpass";
import type { Questions, Row } from "./words.js";

const PACE = 40; // milliseconds between two tellings

/** Judges a file at every endpoint that takes one, and tells of verdicts as they come. Gives their number. */
export async function where(willpass: Willpass, { file, broken }: Questions["where"]["ask"], tell: (rows: Row[]) => void): Promise<number> {
  const sent = { name: file.name, file: remembered(file) };
  let count = 0;
  let rows: Row[] = [];
  let told = performance.now() - PACE; // the first verdict is told at once
  for (const { id, endpoints } of willpass.catalogue()) {
    for (const { id: name, media, retired } of endpoints) {
      if (retired || media.length === 0) continue;
      try {
        const endpoint = `${id}/${name}`;
        rows.push({ endpoint, verdict: brief(await willpass.checkFile(sent, endpoint, { facts: factsOf(broken, media) })) });
        count++;
      } catch (problem) {
        if (!(problem instanceof MisuseError)) throw problem; // it takes no such file
      }
      if (performance.now() - told < PACE) continue;
      tell(rows);
      rows = [];
      told = performance.now();
    }
  }
  tell(rows);
  return count;
}

export async function verdictOn(willpass: Willpass, { file, endpoint, broken }: Questions["verdict"]["ask"]): Promise<Verdict> {
  const [provider, name] = endpoint.split("/");
  const { media = [] } = willpass.catalogue(provider)[0]?.endpoints.find(({ id }) => id === name) ?? {};
  return willpass.checkFile({ name: file.name, file }, endpoint, { facts: factsOf(broken, media) });
}

function factsOf(broken: boolean, media: readonly { at: string }[]): Facts {
  return broken ? { decoded: Object.fromEntries(media.map(({ at }) => [at.replaceAll("*", "0"), false])) } : {};
}

/** What a list of verdicts shows. */
function brief(verdict: Verdict): Verdict {
  const answers = verdict.answers.map((answer) => ({ ...answer, body: "" }));
  const findings = verdict.findings.map((finding) => ({ ...finding, source: "" }));
  return { ...verdict, answers, findings, needs: [], assumed: [] };
}

/** The same file, of which no slice is read twice. */
function remembered(file: File): FileLike {
  const slices = new Map<string, Promise<Uint8Array>>();
  const read = async (offset: number, length: number): Promise<Uint8Array> => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  return {
    size: file.size,
    read: (offset, length) => {
      const key = `${offset} ${length}`;
      const slice = slices.get(key) ?? read(offset, length);
      slices.set(key, slice);
      return slice;
    },
  };
}
