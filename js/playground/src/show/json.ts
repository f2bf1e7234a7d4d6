// Where the values of a JSON text lie, so that the place of a finding can be shown in it.

export interface Span {
  start: number;
  end: number;
}

export interface Scan {
  /** The text, laid out over lines when it was on one. */
  text: string;
  /** Values by their JSON pointer; of doubles the last, as parsers take it. */
  values: Map<string, Span>;
  /** Strings, with their quotes. */
  strings: Span[];
  /** Where the text stops being JSON. */
  stop?: number;
}

const DEEPEST = 200;

/** Scans a text, and lays it out when it is JSON on a single line. */
export function scanned(text: string): Scan {
  const plain = scan(text, false);
  return plain.stop === undefined && !text.trim().includes("\n") ? scan(text, true) : plain;
}

/** One pass over the text. With `layOut` white space between values is made anew. */
function scan(given: string, layOut: boolean): Scan {
  const values = new Map<string, Span>();
  const strings: Span[] = [];
  let at = 0;
  let text = layOut ? "" : given;
  const here = (): number => (layOut ? text.length : at);
  const take = (to: number): void => {
    if (layOut) text += given.slice(at, to);
    at = to;
  };
  const space = (): void => {
    while (at < given.length && " \t\n\r".includes(given[at]!)) at++;
  };
  const line = (depth: number): void => {
    if (layOut) text += `\n${"  ".repeat(depth)}`;
  };
  const fail = (): never => {
    throw new Stop();
  };

  const string = (): string => {
    const [start, from] = [here(), at];
    let end = at + 1;
    for (;;) {
      end = given.indexOf('"', end);
      if (end < 0) fail();
      let slashes = 0;
      while (given[end - 1 - slashes] === "\\") slashes++;
      if (slashes % 2 === 0) break;
      end++;
    }
    take(end + 1);
    strings.push({ start, end: here() });
    if (end - from > 1000) return "";
    try {
      return JSON.parse(given.slice(from, end + 1)) as string;
    } catch {
      at = from;
      return fail();
    }
  };

  const members = (pointer: string, depth: number, close: string): void => {
    take(at + 1);
    space();
    if (given[at] === close) return take(at + 1);
    for (let i = 0; ; i++) {
      line(depth + 1);
      space();
      let key = String(i);
      if (close === "}") {
        if (given[at] !== '"') fail();
        key = string();
        space();
        if (given[at] !== ":") fail();
        take(at + 1);
        if (layOut) text += " ";
        space();
      }
      value(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, depth + 1);
      space();
      if (given[at] === close) break;
      if (given[at] !== ",") fail();
      take(at + 1);
    }
    line(depth);
    take(at + 1);
  };

  const value = (pointer: string, depth: number): void => {
    if (depth > DEEPEST) fail();
    const start = here();
    if (given[at] === "{") members(pointer, depth, "}");
    else if (given[at] === "[") members(pointer, depth, "]");
    else if (given[at] === '"') string();
    else {
      LITERAL.lastIndex = at;
      take(LITERAL.exec(given)?.[0] === undefined ? fail() : LITERAL.lastIndex);
    }
    values.set(pointer, { start, end: here() });
  };

  try {
    space();
    value("", 0);
    space();
    if (at < given.length) fail();
    return { text, values, strings };
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return { text: given, values, strings, stop: at };
  }
}

const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])|true\b|false\b|null\b/y;

class Stop extends Error {}
