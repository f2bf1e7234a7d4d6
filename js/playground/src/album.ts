// The pictures that were given, and what is known of them so far. One is judged at a time, in the worker.

import type { Media, Verdict } from "willpass";
import type { Client } from "./engine/client.js";
import type { About } from "./words/repair.js";

export interface Picture {
  id: number;
  file: File;
  media?: Media;
  /** By endpoint. */
  verdicts: Map<string, Verdict>;
  done: boolean;
  /** Its pixels do not decode although this browser reads the format. */
  broken: boolean;
  thumbnail?: ImageBitmap | undefined;
  wrong?: string;
}

export function aboutOf({ file, media }: Picture): About {
  return { format: media?.format ?? "", bytes: file.size };
}

export interface Album {
  pictures: readonly Picture[];
  add(files: readonly File[]): void;
  remove(id: number): void;
  clear(): void;
}

const PACE = [80, 250] as const; // milliseconds between two drawings, of one picture and of several
const DECODED_HERE = ["png", "jpeg", "gif", "webp", "bmp", "avif"];
const MOST_PIXELS = 80e6; // more are not decoded: it costs memory, and a browser may refuse a sound picture for its size

/** `changed` is called after changes, but not for each of them. */
export function album(client: Client, changed: (pictures: readonly Picture[]) => void): Album {
  let pictures: Picture[] = [];
  let last = 0;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const soon = (wait: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed([...pictures]);
    }, wait);
  };
  const pace = (): number => PACE[pictures.length > 1 ? 1 : 0];
  const judge = async (picture: Picture): Promise<void> => {
    const { file, broken } = picture;
    await client.ask("where", { file, broken }, (rows) => {
      const isFirst = picture.verdicts.size === 0;
      for (const { endpoint, verdict } of rows) picture.verdicts.set(endpoint, verdict);
      soon(isFirst ? 0 : pace());
    });
  };
  const look = async (picture: Picture): Promise<void> => {
    const { file } = picture;
    picture.media = await client.ask("probe", { file });
    soon(0);
    await judge(picture);
    const { format, width, height } = picture.media;
    if (width * height === 0 || width * height > MOST_PIXELS) return;
    picture.thumbnail = await client.ask("thumbnail", { file });
    if (picture.thumbnail === undefined && DECODED_HERE.includes(format)) {
      picture.broken = true;
      await judge(picture);
    }
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (let next; (next = pictures.find(({ done }) => !done)) !== undefined; ) {
      try {
        await look(next);
      } catch (problem) {
        next.wrong = String(problem);
      }
      next.done = true;
      soon(pace());
    }
    running = false;
  };
  return {
    get pictures() {
      return pictures;
    },
    add(files) {
      pictures = [...pictures, ...files.map((file): Picture => ({ id: ++last, file, verdicts: new Map(), done: false, broken: false }))];
      soon(0);
      void run();
    },
    remove(id) {
      pictures = pictures.filter((picture) => picture.id !== id);
      soon(0);
    },
    clear() {
      pictures = [];
      soon(0);
    },
  };
}
