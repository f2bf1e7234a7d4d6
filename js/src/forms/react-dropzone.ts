/**
 * A validator for react-dropzone, which waits for it.
 *
 *     useDropzone({ validator: dropzoneValidator({ willpass: () => load({ rules }), endpoint: "vidu/img2video" }) });
 */

import { judgeOf, type FormOptions } from "./refusal.js";

export type { FormOptions, Refusal } from "./refusal.js";

/** Errors as react-dropzone shows them; `code` is the provider's. */
export function dropzoneValidator(options: FormOptions): (file: File) => Promise<{ code: string; message: string } | null> {
  const judge = judgeOf(options);
  return async (file) => {
    const refusal = await judge([file]);
    return refusal === undefined ? null : { code: refusal.code, message: refusal.message };
  };
}
