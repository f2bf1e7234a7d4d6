// From load to the first verdict; the title says how many milliseconds. The bytes are there, the network is not measured.

import { load } from "/node_modules/willpass/dist/browser.js";
import { rules } from "/node_modules/willpass/dist/rules/vidu.js";

const wasm = new Uint8Array(await (await fetch(`/dist/${location.search.slice(1)}`)).arrayBuffer());
const begin = performance.now();
const willpass = await load({ wasm, rules });
await willpass.check({ method: "POST", url: "https://api.vidu.com/ent/v2/img2video", headers: { authorization: "Token k" }, body: '{"model":"viduq1","images":["https://a.example/a.png"]}' });
document.title = String(performance.now() - begin);
