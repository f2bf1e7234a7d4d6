// The engine, in a thread of its own. A question is answered as soon as it can be; several run at a time.

import { load } from "willpass";
import { rules } from "willpass/rules";
import { codes } from "./codes.js";
import { thumbnail } from "./thumbnail.js";
import { verdictOn, where } from "./where.js";
import type { Ask, Kind, Part, Questions, Tell } from "./words.js";

const engine = load({ rules });

const answers: { [K in Kind]: (ask: Questions[K]["ask"], part: (part: Part<K>) => void) => Promise<Questions[K]["answer"]> } = {
  providers: async () => (await engine).catalogue(),
  probe: async ({ file }) => (await engine).probe(file),
  thumbnail: ({ file }) => thumbnail(file),
  where: async (ask, part) => where(await engine, ask, part),
  verdict: async (ask) => verdictOn(await engine, ask),
  mend: async ({ file, endpoint }) => (await import("willpass/fix")).fixer({ willpass: await engine })(file, endpoint),
  command: async (ask) => (await import("./command.js")).command(await engine, ask),
  codes: async (ask) => codes(await engine, ask),
};

const tell = (what: Tell): void => postMessage(what);

addEventListener("message", async ({ data }: MessageEvent<Ask>) => {
  const { id, kind, ask } = data;
  try {
    const answer = await (answers[kind] as (ask: unknown, part: (part: unknown) => void) => Promise<unknown>)(ask, (part) => tell({ id, part }));
    tell({ id, answer });
  } catch (problem) {
    tell({ id, wrong: String(problem) });
  }
});
