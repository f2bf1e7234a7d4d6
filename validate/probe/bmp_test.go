package probe

import "strings"

func bmpFile(header string) string { return "BM" + l32(1000, 0, 54) + header }

func bmpInfo(size uint32, w, h int32, bits uint16, compression uint32) string {
	s := l32(size, uint32(w), uint32(h)) + l16(1, bits) + l32(compression)
	return s + strings.Repeat("\x00", int(size)-len(s))
}

var bmpCases = []probeCase{
	{name: "bmp: 12 bytes", file: bmpFile(l32(12) + l16(40000, 3, 1, 24)), want: "bmp 40000x3 frames 1 channels 3 depth 8"},
	{name: "bmp: 16 bytes", file: bmpFile(l32(16, 5, 3) + l16(1, 8)), want: "bmp 5x3 frames 1 channels 3 depth 8 palette"},
	{name: "bmp: 40 bytes", file: bmpFile(bmpInfo(40, 5, 3, 24, 0)), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: top down", file: bmpFile(bmpInfo(40, 5, -3, 32, 0)), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: 52 bytes", file: bmpFile(bmpInfo(52, 5, 3, 16, 3)), want: "bmp 5x3 frames 1 channels 3 depth 5"},
	{name: "bmp: 56 bytes, alpha", file: bmpFile(bmpInfo(52, 5, 3, 32, 3) + "\x00\x00\x00\xff")[:14] + l32(56) + bmpInfo(52, 5, 3, 32, 3)[4:] + "\x00\x00\x00\xff", want: "bmp 5x3 frames 1 channels 4 depth 8 alpha"},
	{name: "bmp: 64 bytes", file: bmpFile(bmpInfo(64, 5, 3, 4, 2)), want: "bmp 5x3 frames 1 channels 3 depth 4 palette rle4"},
	{name: "bmp: 108 bytes", file: bmpFile(bmpInfo(108, 5, 3, 8, 1)), want: "bmp 5x3 frames 1 channels 3 depth 8 palette rle8"},
	{name: "bmp: 124 bytes", file: bmpFile(bmpInfo(124, 5, 3, 1, 0)), want: "bmp 5x3 frames 1 channels 3 depth 1 palette"},
	{name: "bmp: no file header", file: bmpInfo(40, 5, 3, 24, 0) + strings.Repeat("p", 48), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: no file header, 108 bytes", file: bmpInfo(108, 5, 3, 24, 0), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: no file header, 124 bytes", file: bmpInfo(124, 5, 3, 24, 0), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: in a bitmap array", file: "BA" + l32(40, 0) + l16(640, 480) + bmpFile(bmpInfo(40, 5, 3, 24, 0)), want: "bmp 5x3 frames 1 channels 3 depth 8"},
	{name: "bmp: negative width", file: bmpFile(bmpInfo(40, -5, 3, 24, 0)), want: "bmp -5x3 malformed at 14: a side is zero or negative"},
	{name: "bmp: a header of 13 bytes", file: bmpFile(l32(13) + l16(5, 3, 1, 24)), want: "bmp malformed at 14: no header has this length"},
}
