// What the visitor chose, kept in this browser.

import { LANGUAGES, preferred, type Language } from "./words/index.js";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  language: Language;
  theme: Theme;
}

export function settings(): Settings {
  const [language, theme] = [kept("language"), kept("theme")];
  return {
    language: language !== null && Object.hasOwn(LANGUAGES, language) ? (language as Language) : preferred(navigator.languages),
    theme: THEMES.find((one) => one === theme) ?? "auto",
  };
}

export function keep(name: keyof Settings, value: string): void {
  try {
    localStorage.setItem(`willpass-${name}`, value);
  } catch {
    // A browser may refuse to keep anything; the choice then holds until the page is closed.
  }
}

function kept(name: keyof Settings): string | null {
  try {
    return localStorage.getItem(`willpass-${name}`);
  } catch {
    return null;
  }
}
