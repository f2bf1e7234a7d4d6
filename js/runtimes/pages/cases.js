// Loads the package as it lies in node_modules, without a bundler, and judges what the test sends.

import { load } from "/node_modules/willpass/dist/browser.js";
import { rules } from "/node_modules/willpass/dist/rules/index.js";
import { judge } from "/project/judge.js";

const willpass = await load({ rules });
globalThis.run = async (i) => judge(willpass, (await (await fetch(`/batch/${i}`)).text()).split("\n"));
document.title = "ready";
