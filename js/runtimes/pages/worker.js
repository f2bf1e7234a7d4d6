// A module worker: the engine runs beside the page.

import { load } from "/node_modules/willpass/dist/browser.js";
import { rules } from "/node_modules/willpass/dist/rules/vidu.js";

const willpass = load({ rules });
onmessage = async ({ data }) => postMessage(await (await willpass).checkFile(data, "vidu/img2video"));
