// What a JavaScript developer would write without willpass: JSON.parse, ajv for the fields, Buffer.from for base64, and a library
// that reads the size of an image. It checks far fewer things than the rules do.

import { Ajv } from "ajv";
import { imageMeta } from "image-meta";
import { imageSize } from "image-size";
import probeImageSize from "probe-image-size";

const ajv = new Ajv();
const text = { type: "string" };

const video = ajv.compile({
  type: "object", required: ["model", "images"],
  properties: {
    model: { enum: ["viduq1", "viduq2-pro", "viduq3-pro"] }, images: { type: "array", minItems: 1, maxItems: 1, items: text },
    prompt: { type: "string", maxLength: 5000 }, duration: { type: "integer", minimum: 1, maximum: 16 },
  },
});

const bulk = ajv.compile({
  type: "object", required: ["taggingRequest"],
  properties: {
    taggingRequest: {
      type: "array", maxItems: 1000,
      items: {
        type: "object", required: ["image", "context"],
        properties: {
          image: { type: "object", required: ["type", "content"], properties: { type: { enum: ["url", "base64"] }, content: text } },
          context: { type: "object", required: ["id"], properties: { id: { type: "string", minLength: 1 } } },
        },
      },
    },
  },
});

/** The contenders for an input, by name. Each throws when it refuses. */
export function byHand({ Kind, Headers }, data) {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.length);
  const parsed = (valid) => {
    const value = JSON.parse(buffer.toString());
    if (!valid(value)) throw new Error(ajv.errorsText(valid.errors));
    return value;
  };
  const decoded = (encoded) => sized(imageSize(Buffer.from(encoded, "base64")));
  switch (Kind) {
    case "urlJSON":
      return { "by hand": () => new URL(parsed(video).images[0]) };
    case "imageJSON":
      return { "by hand": () => decoded(parsed(video).images[0].replace(/^data:[^,]*,/, "")) };
    case "bulkURLs":
      return { "by hand": () => each(parsed(bulk), (content) => new URL(content)) };
    case "bulkImages":
      return { "by hand": () => each(parsed(bulk), decoded) };
    case "form":
      return { "by hand": async () => {
        const form = await new Response(data, { headers: { "content-type": Headers["Content-Type"] } }).formData();
        sized(imageSize(new Uint8Array(await form.get("image").arrayBuffer())));
      } };
    default:
      return {
        "image-size": () => sized(imageSize(data)),
        "probe-image-size": () => sized(probeImageSize.sync(buffer)),
        "image-meta": () => sized(imageMeta(data)),
      };
  }
}

function each({ taggingRequest }, look) {
  const ids = new Set();
  for (const { image, context } of taggingRequest) {
    if (ids.has(context.id)) throw new Error("an id comes twice");
    ids.add(context.id);
    look(image.content);
  }
}

function sized(found) {
  if (!(found.width > 0 && found.width <= 4 * found.height && found.height <= 4 * found.width)) throw new Error("refused");
}
