import { CommandProblem } from "./sent.js";

/** The URL that goes out: with a scheme and a path, without a fragment, braces and dot segments, with the queries. */
export function wholeURL(given: string, queries: readonly string[], upload: string, switches: ReadonlySet<string>): string {
  let text = switches.has("--globoff") ? given : unglobbed(given);
  if (!text.includes("://")) text = `http://${text}`;
  const [base = "", ...query] = text.split("#", 1)[0]!.split("?");
  const all = [...(query.length > 0 ? [query.join("?")] : []), ...queries];
  const [, scheme = "", host = "", rest = ""] = /^([^:]*):\/\/([^/]*)(.*)$/s.exec(base) ?? [];
  let path = switches.has("--path-as-is") ? rest || "/" : withoutDots(rest || "/");
  if (path.endsWith("/") && upload !== "-" && upload !== ".") path += encodeURIComponent(upload.split("/").at(-1) ?? "");
  const whole = `${scheme}://${host}${path}${all.length > 0 ? `?${all.join("&")}` : ""}`;
  if (!/^https?$/.test(scheme) || host === "" || /\s|%(?![0-9a-fA-F]{2})/.test(whole) || !URL.canParse(whole)) throw new CommandProblem("badURL", whole);
  return whole;
}

/** Takes braces off, as curl does; a set of several URLs is refused. */
function unglobbed(text: string): string {
  if (/\{[^}]*,/.test(text)) throw new CommandProblem("manyURLs", text);
  const bare = text.replace(/\{([^{},]*)\}/g, "$1");
  if (bare.includes("{")) throw new CommandProblem("badURL", text);
  return bare;
}

function withoutDots(path: string): string {
  const out: string[] = [];
  const segments = path.split("/");
  segments.forEach((segment, i) => {
    if (segment !== "." && segment !== "..") return void out.push(segment);
    if (segment === ".." && out.length > 1) out.pop();
    if (i === segments.length - 1) out.push("");
  });
  return out.join("/");
}

/** As curl --data-urlencode and Go's url.QueryEscape write it. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll("%20", "+");
}
