package probe

import "strings"

type tiffEntry struct {
	tag, kind uint16
	count, v  uint32
}

// tiffIFDAt is a directory in byte order II or MM.
func tiffDirectory(order string, next uint32, entries ...tiffEntry) string {
	h, w := l16, l32
	if order == "MM" {
		h, w = b16, b32
	}
	s := h(uint16(len(entries)))
	for _, e := range entries {
		s += h(e.tag, e.kind) + w(e.count)
		if e.kind == tiffShort && e.count == 1 {
			s += h(uint16(e.v), 0)
		} else {
			s += w(e.v)
		}
	}
	return s + w(next)
}

func tiffBase(w, h uint32) []tiffEntry {
	return []tiffEntry{{256, tiffLong, 1, w}, {257, tiffShort, 1, h}, {258, tiffShort, 1, 8}, {259, tiffShort, 1, 5}, {262, tiffShort, 1, 1}, {277, tiffShort, 1, 1}}
}

func l64(v uint32) string { return l32(v, 0) }

var tiffCases = []probeCase{
	{name: "tiff: little endian", file: "II*\x00" + l32(8) + tiffDirectory("II", 0, tiffBase(70000, 5)...) + "data", want: "tiff 70000x5 frames 1 channels 1 depth 8 lzw"},
	{name: "tiff: big endian, turned", file: "MM\x00*" + b32(8) + tiffDirectory("MM", 0, append(tiffBase(7, 5), tiffEntry{274, tiffShort, 1, 6})...), want: "tiff 7x5 shown 5x7 orientation 6 frames 1 channels 1 depth 8 lzw"},
	{name: "tiff: directory at the end", file: "II*\x00" + l32(9008) + strings.Repeat("d", 9000) + tiffDirectory("II", 0, tiffBase(7, 5)...), want: "tiff 7x5 frames 1 channels 1 depth 8 lzw"},
	{name: "tiff: four channels, bits behind the directory", file: "II*\x00" + l32(8) +
		tiffDirectory("II", 0, tiffEntry{256, tiffShort, 1, 7}, tiffEntry{257, tiffShort, 1, 5}, tiffEntry{258, tiffShort, 4, 74}, tiffEntry{277, tiffShort, 1, 4}, tiffEntry{338, tiffShort, 1, 2}) + l16(16, 16, 16, 16),
		want: "tiff 7x5 frames 1 channels 4 depth 16 alpha"},
	{name: "tiff: two pages", file: "II*\x00" + l32(8) + tiffDirectory("II", 86, tiffBase(7, 5)...) + tiffDirectory("II", 0, tiffBase(70, 50)...),
		want: "tiff 7x5 channels 1 depth 8 lzw", deep: "tiff 7x5 frames 2 channels 1 depth 8 lzw"},
	{name: "tiff: a directory that follows itself", file: "II*\x00" + l32(8) + tiffDirectory("II", 8, tiffBase(7, 5)...), want: "tiff 7x5 channels 1 depth 8 lzw"},
	{name: "tiff: palette", file: "II*\x00" + l32(8) + tiffDirectory("II", 0, tiffEntry{256, tiffShort, 1, 7}, tiffEntry{257, tiffShort, 1, 5}, tiffEntry{258, tiffShort, 1, 4}, tiffEntry{262, tiffShort, 1, 3}),
		want: "tiff 7x5 frames 1 channels 3 depth 4 palette"},
	{name: "tiff: bigtiff", file: "II+\x00\x08\x00\x00\x00" + l64(16) + l64(3) + l16(256, tiffLong8) + l64(1) + l64(7) + l16(257, tiffShort) + l64(1) + l64(5) + l16(258, tiffShort) + l64(3) + l16(8, 8, 8, 0) + l64(0),
		want: "tiff 7x5 frames 1 channels 1 depth 8"},
	{name: "tiff: a second height of 32769 values is not read", file: "II*\x00" + l32(8) + tiffDirectory("II", 0, append(tiffBase(7, 5), tiffEntry{257, tiffShort, 32769, 9})...), want: "tiff 7x5 frames 1 channels 1 depth 8 lzw"},
	{name: "tiff: no size", file: "II*\x00" + l32(8) + tiffDirectory("II", 0, tiffEntry{258, tiffShort, 1, 4}), want: "tiff depth 4 malformed at 10: the first directory gives no size"},
	{name: "tiff: directory in the header", file: "II*\x00" + l32(4) + tiffDirectory("II", 0, tiffBase(7, 5)...), want: "tiff malformed at 0: the first directory lies in the header"},
	{name: "tiff: directory behind the end", file: "II*\x00" + l32(1<<31-1) + tiffDirectory("II", 0, tiffBase(7, 5)...), want: "tiff truncated at 86: the file ends before its header"},
}
