package cases

import "encoding/binary"

// webp writes a lossless picture in which each channel has a Huffman code of one symbol: pixels cost no bits at all.
// https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
func (p picture) webp() []byte {
	b := bits{}
	b.write(0x2f, 8)
	b.write(p.width-1, 14)
	b.write(p.height-1, 14)
	opaque := 1
	if p.alpha {
		opaque = 0
	}
	b.write(1-opaque, 1)
	b.write(0, 3)                                               // version
	b.write(0, 3)                                               // no transform, no colour cache, one set of codes
	for _, symbol := range [...]int{0, 0, 0, 255 * opaque, 0} { // green, red, blue, alpha, distance
		b.write(1, 2) // a code of one symbol,
		b.write(1, 1) // which has eight bits
		b.write(symbol, 8)
	}
	chunks := riffChunk(nil, "VP8L", b.out)
	if p.orientation > 0 {
		flags := byte(0x08 | (1-opaque)<<4)
		w, h := p.width-1, p.height-1
		extended := []byte{flags, 0, 0, 0, byte(w), byte(w >> 8), 0, byte(h), byte(h >> 8), 0}
		chunks = append(riffChunk(nil, "VP8X", extended), chunks...)
		chunks = riffChunk(chunks, "EXIF", exif(p.orientation))
	}
	return riffChunk(nil, "RIFF", append([]byte("WEBP"), chunks...))
}

func riffChunk(out []byte, name string, data []byte) []byte {
	out = binary.LittleEndian.AppendUint32(append(out, name...), uint32(len(data)))
	out = append(out, data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	return out
}
