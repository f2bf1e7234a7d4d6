package cases

// gif writes GIF89a with two colours; every frame is the whole picture in colour 0 and lasts a tenth of a second.
// https://www.w3.org/Graphics/GIF/spec-gif89a.txt
func (p picture) gif() []byte {
	size := []byte{byte(p.width), byte(p.width >> 8), byte(p.height), byte(p.height >> 8)}
	out := append([]byte("GIF89a"), size...)
	out = append(out, 0x80, 0, 0, 0, 0, 0, 255, 255, 255) // a table of two colours: black, white
	clear := byte(0)
	if p.alpha {
		clear = 1
	}
	data := lzwZeros(int64(p.width) * int64(p.height))
	for range max(p.frames, 1) {
		out = append(out, 0x21, 0xf9, 4, clear, 10, 0, 0, 0)
		out = append(append(out, 0x2c, 0, 0, 0, 0), size...)
		out = append(out, 0, 2) // no own colours; codes start at two bits
		for at := 0; at < len(data); at += 255 {
			block := data[at:min(at+255, len(data))]
			out = append(append(out, byte(len(block))), block...)
		}
		out = append(out, 0)
	}
	return append(out, 0x3b)
}

// lzwZeros codes a run of the colour 0 with codes that start at two bits (4 = clear, 5 = end). The first code after a
// clear is the colour itself, and each later one stands for one pixel more than the one before: 6 for two pixels, 7 for
// three. After 4000 codes, before the table of 4096 is full, it starts again.
func lzwZeros(pixels int64) []byte {
	b := bits{}
	width, codes := 3, 0
	b.write(4, width)
	for pixels > 0 {
		codes++
		run := int(min(int64(codes), pixels))
		pixels -= int64(run)
		if run == 1 {
			b.write(0, width)
		} else {
			b.write(4+run, width)
		}
		if 5+codes == 1<<width {
			width++
		}
		if codes == 4000 {
			b.write(4, width)
			width, codes = 3, 0
		}
	}
	b.write(5, width)
	return b.out
}
