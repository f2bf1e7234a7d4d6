import { join, u32be, type Part } from "./bytes.js";
import type { Picture } from "./picture.js";

/**
 * The boxes that tell the size of a heic or avif picture, and no picture: one item with its size (ispe) and the depth of
 * its channels (pixi). ISO/IEC 23008-12, https://aomediacodec.github.io/av1-avif/
 */
export function heif(p: Picture): Uint8Array {
  const [brand, item] = p.format === "avif" ? ["avif", "av01"] : ["heic", "hvc1"];
  const plain = [0, 0, 0, 0]; // version 0, no flags
  return join(
    box("ftyp", brand, [0, 0, 0, 0], "mif1", brand),
    box("meta", plain,
      box("hdlr", plain, [0, 0, 0, 0], "pict", new Uint8Array(12), [0]),
      box("pitm", plain, [0, 1]),
      box("iinf", plain, [0, 1], box("infe", [2, 0, 0, 0], [0, 1, 0, 0], item, [0])),
      box("iprp",
        box("ipco",
          box("ispe", plain, u32be(p.width), u32be(p.height)),
          box("pixi", plain, p.gray ? [1, 8] : [3, 8, 8, 8]),
        ),
        box("ipma", plain, [0, 0, 0, 1, 0, 1, 2, 1, 2]),
      ),
    ),
  );
}

function box(name: string, ...parts: readonly Part[]): Uint8Array {
  const inside = join(...parts);
  return join(u32be(8 + inside.length), name, inside);
}
