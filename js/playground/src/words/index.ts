// The languages of the page. English comes with it, another with the first wish for it.

import { en, type Words } from "./en.js";

export type { Words } from "./en.js";

export const LANGUAGES = { en: "English", ko: "한국어", zh: "中文", ja: "日本語" } as const;
export type Language = keyof typeof LANGUAGES;

const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  ko: async () => (await import("./ko.js")).ko,
  zh: async () => (await import("./zh.js")).zh,
  ja: async () => (await import("./ja.js")).ja,
};

export function wordsOf(language: Language): Promise<Words> {
  return loaders[language]();
}

/** The first of the visitor's languages that the page speaks. */
export function preferred(wanted: readonly string[]): Language {
  const speaks = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);
  return wanted.map((tag) => tag.toLowerCase().split("-", 1)[0]!).find(speaks) ?? "en";
}
