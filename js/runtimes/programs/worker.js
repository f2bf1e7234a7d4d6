// A Cloudflare Worker that judges the lines it is sent.

import { load } from "willpass";
import { rules } from "willpass/rules";
import { judge } from "./judge.js";

/** @type {Promise<import("willpass").Willpass> | undefined} */
let willpass;

export default {
  /** @param {Request} request */
  async fetch(request) {
    willpass ??= load({ rules });
    return Response.json(await judge(await willpass, (await request.text()).split("\n")));
  },
};
