// The playground's reader of curl commands against the one of the Go program: the same command, the same verdict to the byte.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { image } from "../dist/cases/recipe.js";
import { load } from "../dist/node.js";
import { folder } from "./batches.js";

const js = fileURLToPath(new URL("..", import.meta.url));
const there = join(folder, "curl");
const program = join(folder, "willpass-go");
/** @type {(willpass: unknown, ask: { text: string, files: Record<string, File>, facts: object }) => Promise<any>} */
let command;
/** @type {Awaited<ReturnType<typeof load>>} */
let willpass;

const AILAB = "https://www.ailabapi.com/api/cutout/general/universal-background-removal";
const VIDU = "https://api.vidu.com/ent/v2/img2video";
/** @type {Record<string, Uint8Array>} */
const contents = {
  "a.png": image("png 640x480"), "wide.png": image("png 5000x100"), "with space.jpg": image("jpeg 512x512"),
  "body.json": Buffer.from('{\n  "model": "viduq1",\n  "images": ["https://a.example/b.png"]\n}\n'), "lines.txt": Buffer.from("a=1\r\n&b=2\n"),
};
const files = Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, new File([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], name)]));

const commands = {
  "nothing but a URL": `curl ${VIDU}`,
  "JSON": `curl ${VIDU} -H 'Authorization: Token k' --json '{"model":"viduq1","images":["https://a.example/b.png"]}'`,
  "JSON in two pieces": `curl ${VIDU} --json '{"model":' --json '"viduq1"}'`,
  "a prompt, continuations and a pipe": `$ curl ${VIDU} \\\n  -H 'Authorization: Token k' \\\n  --json '{}' | jq . > out.json`,
  "continuations of Windows": `curl ${VIDU} \\\r\n  -H 'Authorization: Token k' \\\r\n  -d '{}'\r\n`,
  "quotes in quotes": `curl ${VIDU} -H "Authorization: Token k" --json "{\\"model\\":\\"it's\\"}"`,
  "dollar quotes": `curl ${VIDU} --json $'{"model":"\\u0041\\n"}'`,
  "a variable that nobody sets": `curl ${VIDU} -H 'Authorization: Token \${KEY}' --json '{}'`,
  "a here-document": `curl ${VIDU} --json @- <<'END'\n{"model":"$b"}\nEND\n`,
  "a body from a file": `curl ${VIDU} -H 'Authorization: Token k' --json @body.json`,
  "a body from a file without its line breaks": `curl ${VIDU} -H 'Content-Type: application/json' -d @body.json`,
  "binary data": `curl ${VIDU} -H 'Content-Type: application/json' --data-binary @body.json`,
  "raw data": `curl ${VIDU} --data-raw '@body.json'`,
  "a header that is switched off": `curl ${VIDU} -H 'Content-Type:' -d '{}'`,
  "an empty header": `curl ${VIDU} -H 'Authorization;' --json '{}'`,
  "letters in one word": `curl -sSX PUT ${VIDU} -d x`,
  "a value behind an equals sign": `curl --request=PUT ${VIDU} --max-time 3 -o out.txt`,
  "-G": `curl -G 'https://api.omnious.com/tagger/v2.12/bulk/t-1?offset=0' -d size=2000 -H 'x-api-key: k'`,
  "--url-query": `curl 'https://api.omnious.com/tagger/v2.12/bulk/t-1' --url-query 'size=a b' --url-query '+offset=%20' -H 'x-api-key: k'`,
  "-u": `curl -u me:pw ${VIDU} --json '{}'`,
  "a form": `curl ${AILAB} -H 'ailabapi-api-key: k' -F image=@a.png -F return_form=mask`,
  "a form with a picture that is too wide": `curl ${AILAB} -H 'ailabapi-api-key: k' -F 'image=@wide.png;type=image/png;filename=b.png'`,
  "a form with a quoted file name": `curl ${AILAB} -H 'ailabapi-api-key: k' -F 'image=@"with space.jpg"' --form-string 'return_form=@x'`,
  "a part that is text": `curl ${AILAB} -H 'ailabapi-api-key: k' -F 'image=text; type=text/plain' -F 'x=<lines.txt'`,
  "a type with a parameter": `curl ${AILAB} -F 'image=@a.png;type=image/png;x=y;filename=c.png'`,
  "urlencoded": `curl https://dm-57.data.aliyun.com/rest/160601/ocr/ocr_business_card.json -d a=1 -d b=2 --data-urlencode 'c=d e' --data-urlencode 'f@lines.txt'`,
  "an upload": `curl -T a.png ${AILAB}/`,
  "-I": `curl -I ${VIDU}`,
  "dots in a path": `curl -X POST https://api.vidu.com/ent/x/../v2/./img2video -d '{}'`,
  "braces, a fragment and no scheme": `curl -X POST api.vidu.com/ent/{v2}/img2video#part -d '{}'`,
  "assignments before it": `export KEY=abc\ncurl ${VIDU} --json '{}'`,
  "a comment before it": `#!/bin/sh\n\n# asks\ncurl ${VIDU} --json '{}'`,
};

const wrong = {
  "no command": "wget https://a.example/", "an open quote": "curl 'https://a.example/", "no URL": "curl -X POST", "two URLs": "curl https://a.example/ https://b.example/",
  "a flag without its value": "curl https://a.example/ -H", "a flag that nobody knows": "curl https://a.example/ --dta x", "a letter that nobody knows": "curl https://a.example/ -sW",
  "a header without a colon": "curl https://a.example/ -H nonsense", "a form without a name": "curl https://a.example/ -F image", "data and a form": "curl https://a.example/ -d a -F b=c",
  "a second request": "curl https://a.example/ --next https://b.example/", "two commands": "curl https://a.example/\ncurl https://b.example/", "a file of flags": "curl -K x https://a.example/",
  "a set of URLs": "curl https://a.example/{1,2}", "another scheme": "curl ftp://a.example/", "a bad escape": "curl https://a.example/%zz", "standard input": "curl https://a.example/ -d @-",
};

before(async () => {
  mkdirSync(there, { recursive: true });
  for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(there, name), bytes);
  const outfile = join(there, "command.mjs");
  await build({ entryPoints: [join(js, "playground/src/engine/command.ts")], bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  ({ command } = await import(pathToFileURL(outfile).href));
  willpass = await load();
});

for (const [name, text] of Object.entries(commands)) {
  test(`curl: ${name}`, async () => {
    writeFileSync(join(there, "command.sh"), text);
    const { stdout } = spawnSync(program, ["check", "--json", "command.sh"], { cwd: there, encoding: "utf8" });
    const judged = await command(willpass, { text, files, facts: { decoded: { "form:image": true } } }); // the Go program decodes it
    assert.equal(judged.is, "verdict", JSON.stringify(judged.problem));
    assert.equal(JSON.stringify(judged.verdict), JSON.stringify(JSON.parse(stdout)));
    for (const segment of [...judged.shown.line, ...judged.shown.headers.flat(), ...judged.shown.body]) {
      for (const mark of segment.marks) assert.equal(judged.verdict.findings[mark].state, "failed");
    }
  });
}

for (const [name, text] of Object.entries(wrong)) {
  test(`curl: ${name} is told, in both`, async () => {
    writeFileSync(join(there, "command.sh"), text);
    assert.equal((await command(willpass, { text, files, facts: {} })).is, "problem");
    if (!text.startsWith("wget")) assert.throws(() => execFileSync(program, ["check", "--json", "command.sh"], { cwd: there, stdio: "pipe" }), { status: 2 });
  });
}

test("curl: every failed finding of a request is marked somewhere", async () => {
  let marked = 0;
  for (const text of Object.values(commands)) {
    const { verdict, shown } = await command(willpass, { text, files, facts: {} });
    const marks = new Set([...shown.line, ...shown.headers.flat(), ...shown.body].flatMap((segment) => segment.marks));
    for (const [i, { state, at }] of verdict.findings.entries()) {
      if (state !== "failed" || at.startsWith("fact:")) continue;
      assert.ok(marks.has(i), `${at} of ${text}`);
      marked++;
    }
  }
  assert.ok(marked > 20, `${marked} marks`);
});

test("curl: the lists of flags are those of the Go program", () => {
  const go = readFileSync(join(js, "../cmd/willpass/curl_flags.go"), "utf8");
  const ours = readFileSync(join(js, "playground/src/curl/flags.ts"), "utf8");
  const all = (/** @type {string} */ text) => [...text.matchAll(/(?<=[\s`])(--?[\w.:#-]+)(?=[\s`])/g)].map(([, flag]) => flag);
  const lists = go.slice(go.indexOf("const ("));
  assert.deepEqual(all(ours).sort(), all(lists).sort());
  assert.ok(all(ours).length > 200);
});
