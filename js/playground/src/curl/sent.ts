// What a curl command would send.

export interface Sent {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: Piece[];
  /** The parts of a form, in the order of the body; empty when the body is none. */
  form: Part[];
}

/** A stretch of a body: text, or a file by the name that the command gives it. */
export type Piece = string | FilePiece;

export interface FilePiece {
  file: string;
  /** `strip`: without line breaks and zero bytes, as curl -d sends it. `encode`: percent-encoded. */
  as?: "strip" | "encode";
}

/** One -F. */
export interface Part {
  name: string;
  filename: string;
  type: string;
  isFile: boolean;
  content: Piece;
}

export const PROBLEMS = [
  "nothing", "twoCommands", "openQuote", "noURL", "twoURLs", "manyURLs", "badURL", "unknownFlag", "wantsValue", "badHeader", "badPart", "dataAndForm",
  "notRead", "stdin",
] as const;

/** Why a command cannot be read; `word` is the piece of it that is meant. */
export class CommandProblem extends Error {
  constructor(readonly kind: (typeof PROBLEMS)[number], readonly word = "") {
    super(`${kind} ${word}`);
  }
}

/** The names of the files that a request is made of, each once. */
export function filesOf({ body }: Sent): string[] {
  return [...new Set(body.flatMap((piece) => (typeof piece === "string" ? [] : [piece.file])))];
}
