import { saying } from "./say.js";
import { bytes, formats, pixels } from "./units.js";

const bound = (least: boolean): string => (least ? "至少" : "最多");

export const zh = saying({
  convert: ({ to, from }) => (from === "unrecognized" ? `请选择 ${formats(to, " 或 ", "、")} 文件。` : `请将文件从 ${formats([from])} 转换为 ${formats(to, " 或 ", "、")}。`),
  rename: ({ to }) => `请将文件扩展名改为 .${to.join("、.")}。`,
  crop: ({ ratio, least, to, from }) => `请裁剪图片，使宽高比${bound(least)}为 ${ratio}：${pixels(to)}，而不是 ${pixels(from)}。`,
  resize: ({ least, to, from }) => `请${least ? "选择更大的图片" : "缩小图片"}：${bound(least)} ${pixels(to)} 像素，而不是 ${pixels(from)}。`,
  bytes: ({ least, to, from }) => `请${least ? "选择更大的文件" : "减小文件大小"}：${bound(least)} ${bytes(to)}，而不是 ${bytes(from)}。`,
  seconds: ({ least, to, from }) => `请${least ? "选择更长的文件" : "缩短时长"}：${bound(least)} ${to} 秒，而不是 ${from} 秒。`,
  files: ({ least, to, from }) => `请选择${bound(least)} ${to} 个文件，而不是 ${from} 个。`,
  replace: () => "文件已损坏，请选择其他文件。",
  unlock: () => "请移除文件的密码。",
  colour: () => "请选择彩色图片。",
  alike: () => "请选择尺寸相同的图片。",
  other: ({ words }) => `无法使用此文件：${words}`,
});
