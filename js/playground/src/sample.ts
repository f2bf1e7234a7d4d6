const [WIDTH, HEIGHT] = [2400, 600] as const;

/** A drawn panorama: 4:1 and wider than many endpoints take, so that there is something to see. */
export async function samplePicture(): Promise<File> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const draw = canvas.getContext("2d", { alpha: false })!;
  draw.fillStyle = "#f3d9b4";
  draw.fillRect(0, 0, WIDTH, HEIGHT);
  draw.fillStyle = "#f7efe2";
  draw.beginPath();
  draw.arc(WIDTH * 0.68, HEIGHT * 0.42, 92, 0, 2 * Math.PI);
  draw.fill();
  ["#c9a58c", "#93807f", "#5d6173", "#2f3b52"].forEach((colour, i) => {
    const base = HEIGHT * (0.5 + i * 0.13);
    draw.fillStyle = colour;
    draw.beginPath();
    draw.moveTo(0, HEIGHT);
    for (let x = 0; x <= WIDTH; x += 8) draw.lineTo(x, base + Math.sin(x / (310 - i * 40) + i * 1.7) * (70 - i * 10) + Math.sin(x / 97 + i) * 16);
    draw.lineTo(WIDTH, HEIGHT);
    draw.fill();
  });
  return new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })], "panorama.jpg", { type: "image/jpeg" });
}
