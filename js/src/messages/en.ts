import { saying } from "./say.js";
import { bytes, formats, pixels } from "./units.js";

const bound = (least: boolean): string => (least ? "at least" : "at most");

export const en = saying({
  convert: ({ to, from }) => (from === "unrecognized" ? `Choose a ${formats(to, " or ")} file.` : `Convert it from ${formats([from])} to ${formats(to, " or ")}.`),
  rename: ({ to }) => `Name the file so that it ends in .${to.join(", .")}.`,
  crop: ({ ratio, least, to, from }) => `Crop to ${bound(least)} ${ratio}: ${pixels(to)} instead of ${pixels(from)}.`,
  resize: ({ least, to, from }) => `${least ? "Choose a larger picture" : "Scale down"}: ${bound(least)} ${pixels(to)} pixels instead of ${pixels(from)}.`,
  bytes: ({ least, to, from }) => `${least ? "Choose a larger file" : "Make the file smaller"}: ${bound(least)} ${bytes(to)} instead of ${bytes(from)}.`,
  seconds: ({ least, to, from }) => `${least ? "Choose a longer one" : "Shorten it"}: ${bound(least)} ${to} seconds instead of ${from}.`,
  files: ({ least, to, from }) => `Choose ${bound(least)} ${to} files instead of ${from}.`,
  replace: () => "The file is damaged: choose another.",
  unlock: () => "Remove the password from the file.",
  colour: () => "Choose a picture in colour.",
  alike: () => "Choose pictures of the same size.",
  other: ({ words }) => `Not accepted: ${words}.`,
});
