package cases

import "encoding/binary"

// tiff writes one strip, compressed as zlib does (compression 8), with the directory in front of it.
// https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
func (p picture) tiff() []byte {
	channels, photometric := 3, 2
	if p.gray {
		channels, photometric = 1, 1
	}
	if p.alpha {
		channels++
	}
	strip := zlibZeros(int64(p.width) * int64(p.height) * int64(channels))
	const long, short = 4, 3
	entries := [][4]int{ // tag, type, count, value
		{256, long, 1, p.width},
		{257, long, 1, p.height},
		{258, short, channels, 8},
		{259, short, 1, 8},
		{262, short, 1, photometric},
		{273, long, 1, 0},
		{274, short, 1, p.orientation},
		{277, short, 1, channels},
		{278, long, 1, p.height},
		{279, long, 1, len(strip)},
		{338, short, 1, 2}, // the fourth channel is alpha, colours are not multiplied by it
	}
	if !p.alpha {
		entries = entries[:10]
	}
	if p.orientation == 0 {
		entries = append(entries[:6], entries[7:]...)
	}
	depths := 8 + 2 + 12*len(entries) + 4 // where the bits of each channel stand, when they do not fit into the entry
	start := depths
	if channels > 2 {
		entries[2][3] = depths
		start += 2 * channels
	}
	entries[5][3] = start

	out := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, byte(len(entries)), 0}
	for _, entry := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(entry[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(entry[1]))
		out = binary.LittleEndian.AppendUint32(out, uint32(entry[2]))
		out = binary.LittleEndian.AppendUint32(out, uint32(entry[3]))
	}
	out = append(out, 0, 0, 0, 0)
	for range (start - depths) / 2 {
		out = append(out, 8, 0)
	}
	return append(out, strip...)
}
