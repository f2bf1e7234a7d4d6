/** Where a command writes. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown };
}

/** Everything was accepted, every case passed. */
export const PASSED = 0;
/** Something was rejected or stayed uncertain, a case failed. */
export const FAILED = 1;
/** The command line or an input is not what it must be. */
export const USAGE = 2;
