package probe

import "strings"

func gifScreen(w, h uint16) string { return "GIF89a" + l16(w, h) + "\x80\x00\x00" + "rgbrgb" }

func gifFrame(x, y, w, h uint16, flags byte) string {
	table := ""
	if flags&0x80 != 0 {
		table = strings.Repeat("rgb", 2<<(flags&7))
	}
	return "\x2c" + l16(x, y, w, h) + string([]byte{flags}) + table + "\x02" + "\x02\x4c\x01\x00"
}

const (
	gifControl = "\x21\xf9\x04\x01\x0a\x00\x00\x00" // a transparent index
	gifLoop    = "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
)

var gifCases = []probeCase{
	{name: "gif: one frame", file: gifScreen(4, 3) + gifFrame(0, 0, 4, 3, 0) + ";", want: "gif 4x3 channels 3 depth 1 palette", deep: "gif 4x3 frames 1 channels 3 depth 1 palette"},
	{name: "gif: animated, transparent", file: gifScreen(4, 3) + gifLoop + gifControl + gifFrame(0, 0, 4, 3, 0) + gifControl + gifFrame(1, 1, 2, 2, 0) + ";",
		want: "gif 4x3 channels 4 depth 1 palette alpha", deep: "gif 4x3 frames 2 channels 4 depth 1 palette alpha"},
	{name: "gif: 87a, interlaced, own table", file: "GIF87a" + l16(4, 3) + "\x00\x00\x00" + gifFrame(0, 0, 4, 3, 0xc2) + ";", want: "gif 4x3 channels 3 depth 3 palette progressive",
		deep: "gif 4x3 frames 1 channels 3 depth 3 palette progressive"},
	{name: "gif: frame larger than the screen", file: gifScreen(2, 2) + gifFrame(1, 0, 4, 2, 0) + ";", want: "gif 2x2 shown 5x2 channels 3 depth 1 palette", deep: "gif 2x2 shown 5x2 frames 1 channels 3 depth 1 palette"},
	{name: "gif: screen of 0x0", file: gifScreen(0, 0) + gifFrame(0, 0, 4, 2, 0) + ";", want: "gif shown 4x2 channels 3 depth 1 palette", deep: "gif shown 4x2 frames 1 channels 3 depth 1 palette"},
	{name: "gif: a long comment", file: gifScreen(4, 3) + "\x21\xfe" + strings.Repeat("\xff"+strings.Repeat(",", 255), 40) + "\x00" + gifFrame(0, 0, 4, 3, 0) + ";",
		want: "gif 4x3 channels 3 depth 1 palette", deep: "gif 4x3 frames 1 channels 3 depth 1 palette"},
	{name: "gif: bytes behind the end", file: gifScreen(4, 3) + gifFrame(0, 0, 4, 3, 0) + ";MORE", want: "gif 4x3 channels 3 depth 1 palette", deep: "gif 4x3 frames 1 channels 3 depth 1 palette trailing 4"},
	{name: "gif: cut in its second frame", file: gifScreen(4, 3) + gifFrame(0, 0, 4, 3, 0) + gifFrame(0, 0, 4, 3, 0)[:12], want: "gif 4x3 channels 3 depth 1 palette",
		deep: "gif 4x3 frames 2 channels 3 depth 1 palette cut"},
	{name: "gif: no frame", file: gifScreen(4, 3) + ";", want: "gif 4x3 channels 3 depth 1 palette malformed at 19: no image comes before the end"},
}
