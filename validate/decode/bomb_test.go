package decode_test

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

func be(v ...uint32) (s string) {
	for _, v := range v {
		s += string(binary.BigEndian.AppendUint32(nil, v))
	}
	return s
}

func le(v ...uint32) (s string) {
	for _, v := range v {
		s += string(binary.LittleEndian.AppendUint32(nil, v))
	}
	return s
}

func pngChunk(kind, body string) string {
	return be(uint32(len(body))) + kind + body + be(crc32.ChecksumIEEE([]byte(kind+body)))
}

// zeros is n zero bytes, compressed a thousandfold.
func zeros(n int) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	for piece := make([]byte, 1<<16); n > 0; n -= len(piece) {
		w.Write(piece[:min(n, len(piece))])
	}
	w.Close()
	return out.String()
}

// tiffOf is a TIFF of one grey strip, packed by deflate.
func tiffOf(w, h uint32, strip string) string {
	entry := func(tag, v uint32) string { return le(tag|4<<16, 1, v) }
	directory := "\x09\x00" + entry(256, w) + entry(257, h) + entry(258, 8) + entry(259, 8) + entry(262, 1) + entry(273, 8+2+9*12+4) + entry(277, 1) +
		entry(278, h) + entry(279, uint32(len(strip)))
	return "II*\x00" + le(8) + directory + le(0) + strip
}

// gifOf is a GIF of black frames that each fill a screen of w x h.
func gifOf(w, h uint16, frames int) string {
	sides := string(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, w), h))
	var packed bytes.Buffer
	z := lzw.NewWriter(&packed, lzw.LSB, 2)
	for row := make([]byte, w); h > 0; h-- {
		z.Write(row)
	}
	z.Close()
	frame := ",\x00\x00\x00\x00" + sides + "\x00\x02"
	for data := packed.String(); data != ""; data = data[min(len(data), 255):] {
		frame += string([]byte{byte(min(len(data), 255))}) + data[:min(len(data), 255)]
	}
	return "GIF89a" + sides + "\x80\x00\x00\x00\x00\x00\xff\xff\xff" + strings.Repeat(frame+"\x00", frames) + ";"
}

var bombs = []struct{ name, file, reason string }{
	{"jpeg", "\xff\xd8\xff\xc2\x00\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00\xff\xd9", "too large"},
	{"png", "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", be(60_000, 60_000)+"\x10\x06\x00\x00\x00") + pngChunk("IDAT", zeros(1<<20)) + pngChunk("IEND", ""), "too large"},
	{"gif", "GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02\x4c\x01\x00;", "too large"},
	{"gif of many frames", gifOf(4000, 4000, 5), "too large"},
	{"bmp", "BM" + le(54, 0, 54, 40, 1<<30, 1<<30, 1|24<<16, 0, 0, 0, 0, 0, 0), "too large"},
	{"tiff", tiffOf(1<<20, 1<<20, zeros(1<<20)), "too large"},
	{"webp, lossless", "RIFF" + le(26) + "WEBPVP8L" + le(13) + "\x2f\xff\xff\xff\x0f" + strings.Repeat("\x00", 9), "too large"},
	{"webp, a small canvas around a large picture", "RIFF" + le(44) + "WEBPVP8X" + le(10) + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "VP8L" + le(13) + "\x2f\xff\xff\xff\x0f" + strings.Repeat("\x00", 9), ""},
	{"webp, lossy", "RIFF" + le(30) + "WEBPVP8 " + le(18) + "\x10\x02\x00\x9d\x01\x2a\xff\x3f\xff\x3f" + strings.Repeat("\x00", 8), "too large"},
	{"avif", heifOf("avif", 1<<30, 1<<30), "no decoder"},
	{"heic", heifOf("heic", 1<<30, 1<<30), "no decoder"},
	{"a strip that expands to 64 MB in a tiff of 10x10", tiffOf(10, 10, zeros(64<<20)), ""},
	{"pixels that expand to 64 MB in a png of 10x10", "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", be(10, 10)+"\x08\x00\x00\x00\x00") + pngChunk("IDAT", zeros(64<<20)) + pngChunk("IEND", ""), ""},
}

func box(kind string, body ...string) string {
	all := strings.Join(body, "")
	return be(uint32(len(all)+8)) + kind + all
}

// heifOf is the header of an AVIF or HEIC picture.
func heifOf(brand string, w, h uint32) string {
	return box("ftyp", brand, be(0), "mif1") + box("meta", be(0), box("pitm", be(0), "\x00\x01"),
		box("iprp", box("ipco", box("ispe", be(0, w, h))), box("ipma", be(0, 1), "\x00\x01\x01\x81")))
}

// TestBombsTakeLittleMemory counts what is taken from the heap: a picture over the cap is not tried.
func TestBombsTakeLittleMemory(t *testing.T) {
	for _, bomb := range bombs {
		header := probe.Bytes([]byte(bomb.file))
		lie := header // of a caller whose header does not belong to the file
		lie.Width, lie.Height, lie.Fault = 1, 1, probe.None
		for _, m := range []probe.Media{header, lie} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := decode.Try(strings.NewReader(bomb.file), m, decode.Limits{})
			runtime.ReadMemStats(&after)
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 8<<20 {
				t.Errorf("%s: %d bytes taken: %+v", bomb.name, taken, got)
			}
			if bomb.reason != "" && (got.Outcome != decode.NotTried || !strings.HasPrefix(got.Reason, bomb.reason)) {
				t.Errorf("%s: want %s, got %+v", bomb.name, bomb.reason, got)
			}
		}
	}
}

// endless is a file that goes on after its header.
type endless struct{ header strings.Reader }

func (e *endless) Read(p []byte) (int, error) {
	if e.header.Len() > 0 {
		return e.header.Read(p)
	}
	clear(p)
	return len(p), nil
}

func TestAFileOverTheCapIsNotReadToItsEnd(t *testing.T) {
	file := "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", be(10, 10)+"\x08\x00\x00\x00\x00") + pngChunk("IDAT", "")
	got := decode.Try(&endless{*strings.NewReader(file)}, probe.Bytes([]byte(file)), decode.Limits{Bytes: 1 << 20})
	if got.Outcome != decode.NotTried || got.Reason != "too large: more than 1048576 bytes" {
		t.Errorf("got %+v", got)
	}
}
