package cases

import "bytes"

// jpeg writes a baseline JPEG whose coefficients are all zero: mid grey. Both Huffman tables hold one code, the bit 0 for
// the value 0 (no difference; end of block), so each block of 8 by 8 is two zero bits. Every channel has the full size.
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf
func (p picture) jpeg() []byte {
	channels := byte(3)
	if p.gray {
		channels = 1
	}
	out := []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
	if p.orientation > 0 {
		out = append(append(out, "\xff\xe1\x00\x22Exif\x00\x00"...), exif(p.orientation)...)
	}
	out = append(out, 0xff, 0xdb, 0, 67, 0) // quantisation by 1
	out = append(out, bytes.Repeat([]byte{1}, 64)...)
	out = append(out, 0xff, 0xc0, 0, 8+3*channels, 8, // eight bits per channel
		byte(p.height>>8), byte(p.height), byte(p.width>>8), byte(p.width), channels)
	for channel := range channels {
		out = append(out, channel+1, 0x11, 0)
	}
	for _, table := range [...]byte{0x00, 0x10} { // DC, AC: one code of length 1, none of the other 15 lengths
		out = append(out, 0xff, 0xc4, 0, 20, table, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	out = append(out, 0xff, 0xda, 0, 6+2*channels, channels)
	for channel := range channels {
		out = append(out, channel+1, 0)
	}
	out = append(out, 0, 63, 0)

	blocks := int64(p.width+7) / 8 * (int64(p.height+7) / 8) * int64(channels)
	out = append(out, make([]byte, blocks/4)...)
	if rest := blocks % 4; rest > 0 { // the last byte is filled up with ones
		out = append(out, byte(0xff>>(2*rest)))
	}
	return append(out, 0xff, 0xd9)
}
