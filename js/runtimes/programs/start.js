// From nothing to the first verdict, in a process of its own. Arguments: the module, the rules.

import { readFileSync } from "node:fs";
import { load } from "willpass";

const [module, provider] = process.argv.slice(2);
const begin = performance.now();
const { rules } = await import(`willpass/rules/${provider}`);
const willpass = await load({ wasm: readFileSync(module), rules });
const verdict = await willpass.check({ method: "POST", url: "https://api.vidu.com/ent/v2/img2video", headers: { authorization: "Token k", "content-type": "application/json" }, body: '{"model":"viduq1","images":["https://a.example/a.png"]}' });
console.log(JSON.stringify({ milliseconds: performance.now() - begin, outcome: verdict.outcome }));
