import { render } from "preact";
import { client } from "./engine/client.js";
import { settings } from "./settings.js";
import "./style.css";
import { Page } from "./views/page.js";
import { wordsOf } from "./words/index.js";

const engine = client(); // it starts while the page is drawn
const { language } = settings();
const words = await wordsOf(language);
document.documentElement.lang = language;
render(<Page client={engine} language={language} words={words} />, document.querySelector("#page")!);
