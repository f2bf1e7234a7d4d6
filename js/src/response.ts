import { MisuseError } from "./errors.js";
import type { Verdict } from "./types.js";

/**
 * The response that the provider would most likely give at once: its status, headers and body. A status that nobody knows
 * becomes 400. Misuse when the verdict's first answer accepts the request or comes later, as that of a task.
 */
export function toResponse(verdict: Verdict): Response {
  const [answer] = verdict.answers;
  if (answer === undefined || answer.accepted || answer.when !== "now") {
    throw new MisuseError(`verdict: want a rejection that comes at once, got ${verdict.outcome}`);
  }
  const { status, headers, contentType, body } = answer;
  const given = new Headers(headers);
  if (contentType !== "" && !given.has("content-type")) given.set("content-type", contentType);
  return new Response(body, { status: status || 400, headers: given });
}
