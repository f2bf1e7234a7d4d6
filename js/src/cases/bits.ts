import { join, u16be } from "./bytes.js";

/** Writes values of any width into bytes, lowest bit first, as deflate, GIF and WebP do. */
export interface Bits {
  write(value: number, width: number): void;
  /** Writes that many zero bits at once. */
  zeros(count: number): void;
  bytes(): Uint8Array;
}

export function bits(): Bits {
  let out = new Uint8Array(256);
  let n = 0; // bits written
  const reserve = (count: number): void => {
    const need = Math.ceil((n + count) / 8);
    if (need <= out.length) return;
    const grown = new Uint8Array(Math.max(need, 2 * out.length));
    grown.set(out);
    out = grown;
  };
  return {
    write(value, width) {
      reserve(width);
      for (let i = 0; i < width; i++, n++) out[Math.floor(n / 8)]! |= ((value >>> i) & 1) << (n % 8);
    },
    zeros(count) {
      reserve(count);
      n += count;
    },
    bytes: () => out.subarray(0, Math.ceil(n / 8)),
  };
}

/**
 * A zlib stream that inflates to `length` zero bytes, in one thousandth of their number.
 *
 * Its one block has its own Huffman codes: 0 = "repeat 258 bytes from one byte back", 10 = the byte zero, 11 = end. The
 * distance code is the single bit 0, so a repeat is two zero bits, and the middle of the stream is nothing but zeros.
 * https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7
 */
export function zlibZeros(length: number): Uint8Array {
  const b = bits();
  b.write(1, 1); // last block
  b.write(2, 2); // own codes
  b.write(29, 5); // for the symbols 0 to 285
  b.write(0, 5); // and one distance
  b.write(14, 4); // the lengths of 18 code length codes follow
  for (const width of [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2]) {
    b.write(width, 3); // 18 (a run of zeros) = 0, 1 = 10, 2 = 11
  }
  b.write(3, 2); // symbol 0 has a code of length 2
  b.write(127 << 1, 8); // 138 symbols have none,
  b.write(106 << 1, 8); // 117 more
  b.write(3, 2); // 256, the end: length 2
  b.write(17 << 1, 8); // 28 symbols have none
  b.write(1, 2); // 285, a repeat of 258: length 1
  b.write(1, 2); // distance 1: length 1
  b.write(1, 2); // the first zero byte
  b.zeros(Math.floor((length - 1) / 258) * 2);
  for (let i = (length - 1) % 258; i > 0; i--) b.write(1, 2);
  b.write(3, 2);
  const adler = length % 65521; // the low half stays 1 however many zeros are added
  return join([0x78, 0x01], b.bytes(), u16be(adler), [0, 1]);
}
