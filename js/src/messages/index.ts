/** What people can do about a verdict, in their language: `ko(verdict)`. Each language can be imported alone. */

export { adviseOn, type Advice } from "./advice.js";
export { en } from "./en.js";
export type { Size } from "./figures.js";
export { ja } from "./ja.js";
export { ko } from "./ko.js";
export { saying, type Say, type Sentences } from "./say.js";
export { zh } from "./zh.js";
