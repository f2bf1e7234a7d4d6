import { saying } from "./say.js";
import { bytes, formats, pixels } from "./units.js";

const bound = (least: boolean): string => (least ? "以上" : "以下");

export const ja = saying({
  convert: ({ to, from }) => (from === "unrecognized" ? `${formats(to, " または ", "、")} のファイルを選択してください。` : `${formats([from])} から ${formats(to, " または ", "、")} に変換してください。`),
  rename: ({ to }) => `ファイルの拡張子を .${to.join("、.")} のいずれかに変更してください。`,
  crop: ({ ratio, least, to, from }) => `縦横比が ${ratio} ${bound(least)}になるように切り抜いてください：${pixels(from)} ではなく ${pixels(to)}。`,
  resize: ({ least, to, from }) => `${least ? "より大きい画像を選択" : "画像を縮小"}してください：${pixels(from)} ではなく ${pixels(to)} ピクセル${bound(least)}。`,
  bytes: ({ least, to, from }) => `${least ? "より大きいファイルを選択" : "ファイルサイズを小さく"}してください：${bytes(from)} ではなく ${bytes(to)} ${bound(least)}。`,
  seconds: ({ least, to, from }) => `${least ? "より長いファイルを選択" : "短く"}してください：${from} 秒ではなく ${to} 秒${bound(least)}。`,
  files: ({ least, to, from }) => `ファイルは ${from} 個ではなく ${to} 個${bound(least)}選択してください。`,
  replace: () => "ファイルが破損しています。別のファイルを選択してください。",
  unlock: () => "ファイルのパスワードを解除してください。",
  colour: () => "カラーの画像を選択してください。",
  alike: () => "同じサイズの画像を選択してください。",
  other: ({ words }) => `このファイルは使用できません：${words}`,
});
