// Reads the one curl command in a text, as people copy it: behind a prompt, with quotes, line continuations, a here-document, a
// pipe behind it. Variables stay as they are written, and nothing is run.

import { split } from "shlex";
import { readCurl } from "./call.js";
import { CommandProblem, type Sent } from "./sent.js";

const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n([\s\S]*?)\n[ \t]*\2[ \t]*(?=\n|$)/;
const ENDS = new Set(["|", "||", "&&", ";", "&", ">", ">>", "2>&1", "2>/dev/null", ">/dev/null", "#"]);

export function readCommand(text: string): Sent {
  let input: string | undefined;
  let script = text.replaceAll("\r\n", "\n").replace(HERE_DOCUMENT, (_all, _quote, _end, document: string) => ((input = `${document}\n`), ""));
  script = script.replace(/^(\s*(#[^\n]*)?\n)*/, "").replace(/^\s*\$\s+/, "");
  const words = wordsOf(script);
  const start = words.findIndex((word) => word === "curl" || word === "curl.exe");
  if (start < 0) throw new CommandProblem("nothing");
  return readCurl(words.slice(start + 1), (word) => ENDS.has(word), input);
}

function wordsOf(script: string): string[] {
  try {
    return split(script);
  } catch {
    throw new CommandProblem("openQuote");
  }
}
