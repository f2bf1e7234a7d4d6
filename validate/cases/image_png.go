package cases

import (
	"encoding/binary"
	"hash/crc32"
)

// png writes eight bits per channel, no filter, no interlacing. https://www.w3.org/TR/png-3/
func (p picture) png() []byte {
	colour, channels := byte(2), 3
	switch {
	case p.gray && p.alpha:
		colour, channels = 4, 2
	case p.gray:
		colour, channels = 0, 1
	case p.alpha:
		colour, channels = 6, 4
	}
	header := binary.BigEndian.AppendUint32(nil, uint32(p.width))
	header = binary.BigEndian.AppendUint32(header, uint32(p.height))
	out := pngChunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", append(header, 8, colour, 0, 0, 0))
	if p.orientation > 0 {
		out = pngChunk(out, "eXIf", exif(p.orientation))
	}
	row := 1 + int64(p.width)*int64(channels) // the first byte names the filter
	out = pngChunk(out, "IDAT", zlibZeros(row*int64(p.height)))
	return pngChunk(out, "IEND", nil)
}

func pngChunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

// exif is a TIFF header with one tag, the orientation (0x0112). https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf
func exif(orientation int) []byte {
	return []byte{
		'I', 'I', 42, 0, 8, 0, 0, 0, // little-endian, directory at 8
		1, 0, // one entry
		0x12, 0x01, 3, 0, 1, 0, 0, 0, byte(orientation), 0, 0, 0,
		0, 0, 0, 0, // no further directory
	}
}
