package probe

import (
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strings"
)

func chunk(kind, body string) string {
	return b32(uint32(len(body))) + kind + body + b32(crc32.ChecksumIEEE([]byte(kind+body)))
}

func ihdr(w, h uint32, depth, colour, interlace byte) string {
	return chunk("IHDR", b32(w, h)+string([]byte{depth, colour, 0, 0, interlace}))
}

const pngSignature = "\x89PNG\r\n\x1a\n"

var (
	idat = chunk("IDAT", "\x78\x9c")
	iend = chunk("IEND", "")
	fctl = chunk("fcTL", string(make([]byte, 26)))
)

// profile is what programs write into a text chunk that holds something else: lines of hexadecimal.
func profile(name, body string) string {
	s := fmt.Sprintf("\n%s\n%8d\n", name, len(body))
	for digits := hex.EncodeToString([]byte(body)); digits != ""; digits = digits[min(len(digits), 72):] {
		s += digits[:min(len(digits), 72)] + "\n"
	}
	return s
}

const (
	profileKey = "Raw profile type exif\x00"
	app1Key    = "Raw profile type APP1\x00"
)

var (
	turned    = profile("exif", "Exif\x00\x00"+exif("II", 6, strings.Repeat("thumbnail", 130)))
	mirrored  = profile("exif", exif("MM", 2, ""))
	pngTurned = "png 3x2 shown 2x3 orientation 6 frames 1 channels 3 depth 8"
	pngPlain  = "png 3x2 frames 1 channels 3 depth 8"
)

// pngWith is a file with chunks before its picture.
func pngWith(chunks ...string) string {
	return pngSignature + ihdr(3, 2, 8, 2, 0) + strings.Join(chunks, "") + idat + iend
}

var pngCases = []probeCase{
	{name: "png: rgb", file: pngSignature + ihdr(640, 480, 8, 2, 0) + idat + iend, want: "png 640x480 frames 1 channels 3 depth 8"},
	{name: "png: rgba of 16 bits, interlaced", file: pngSignature + ihdr(1, 2, 16, 6, 1) + idat + iend, want: "png 1x2 frames 1 channels 4 depth 16 alpha progressive"},
	{name: "png: grey and alpha", file: pngSignature + ihdr(1, 2, 8, 4, 0) + idat + iend, want: "png 1x2 frames 1 channels 2 depth 8 alpha"},
	{name: "png: one bit", file: pngSignature + ihdr(1, 2, 1, 0, 0) + idat + iend, want: "png 1x2 frames 1 channels 1 depth 1"},
	{name: "png: palette", file: pngSignature + ihdr(3, 2, 4, 3, 0) + chunk("PLTE", "rgbrgb") + idat + iend, want: "png 3x2 frames 1 channels 3 depth 4 palette"},
	{name: "png: palette and tRNS", file: pngSignature + ihdr(3, 2, 2, 3, 0) + chunk("PLTE", "rgbrgb") + chunk("tRNS", "\x00") + idat + iend, want: "png 3x2 frames 1 channels 4 depth 2 palette alpha"},
	{name: "png: animated", file: pngSignature + ihdr(3, 2, 8, 2, 0) + chunk("acTL", b32(3, 0)) + fctl + idat + fctl + chunk("fdAT", b32(1)+"\x78\x9c") + iend,
		want: "png 3x2 frames 3 channels 3 depth 8", deep: "png 3x2 frames 2 channels 3 depth 8"},
	{name: "png: the letters acTL in a text", file: pngSignature + ihdr(3, 2, 8, 2, 0) + chunk("tEXt", "Comment\x00"+chunk("acTL", b32(9, 0))) + idat + iend, want: "png 3x2 frames 1 channels 3 depth 8"},
	{name: "png: acTL behind a long profile", file: pngSignature + ihdr(3, 2, 8, 2, 0) + chunk("iCCP", string(make([]byte, 9000))) + chunk("acTL", b32(2, 0)) + fctl + idat + fctl + iend,
		want: "png 3x2 frames 2 channels 3 depth 8"},
	{name: "png: eXIf", file: pngSignature + ihdr(3, 2, 8, 2, 0) + chunk("eXIf", exif("II", 8, "")) + idat + iend, want: "png 3x2 shown 2x3 orientation 8 frames 1 channels 3 depth 8"},
	{name: "png: eXIf behind the picture", file: pngSignature + ihdr(3, 2, 8, 2, 0) + idat + chunk("eXIf", exif("MM", 8, "")) + iend,
		want: "png 3x2 frames 1 channels 3 depth 8", deep: "png 3x2 shown 2x3 orientation 8 frames 1 channels 3 depth 8"},
	{name: "png: EXIF in zTXt", file: pngWith(chunk("zTXt", profileKey+"\x00"+deflated(turned, 9))), want: pngTurned},
	{name: "png: EXIF in zTXt, in the code that the format states", file: pngWith(chunk("zTXt", profileKey+"\x00"+deflated(turned, 1))), want: pngTurned},
	{name: "png: EXIF in zTXt, stored", file: pngWith(chunk("zTXt", profileKey+"\x00"+deflated(turned, 0))), want: pngTurned},
	{name: "png: EXIF in tEXt", file: pngWith(chunk("tEXt", app1Key+turned)), want: pngTurned},
	{name: "png: EXIF in iTXt", file: pngWith(chunk("iTXt", app1Key+"\x00\x00en\x00Profil\x00"+turned)), want: pngTurned},
	{name: "png: EXIF in compressed iTXt", file: pngWith(chunk("iTXt", profileKey+"\x01\x00\x00\x00"+deflated(turned, 6))), want: pngTurned},
	{name: "png: EXIF without its name, behind another text", file: pngWith(chunk("tEXt", "Comment\x00"+strings.Repeat("nothing ", 9)), chunk("zTXt", profileKey+"\x00"+deflated(mirrored, 6))),
		want: "png 3x2 orientation 2 frames 1 channels 3 depth 8"},
	{name: "png: the first EXIF counts", file: pngWith(chunk("zTXt", profileKey+"\x00"+deflated(turned, 6)), chunk("eXIf", exif("II", 8, ""))), want: pngTurned},
	{name: "png: EXIF in zTXt behind the picture", file: pngSignature + ihdr(3, 2, 8, 2, 0) + idat + chunk("zTXt", profileKey+"\x00"+deflated(turned, 6)) + iend, want: pngPlain, deep: pngTurned},
	{name: "png: XMP in zTXt", file: pngWith(chunk("zTXt", app1Key+"\x00"+deflated(profile("APP1", "http://ns.adobe.com/xap/1.0/\x00"), 6))), want: pngPlain},
	{name: "png: a profile that is not deflate", file: pngWith(chunk("zTXt", profileKey+"\x00"+"\x78\x9c\xff\xff\xff")), want: pngPlain},
	{name: "png: a profile that is not hexadecimal", file: pngWith(chunk("tEXt", profileKey+"\n\n\nexif")), want: pngPlain},
	{name: "png: a profile of nothing", file: pngWith(chunk("zTXt", profileKey), chunk("tEXt", profileKey), chunk("iTXt", profileKey+"\x01")), want: pngPlain},
	{name: "png: a profile whose directory lies far off", file: pngWith(chunk("tEXt", profileKey+profile("exif", "II*\x00\xff\xff\xff\xff"))), want: pngPlain},
	{name: "png: CgBI", file: pngSignature + chunk("CgBI", "\x50\x00\x20\x06") + ihdr(3, 2, 8, 6, 0) + idat + iend, want: "png 3x2 frames 1 channels 4 depth 8 alpha cgbi"},
	{name: "png: the largest side", file: pngSignature + ihdr(1<<31-1, 1, 8, 2, 0) + idat + iend, want: "png 2147483647x1 frames 1 channels 3 depth 8"},
	{name: "png: a side too large", file: pngSignature + ihdr(1<<31, 1, 8, 2, 0) + idat + iend, want: "png 2147483648x1 malformed at 16: a side is not within 1 to 2^31-1"},
	{name: "png: a side of zero", file: pngSignature + ihdr(0, 1, 8, 2, 0) + idat + iend, want: "png 0x1 malformed at 16: a side is not within 1 to 2^31-1"},
	{name: "png: palette of 16 bits", file: pngSignature + ihdr(1, 1, 16, 3, 0) + idat + iend, want: "png 1x1 malformed at 16: colour type and bit depth do not go together"},
	{name: "png: a chunk too long", file: pngSignature + ihdr(3, 2, 8, 2, 0) + "\x80\x00\x00\x00tEXt", want: "png 3x2 frames 1 channels 3 depth 8 malformed at 33: a chunk is longer than 2^31-1"},
	{name: "png: no IHDR", file: pngSignature + idat + iend + ihdr(3, 2, 8, 2, 0), want: "png malformed at 8: the first chunk is not IHDR"},
	{name: "png: bytes behind the end", file: pngSignature + ihdr(3, 2, 8, 2, 0) + idat + iend + "PK\x03\x04", want: "png 3x2 frames 1 channels 3 depth 8", deep: "png 3x2 frames 1 channels 3 depth 8 trailing 4"},
	{name: "png: no end", file: pngSignature + ihdr(3, 2, 8, 2, 0) + idat, want: "png 3x2 frames 1 channels 3 depth 8", deep: "png 3x2 frames 1 channels 3 depth 8 cut"},
}
