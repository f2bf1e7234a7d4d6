import type { ComponentType, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Provider } from "willpass";
import type { Client } from "../engine/client.js";
import { keep, settings, THEMES, type Theme } from "../settings.js";
import { LANGUAGES, wordsOf, type Language, type Words } from "../words/index.js";
import { SharedContext } from "./context.js";
import { PicturesView } from "./pictures.js";

const TABS = ["pictures", "request", "codes"] as const;
type Tab = (typeof TABS)[number];

const tabOf = (hash: string): Tab => TABS.find((tab) => hash === `#${tab}`) ?? "pictures";

export function Page(start: { client: Client; language: Language; words: Words }): JSX.Element {
  const { client } = start;
  const [{ language, words }, setSpeech] = useState({ language: start.language, words: start.words });
  const [theme, setTheme] = useState<Theme>(settings().theme);
  const [tab, setTab] = useState<Tab>(tabOf(location.hash));
  const [providers, setProviders] = useState<Provider[]>([]);
  const [wrong, setWrong] = useState("");

  useEffect(() => {
    client.ask("providers", {}).then(setProviders, (problem: Error) => setWrong(problem.message));
    const follow = (): void => setTab(tabOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [client]);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  useEffect(() => {
    document.title = words.title;
    document.documentElement.lang = language;
  }, [words, language]);

  const speak = async (wish: Language): Promise<void> => {
    keep("language", wish);
    setSpeech({ language: wish, words: await wordsOf(wish) });
  };
  const shared = useMemo(() => ({ client, words, language, providers }), [client, words, language, providers]);

  return (
    <SharedContext.Provider value={shared}>
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), document.querySelector<HTMLElement>("main")?.focus())}>{words.skip}</a>
      <header class="top">
        <p class="name">willpass</p>
        <nav aria-label={words.tabs.label}>
          {TABS.map((one) => (
            <a key={one} href={`#${one}`} aria-current={tab === one ? "page" : undefined}>{words.tabs[one]}</a>
          ))}
        </nav>
        <div class="choices">
          <Choice label={words.language} value={language} options={LANGUAGES} choose={(wish) => void speak(wish)} />
          <Choice label={words.theme.label} value={theme} options={Object.fromEntries(THEMES.map((one) => [one, words.theme[one]])) as Record<Theme, string>} choose={(wish) => (keep("theme", wish), setTheme(wish))} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {wrong !== "" && <p class="wrong" role="alert">{words.failed(wrong)}</p>}
        <div hidden={tab !== "pictures"}><PicturesView active={tab === "pictures"} /></div>
        <div hidden={tab !== "request"}><Later active={tab === "request"} get={requestView} /></div>
        <div hidden={tab !== "codes"}><Later active={tab === "codes"} get={codesView} /></div>
      </main>
    </SharedContext.Provider>
  );
}

const requestView = async (): Promise<View> => (await import("./request.js")).RequestView;
const codesView = async (): Promise<View> => (await import("./codes.js")).CodesView;

type View = ComponentType<{ active: boolean }>;

/** A view that is fetched when it is first looked at, and keeps its state from then on. */
function Later({ active, get }: { active: boolean; get: () => Promise<View> }): JSX.Element | null {
  const [view, setView] = useState<{ View: View }>();
  useEffect(() => {
    if (active && view === undefined) void get().then((View) => setView({ View }));
  }, [active, view, get]);
  return view === undefined ? null : <view.View active={active} />;
}

function Choice<T extends string>({ label, value, options, choose }: { label: string; value: T; options: Readonly<Record<T, string>>; choose: (wish: T) => void }): JSX.Element {
  return (
    <select aria-label={label} title={label} value={value} onChange={({ currentTarget }) => choose(currentTarget.value as T)}>
      {(Object.entries(options) as [T, string][]).map(([key, name]) => <option key={key} value={key} lang={label === name ? undefined : key.length === 2 ? key : undefined}>{name}</option>)}
    </select>
  );
}
