// In every runtime: judges lines of cases.jsonl and names those whose verdict is not the native one, byte for byte.

/** @param {import("willpass").Willpass} willpass @param {string[]} lines */
export async function judge(willpass, lines) {
  /** @type {{ passed: number, failed: string[] }} */
  const result = { passed: 0, failed: [] };
  for (const line of lines) {
    const { name, method, url, headers, body, facts, verdict } = JSON.parse(line);
    const packed = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const got = await willpass.checkText({ method, url, headers, body: stream }, { facts });
    if (got === verdict) result.passed++;
    else result.failed.push(`${name}\n  want ${verdict}\n  got  ${got}`);
  }
  return result;
}
