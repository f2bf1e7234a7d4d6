const SIDE = 160; // pixels: twice what is shown, for screens with fine pixels

/** A small square of the picture's middle; undefined when the browser cannot decode it. */
export async function thumbnail(file: File): Promise<ImageBitmap | undefined> {
  try {
    const whole = await createImageBitmap(file);
    const side = Math.min(whole.width, whole.height);
    const [x, y] = [(whole.width - side) >> 1, (whole.height - side) >> 1];
    const small = await createImageBitmap(whole, x, y, side, side, { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: "medium" });
    whole.close();
    return small;
  } catch {
    return undefined;
  }
}
