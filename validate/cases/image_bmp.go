package cases

import "encoding/binary"

// bmp writes 24 bits per pixel, gray: 8 bits with a table of 256 greys; not compressed.
// https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader
func (p picture) bmp() []byte {
	bitCount, colours := 24, 0
	if p.gray {
		bitCount, colours = 8, 256
	}
	start := 54 + 4*colours
	row := (p.width*bitCount/8 + 3) / 4 * 4
	pixels := row * p.height
	out := []byte("BM")
	for _, field := range [...]int{start + pixels, 0, start, 40, p.width, p.height, 1 | bitCount<<16, 0, pixels, 2835, 2835, colours, 0} {
		out = binary.LittleEndian.AppendUint32(out, uint32(field)) // 1 | bits<<16: two fields of 16 bits; 2835 = 72 dpi
	}
	for grey := range colours {
		out = append(out, byte(grey), byte(grey), byte(grey), 0)
	}
	return append(out, make([]byte, pixels)...)
}
