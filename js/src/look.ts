// Reads the header of a file that lies in memory, in one call of the engine for most: no handle, no JSON. The offsets are those of
// wasm/ABI.md.

import type { Engine } from "./check.js";
import type { Media } from "./types.js";

const SPAN = 4096;
const faults = ["", "unrecognized", "truncated", "malformed"] as const;

/** Reads the header of a file; deep = 1: to its end. */
export type Look = (file: Uint8Array, deep: number) => Media;

export function looker({ abi }: Engine): Look {
  const { memory } = abi;
  const decoder = new TextDecoder();
  let page = 0;
  let view = new DataView(memory.buffer);
  let room = new Uint8Array();
  const names = new Map<number, string>(); // by place and length: they are constants of the module

  const number = (at: number): number => view.getUint32(page + at, true) + view.getInt32(page + at + 4, true) * 2 ** 32;
  const byte = (at: number): number => view.getUint8(page + at);
  const text = (at: number): string => {
    const place = view.getUint32(page + at, true);
    const length = view.getUint32(page + at + 8, true);
    const key = place * 2 ** 20 + length;
    let found = names.get(key);
    if (found === undefined) {
      found = decoder.decode(new Uint8Array(memory.buffer, place, length));
      names.set(key, found);
    }
    return found;
  };
  const fresh = (): void => {
    if (room.length === SPAN) return; // memory that grew leaves views of no length
    page = abi.willpass_look_at() >>> 0;
    view = new DataView(memory.buffer);
    room = new Uint8Array(memory.buffer, page, SPAN);
  };

  return (file, deep) => {
    fresh();
    let n = Math.min(file.length, SPAN);
    room.set(n === file.length ? file : file.subarray(0, n));
    let wanted = abi.willpass_look(n, file.length, deep);
    while (wanted > 0) {
      fresh();
      const offset = number(4256);
      n = Math.min(wanted, SPAN);
      room.set(file.subarray(offset, offset + n));
      wanted = abi.willpass_look_on(n);
    }
    fresh();
    const media: Media = {
      format: text(4240),
      width: number(4128),
      height: number(4136),
      displayWidth: number(4144),
      displayHeight: number(4152),
      orientation: byte(4160),
      frames: number(4168),
      bytes: number(4216),
      fault: faults[byte(4097)] ?? "",
    };
    const some = (name: "channels" | "bitDepth" | "duration" | "frameRate", value: number): void => {
      if (value !== 0) media[name] = value;
    };
    const known = (name: "palette" | "alpha" | "progressive" | "encrypted" | "cut", value: number): void => {
      if (value !== 0) media[name] = value === 2;
    };
    some("channels", byte(4176));
    some("bitDepth", byte(4177));
    known("palette", byte(4178));
    known("alpha", byte(4179));
    known("progressive", byte(4180));
    known("encrypted", byte(4181));
    some("duration", number(4184));
    some("frameRate", number(4192));
    if (number(4208) !== 0) media.codec = text(4200);
    if (number(4224) >= 0) media.trailing = number(4224);
    known("cut", byte(4232));
    if (media.fault !== "") {
      media.where = number(4104);
      if (number(4120) !== 0) media.reason = text(4112);
    }
    return media;
  };
}
