package probe

import "strings"

func riff(kind string, chunks ...string) string {
	body := kind + strings.Join(chunks, "")
	return "RIFF" + l32(uint32(len(body))) + body
}

func riffChunk(kind, body string) string {
	return kind + l32(uint32(len(body))) + body + strings.Repeat("\x00", len(body)&1)
}

func vp8x(flags byte, w, h uint32) string {
	return riffChunk("VP8X", string([]byte{flags, 0, 0, 0})+l32(w - 1)[:3]+l32(h - 1)[:3])
}

var (
	vp8  = riffChunk("VP8 ", "\x10\x00\x00\x9d\x01\x2a"+l16(0x4000|550, 0xc000|368)+"data!")
	vp8l = riffChunk("VP8L", "\x2f"+l32(386-1|(395-1)<<14|1<<28)+"data")
	anmf = riffChunk("ANMF", strings.Repeat("\x00", 16)+vp8l)
)

var webpCases = []probeCase{
	{name: "webp: lossy", file: riff("WEBP", vp8), want: "webp 550x368 frames 1 channels 3 depth 8 vp8"},
	{name: "webp: lossless", file: riff("WEBP", vp8l), want: "webp 386x395 frames 1 channels 4 depth 8 alpha vp8l"},
	{name: "webp: extended", file: riff("WEBP", vp8x(0x10, 1<<24, 1), riffChunk("ALPH", "a"), vp8), want: "webp 16777216x1 frames 1 channels 4 depth 8 alpha"},
	{name: "webp: animated", file: riff("WEBP", vp8x(0x02, 386, 395), riffChunk("ANIM", "123456"), anmf, anmf), want: "webp 386x395 channels 3 depth 8",
		deep: "webp 386x395 frames 2 channels 3 depth 8"},
	{name: "webp: EXIF behind the picture", file: riff("WEBP", vp8x(0x08, 550, 368), vp8, riffChunk("EXIF", exif("MM", 6, ""))), want: "webp 550x368 shown 368x550 orientation 6 frames 1 channels 3 depth 8"},
	{name: "webp: EXIF with the name of JPEG", file: riff("WEBP", vp8x(0x08, 550, 368), vp8, riffChunk("EXIF", "Exif\x00\x00"+exif("II", 6, ""))), want: "webp 550x368 shown 368x550 orientation 6 frames 1 channels 3 depth 8"},
	{name: "webp: EXIF promised and not there", file: riff("WEBP", vp8x(0x08, 550, 368), vp8), want: "webp 550x368 frames 1 channels 3 depth 8"},
	{name: "webp: bytes behind the end", file: riff("WEBP", vp8l) + "more", want: "webp 386x395 frames 1 channels 4 depth 8 alpha vp8l trailing 4"},
	{name: "webp: cut in the picture", file: riff("WEBP", vp8+strings.Repeat("x", 100))[:60], want: "webp 550x368 frames 1 channels 3 depth 8 vp8 cut"},
	{name: "webp: no key frame", file: riff("WEBP", riffChunk("VP8 ", "\x11\x00\x00\x9d\x01\x2a"+l16(5, 5))), want: "webp malformed at 20: no VP8 key frame"},
	{name: "webp: nothing in it", file: riff("WEBP", riffChunk("JUNK", "123456")), want: "webp malformed at 12: no image comes before the end"},
}
