import { load } from "/node_modules/willpass/dist/browser.js";
import { fixer } from "/node_modules/willpass/dist/fix.js";
import { rules as ailab } from "/node_modules/willpass/dist/rules/ailab.js";
import { rules as nhn } from "/node_modules/willpass/dist/rules/nhn.js";
import { rules as vidu } from "/node_modules/willpass/dist/rules/vidu.js";

const willpass = await load({ rules: [...ailab, ...nhn, ...vidu] });
const fix = fixer({ willpass });

/** Makes a picture as it is described. */
async function made({ width, height, type, noise, orientation, cut, text }) {
  if (text !== undefined) return new File([text], "a.png");
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = i % 4 === 3 ? 255 : noise ? Math.random() * 256 : (i >> 8) & 255;
  context.putImageData(pixels, 0, 0);
  let bytes = new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
  if (orientation !== undefined) {
    const exif = [0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
    bytes = Uint8Array.from([...bytes.subarray(0, 2), ...exif, ...bytes.subarray(2)]);
  }
  if (cut) bytes = bytes.subarray(0, bytes.length / 2);
  return new File([bytes], `a.${type === "image/jpeg" ? "jpg" : type.slice(6)}`, { type });
}

globalThis.mend = async (description, endpoint) => {
  const given = await made(description);
  try {
    const before = await willpass.checkFile(given, endpoint);
    const { file, verdict, done, refused } = await fix(given, endpoint);
    return {
      before: before.outcome, after: verdict.outcome, media: await willpass.probe(file), name: file.name,
      done: done.map((one) => one.do), same: file === given, refused,
    };
  } catch (problem) {
    return { before: "none", problem: String(problem) };
  }
};
document.title = "ready";
