/**
 * A plugin for FilePond: a file that would be refused is not loaded, and its item says why.
 *
 *     FilePond.registerPlugin(filepondPlugin({ willpass: () => load({ rules }), endpoint: "vidu/img2video" }));
 */

import { judgeOf, type FormOptions } from "./refusal.js";

export type { FormOptions, Refusal } from "./refusal.js";

interface PluginApi {
  addFilter(key: string, filter: (file: File) => Promise<unknown>): void;
}

/** The status has the message as its first line, the provider's code as its second, and the refusal beside them. */
export function filepondPlugin(options: FormOptions): (api: PluginApi) => { options: object } {
  const judge = judgeOf(options);
  return ({ addFilter }) => {
    addFilter("LOAD_FILE", async (file) => {
      const refusal = await judge([file]);
      if (refusal === undefined) return file;
      // FilePond reads this shape, which is no Error.
      return Promise.reject({ status: { main: refusal.message, sub: refusal.code, refusal } });
    });
    return { options: {} };
  };
}
