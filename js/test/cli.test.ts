import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { image } from "#dist/cases/recipe.js";
import { factsOf } from "#dist/cli/facts.js";
import { main } from "#dist/cli/main.js";
import { MisuseError } from "willpass";

const folder = mkdtempSync(join(tmpdir(), "willpass-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const code = await main(args, { write: (text) => (said.out += text) }, { write: (text) => (said.err += text) });
  return { code, ...said };
}

const good = file("good.png", image("png 640x480"));
const bad = file("bad.gif", image("gif 640x480"));

test("no command, an unknown one, an unknown option and a missing file are wrong usage", async () => {
  assert.deepEqual([(await run()).code, (await run("chekc")).code], [2, 2]);
  assert.match((await run("chekc")).err, /unknown command "chekc"/);
  assert.match((await run("probe", "--jsn", good)).err, /--jsn/);
  assert.equal((await run("probe", "--jsn", good)).code, 2);
  assert.match((await run("probe", join(folder, "none.png"))).err, /^willpass probe: ENOENT/);
  assert.match((await run("probe", folder)).err, /is not a file/);
  assert.equal((await run("check")).code, 2);
  assert.equal((await run("--help")).code, 0);
});

test("probe --json prints a line per file", async () => {
  const { code, out } = await run("probe", "--json", good, bad);
  assert.equal(code, 0);
  const lines = out.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  const keys = ["path", "format", "width", "height", "displayWidth", "displayHeight", "orientation", "frames", "bytes", "fault"];
  for (const line of lines) assert.deepEqual(Object.keys(line).slice(0, keys.length), keys);
  assert.deepEqual(lines.map((line) => [line["path"], line["format"], line["width"]]), [[good, "png", 640], [bad, "gif", 640]]);
});

test("probe says a fault and ends with 1", async () => {
  const { code, out } = await run("probe", file("text.txt", "will it pass?"));
  assert.equal(code, 1);
  assert.match(out, /unrecognized/);
});

test("check FILE --for: the verdict, and 0 or 1", async () => {
  assert.equal((await run("check", good, "--for", "vidu/img2video")).code, 0);
  const { code, out } = await run("check", bad, "--for", "vidu/img2video");
  assert.equal(code, 1);
  assert.match(out, /^WILL BE REFUSED.*vidu\/img2video\n/);
  assert.equal((JSON.parse((await run("check", bad, "--for", "vidu/img2video", "--json")).out) as { outcome: string }).outcome, "rejected");
  assert.equal((await run("check", good, "--for", "vidu/none")).code, 2);
});

test("check request.http: the verdict, and the facts of flags", async () => {
  const path = file("request.http", "POST https://api.vidu.com/ent/v2/img2video HTTP/1.1\nAuthorization: Token k\nContent-Type: application/json\n\n{}");
  const { code, out } = await run("check", path, "--json", "--fact", "keyAccepted=no");
  assert.equal(code, 1);
  const verdict = JSON.parse(out) as { provider: string; assumed: { fact: string }[] };
  assert.equal(verdict.provider, "vidu");
  assert.ok(!verdict.assumed.some(({ fact }) => fact === "keyAccepted"));
  assert.equal((await run("check", path, "--fact", "keyAccepted")).code, 2);
  assert.match((await run("check", file("other.http", "GET https://example.com/\n"))).err, /no provider has the host/);
});

test("the requests and pictures that come with the repository are judged", async () => {
  const testdata = fileURLToPath(new URL("../../../testdata/", import.meta.url));
  const requests = readdirSync(join(testdata, "requests")).map((name) => join(testdata, "requests", name));
  const { code, out, err } = await run("check", "--json", ...requests);
  assert.equal(err, "");
  assert.ok(code < 2);
  assert.equal(out.trimEnd().split("\n").length, requests.length);
  const turned = (await run("probe", join(testdata, "images", "turned.jpg"))).out;
  assert.match(turned, /jpeg, 3000x200, shown as 200x3000, orientation 6/);
});

test("flags become facts of the type that the provider gives them", () => {
  const now = new Date("2026-01-31T12:00:00.9Z");
  const types = new Map([["b", "boolean"], ["n", "number"], ["t", "time"], ["l", "list"], ["x", "text"]] as const);
  assert.deepEqual(factsOf(["b=yes", "n=1.5", "t=1970-01-01T00:01:00Z", "l=1", "x=y=z"], types, now), {
    now: 1769860800, b: true, n: 1.5, t: 60, l: ["1"], x: "y=z",
  });
  assert.deepEqual(factsOf(["now=5", "b=false", "l=", "l=a,b"], types, now), { now: 5, b: false, l: ["a", "b"] });
  for (const flag of ["b=1", "n=", "n=x", "t=soon", "now=soon", "y=1", "x"]) assert.throws(() => factsOf([flag], types, now), MisuseError);
});

const request = '"request":{"url":"https://example.com/"}';

test("cases: failures are told, the last line counts, --json is a line per case", async () => {
  const path = file("cases.json", `{"cases":[
    {"name":"passes",${request},"want":{"provider":""}},
    {"name":"fails",${request},"want":{"provider":"vidu"}},
    {"name":"cannot be made","request":{"file":"none.bin"}},
    {"name":"wants nothing",${request}}]}`);
  const { code, out } = await run("cases", path);
  assert.equal(code, 1);
  assert.match(out, /^✗ cases\.json: fails\n {4}provider: want "vidu", got ""\n✗ cases\.json: cannot be made\n {4}request: file: ENOENT.*\n2 passed, 2 failed\n$/s);
  const lines = (await run("cases", "--json", path)).out.trimEnd().split("\n");
  const parsed = lines.map((line) => JSON.parse(line) as { name: string; pass: boolean; verdict: { outcome: string } | null });
  assert.deepEqual(parsed.map(({ name, pass }) => [name, pass]), [["passes", true], ["fails", false], ["cannot be made", false], ["wants nothing", true]]);
  assert.deepEqual(parsed.map(({ verdict }) => verdict === null), [false, false, true, false]);
  assert.equal((await run("cases", file("empty.json", '{"cases":[]}'))).out, "0 passed, 0 failed\n");
  assert.equal((await run("cases", file("slip.json", "{"))).code, 2);
});

test("the program itself runs, and says what to do when it is not built", () => {
  const bin = fileURLToPath(new URL("../../bin/", import.meta.url));
  const built = spawnSync(process.execPath, [join(bin, "willpass.js"), "probe", "--json", good], { encoding: "utf8" });
  assert.equal(built.status, 0);
  assert.match(built.stdout, /"format":"png"/);
  const bare = join(folder, "bare", "bin");
  cpSync(bin, bare, { recursive: true });
  writeFileSync(join(folder, "bare", "package.json"), '{"type":"module"}');
  const unbuilt = spawnSync(process.execPath, [join(bare, "willpass.js"), "probe"], { encoding: "utf8" });
  assert.equal(unbuilt.status, 2);
  assert.match(unbuilt.stderr, /npm ci && npm run build/);
});
