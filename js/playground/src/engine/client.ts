// The page's side of the worker.

import type { Ask, Kind, Part, Questions, Tell } from "./words.js";
import address from "./worker.ts?worker&url";

type Open = { part: ((part: never) => void) | undefined; resolve: (answer: never) => void; reject: (problem: Error) => void };

export interface Client {
  ask<K extends Kind>(kind: K, ask: Questions[K]["ask"], part?: (part: Part<K>) => void): Promise<Questions[K]["answer"]>;
}

/** Starts the worker. */
export function client(): Client {
  const worker = confined(new URL(address, document.baseURI));
  const open = new Map<number, Open>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<Tell>) => {
    const one = open.get(data.id);
    if (one === undefined) return;
    if ("part" in data) return one.part?.(data.part as never);
    open.delete(data.id);
    if ("wrong" in data) one.reject(new Error(data.wrong));
    else one.resolve(data.answer as never);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of open.values()) reject(new Error(message || "the worker cannot be started"));
    open.clear();
  };
  return {
    ask: (kind, ask, part) => new Promise((resolve, reject) => {
      const id = ++last;
      open.set(id, { part, resolve, reject });
      worker.postMessage({ id, kind, ask } as Ask);
    }),
  };
}

/**
 * A worker under the policy of the page: one from a blob inherits it, one from an address would have only what the server of
 * that address says. So the promise that nothing leaves the browser holds wherever the page lies.
 */
function confined(address: URL): Worker {
  const start = URL.createObjectURL(new Blob([`import ${JSON.stringify(address.href)};`], { type: "text/javascript" }));
  return new Worker(start, { type: "module" });
}
