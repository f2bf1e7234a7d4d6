package probe

import (
	"strings"
	"testing"
)

// hostile are files made to keep a reader busy, or to make it believe a number. None may take more work than its length
// allows, in either mode and in pieces of any length; want is what the default mode says.
var hostile = []probeCase{
	{name: "jpeg: nothing but fill bytes", file: "\xff\xd8" + strings.Repeat("\xff", 50_000), want: "jpeg truncated at 50002: the file ends before its header"},
	{name: "jpeg: nothing but empty segments", file: "\xff\xd8" + strings.Repeat("\xff\xe2\x00\x02", 9000), want: "jpeg truncated at 36002: the file ends before its header"},
	{name: "jpeg: segments of length zero", file: "\xff\xd8" + strings.Repeat("\xff\xe2\x00\x00", 9000), want: "jpeg truncated at 36002: the file ends before its header"},
	{name: "jpeg: 65535x65535 in a hundred bytes", file: jpegFile(frame(0xc0, 65535, 65535), scan), want: "jpeg 65535x65535 frames 1 channels 3 depth 8"},
	{name: "jpeg: EXIF of 65535 entries in 100 bytes", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00MM\x00*"+b32(8)+b16(65535)+strings.Repeat("\x01", 80)), frame(0xc0, 4, 3), scan), want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "png: nothing but empty chunks", file: pngSignature + ihdr(3, 2, 8, 2, 0) + strings.Repeat(chunk("tEXt", ""), 4000), want: "png 3x2 frames 1 channels 3 depth 8 truncated at 48033: the file ends before its header"},
	{name: "png: nothing but profiles that expand", file: pngSignature + ihdr(3, 2, 8, 2, 0) + strings.Repeat(chunk("zTXt", profileKey+"\x00"+deflated(strings.Repeat("\x00", 1<<16), 9)), 400), want: "png 3x2 frames 1 channels 3 depth 8 truncated"},
	{name: "png: a profile of empty blocks", file: pngWith(chunk("zTXt", profileKey+"\x00\x78\x9c"+strings.Repeat("\x00\x00\x00\xff\xff", 4000))), want: pngPlain},
	{name: "eps: lines without end", file: "%!PS-Adobe-3.0 EPSF-3.0\n" + strings.Repeat("%\n", 9000), want: "eps truncated at 18024: the file ends before its header"},
	{name: "png: a chunk of 2^31-1 bytes", file: pngSignature + ihdr(3, 2, 8, 2, 0) + "\x7f\xff\xff\xfftEXt", want: "png 3x2 frames 1 channels 3 depth 8 truncated at 41: the file ends before its header"},
	{name: "gif: sub-blocks of one byte", file: gifScreen(4, 3) + "\x21\xfe" + strings.Repeat("\x01x", 9000), want: "gif 4x3 channels 3 depth 1 palette truncated at 18021: the file ends before its header"},
	{name: "gif: nothing but terminators", file: gifScreen(4, 3) + strings.Repeat("\x00", 9000), want: "gif 4x3"},
	{name: "bmp: a side of -2^31", file: bmpFile(bmpInfo(40, 5, -1<<31, 24, 0)), want: "bmp 5x2147483648 frames 1 channels 3 depth 8"},
	{name: "webp: chunks of no length", file: riff("WEBP", vp8x(0x08, 4, 3), strings.Repeat(riffChunk("JUNK", ""), 4000)), want: "webp 4x3 frames 1 channels 3 depth 8"},
	{name: "webp: a chunk of 2^32-1 bytes", file: "RIFF\xff\xff\xff\xffWEBPJUNK\xff\xff\xff\xff", want: "webp cut malformed at 12: no image comes before the end"},
	{name: "tiff: directories that point at each other", file: "II*\x00" + l32(8) + tiffDirectory("II", 86, tiffBase(7, 5)...) + tiffDirectory("II", 8, tiffBase(7, 5)...), want: "tiff 7x5 channels 1 depth 8 lzw"},
	{name: "tiff: 65535 entries", file: "II*\x00" + l32(8) + l16(65535) + strings.Repeat("\x00", 786_420), want: "tiff malformed"},
	{name: "bigtiff: 2^63 entries", file: "II+\x00\x08\x00\x00\x00" + l64(16) + l32(0, 1<<31) + strings.Repeat("\x00", 100), want: "tiff malformed at 16: a directory has more than 65536 entries"},
	{name: "bigtiff: a directory at 2^64-1", file: "II+\x00\x08\x00\x00\x00" + l32(1<<32-1, 1<<32-1) + strings.Repeat("\x00", 100), want: "tiff"},
	{name: "avif: nothing but empty boxes", file: avif + strings.Repeat(box("free"), 4000), want: "avif truncated at 32024: the file ends before its header"},
	{name: "avif: boxes of length zero", file: avif + strings.Repeat("\x00\x00\x00\x00meta", 4000), want: "avif truncated"},
	{name: "avif: a box of 2^64-1 bytes", file: avif + b32(1) + "free" + b32(1<<32-1, 1<<32-1) + "more", want: "avif truncated at 44: the file ends before its header"},
	{name: "heic: 2^32-1 places and associations in no bytes", file: heic + meta(pitm(1), fullBox("iloc", 2, "\x44\x00"+b32(1<<32-1)), iprp(ispe(4, 3), fullBox("ipma", 0, b32(1<<32-1)))), want: "heic malformed"},
	{name: "heic: properties without end", file: heic + meta(pitm(1), iprp(strings.Repeat(ispe(4, 3), 2000), ipma(links(1, 1)))), want: "heic 4x3 frames 1"},
	{name: "mp4: tracks without end", file: ftyp("isom") + box("moov", strings.Repeat(box("trak"), 4000)), want: "mp4 malformed"},
	{name: "ico: 65535 entries", file: "\x00\x00\x01\x00\xff\xff" + strings.Repeat("\x01", 30_000), want: "ico"},
	{name: "psd: resources without end", file: psdFile(strings.Repeat(psdResource(1, "\x00\x00", ""), 3000)), want: "psd 40x30 frames 1 channels 4 depth 8"},
	{name: "exr: attributes without end", file: "\x76\x2f\x31\x01" + l32(2) + strings.Repeat(exrAttribute("a", "b", ""), 3000), want: "exr truncated at 24008: the file ends before its header"},
	{name: "hdr: lines without end", file: "#?RGBE\n" + strings.Repeat("x\n", 9000), want: "hdr truncated at 18007: the file ends before its header"},
	{name: "svg: comments without end", file: strings.Repeat("<!---->", 3000), want: " truncated at 21000: the file ends before its header"},
	{name: "svg: one dash after the other", file: "<!--" + strings.Repeat("-", 30_000), want: " truncated at 30004: the file ends before its header"},
	{name: "mp3: signs of frames without end", file: "ID3\x04\x00\x00\x00\x00\x00\x00" + strings.Repeat("\xff\xfb\x90", 9000), want: "mp3"},
	{name: "mp3: tags without end", file: strings.Repeat("ID3\x04\x00\x00\x00\x00\x00\x00", 3000), want: "mp3 truncated at 30000: the file ends before its header"},
	{name: "aac: short frames", file: strings.Repeat("\xff\xf1\x50\x80\x00\xff\xfc", 3000), want: "aac aac"},
	{name: "ogg: pages without end", file: strings.Repeat("OggS\x00\x02"+strings.Repeat("\x00", 21), 2000), want: "ogg"},
	{name: "webm: elements of no length", file: mkvDoc + "\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + strings.Repeat("\xec\x80", 9000), want: "webm truncated at 18030: the file ends before its header"},
	{name: "flv: tags of no length", file: "FLV\x01\x05\x00\x00\x00\x09" + strings.Repeat("\x00", 9000), want: "flv"},
	{name: "wma: 2^32-1 objects", file: asfHeader + l64(1000) + l32(1<<32-1) + "\x01\x02" + strings.Repeat(strings.Repeat("x", 16)+l64(24), 2000), want: "wma truncated at 48030: the file ends before its header"},
	{name: "avi: lists without end", file: riff("AVI ", strings.Repeat("LIST"+l32(4)+"hdrl", 3000)), want: "avi truncated at 36012: the file ends before its header"},
	{name: "ts: packets that say nothing", file: strings.Repeat(tsPacketOf(0x1fff, true, -1, ""), 2000), want: "ts malformed"},
	{name: "pdf: names without end", file: "%PDF-1.4" + strings.Repeat("/Type/Pages/Count 9 obj", 3000), want: "pdf"},
}

func TestHostileFilesTakeLittleWork(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			b := []byte(c.file)
			if got := summary(Bytes(b)); !strings.HasPrefix(got, c.want) {
				t.Errorf("want %s\n got %s", c.want, got)
			}
			for _, deep := range []bool{false, true} {
				boundedWork(t, b, deep)
				readsAlike(t, b, deep)
			}
		})
	}
}

// TestLyingSizes gives a Probe another length than the file has: it must end, and must not read outside.
func TestLyingSizes(t *testing.T) {
	for _, c := range cases() {
		for _, size := range []int64{0, 1, int64(len(c.file)) - 1, int64(len(c.file)) + 1, 1<<63 - 1} {
			var p Probe
			p.Reset(size)
			for {
				off, n, ok := p.Want()
				if !ok {
					break
				}
				from := min(off, int64(len(c.file)))
				p.Feed([]byte(c.file)[from:min(from+int64(n), int64(len(c.file)))])
			}
			p.Media()
		}
	}
}
