/**
 * Standard Schema v1, which form libraries take: react-hook-form, TanStack Form and others. https://standardschema.dev
 *
 *     const schema = fileSchema({ willpass: () => load({ rules }), endpoint: "vidu/img2video" });
 */

import { judgeOf, type FormOptions, type Refusal } from "./refusal.js";

export type { FormOptions, Refusal } from "./refusal.js";

export interface Issue {
  readonly message: string;
  /** The provider's code. */
  readonly code?: string;
  readonly refusal?: Refusal;
}

/** `T` is a File, a list of files that are sent together, or a FileList. */
export interface FileSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "willpass";
    readonly validate: (value: unknown) => Promise<{ readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] }>;
    readonly types?: { readonly input: T; readonly output: T };
  };
}

/** A schema for a field that holds files. An empty list passes: whether the field is required is for the form to say. */
export function fileSchema<T extends Blob | Iterable<Blob> = Blob>(options: FormOptions): FileSchema<T> {
  const judge = judgeOf(options);
  return {
    "~standard": {
      version: 1,
      vendor: "willpass",
      async validate(value) {
        const files = value instanceof Blob ? [value] : isList(value) ? [...value] : [value];
        if (!files.every((file) => file instanceof Blob)) return { issues: [{ message: "want a file" }] };
        const refusal = files.length === 0 ? undefined : await judge(files);
        if (refusal === undefined) return { value: value as T };
        return { issues: [{ message: refusal.message, code: refusal.code, refusal }] };
      },
    },
  };
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
