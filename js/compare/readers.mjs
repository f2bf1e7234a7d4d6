// The readers that are compared. Each takes the bytes of a file and gives { format, width, height }, sizes as it has them, or
// throws or gives nothing when it cannot read the file.

import { fileTypeFromBuffer } from "file-type";
import { imageMeta } from "image-meta";
import { imageSize } from "image-size";
import probeImageSize from "probe-image-size";

// formatOf is a format in the words of willpass, out of an extension or a media type.
const others = {
  jpg: "jpeg", tif: "tiff", heif: "heic", apng: "png", j2c: "jp2", j2k: "jp2", jpx: "jp2", jpm: "jp2", "x-icon": "ico", "vnd.microsoft.icon": "ico",
  "svg+xml": "svg", "x-ms-bmp": "bmp", "vnd.adobe.photoshop": "psd", dib: "bmp", pbm: "pnm", pgm: "pnm", ppm: "pnm", pam: "pnm", pfm: "pnm",
  "x-portable-anymap": "pnm", dng: "tiff", cr2: "tiff", nef: "tiff", arw: "tiff", "x-icns": "icns", "x-win-bitmap": "cur",
};

export function formatOf(name) {
  const last = (name ?? "").toLowerCase().replace(/^.*\//, "");
  return others[last] ?? last;
}

/** The readers by name. ours is a started engine of willpass. */
export function readers(ours) {
  return {
    willpass: (bytes) => ours.probe(bytes),
    "image-size": (bytes) => sized(imageSize(bytes)),
    "probe-image-size": (bytes) => sized(probeImageSize.sync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))),
    "image-meta": (bytes) => sized(imageMeta(bytes)),
    "file-type": async (bytes) => ({ format: formatOf((await fileTypeFromBuffer(bytes))?.ext) }),
  };
}

function sized(found) {
  return found && { format: formatOf(found.type), width: found.width, height: found.height, orientation: found.orientation };
}
