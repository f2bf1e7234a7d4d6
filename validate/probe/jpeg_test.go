package probe

import "strings"

func jpegFile(segments ...string) string { return "\xff\xd8" + strings.Join(segments, "") }

func segment(marker byte, body string) string {
	return "\xff" + string([]byte{marker}) + b16(uint16(len(body)+2)) + body
}

// frame is a frame header of three components.
func frame(marker byte, w, h uint16) string {
	return segment(marker, "\x08"+b16(h, w)+"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01")
}

// exif is a TIFF structure that holds an orientation and, behind it, whatever thumbnail is given.
func exif(order string, orientation uint16, thumbnail string) string {
	if order == "MM" {
		return "MM\x00*" + b32(8) + b16(2) + b16(0x0100, 3) + b32(1) + b16(9, 0) + b16(274, 3) + b32(1) + b16(orientation, 0) + b32(0) + thumbnail
	}
	return "II*\x00" + l32(8) + l16(2) + l16(0x0100, 3) + l32(1) + l16(9, 0) + l16(274, 3) + l32(1) + l16(orientation, 0) + l32(0) + thumbnail
}

var scan = segment(jpegSOS, "\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00") + "\x12\x34\xff\x00\xff\xd0\x56"

const eoi = "\xff\xd9"

var jfif = segment(0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")

var jpegCases = []probeCase{
	{name: "jpeg: baseline", file: jpegFile(jfif, segment(0xdb, strings.Repeat("q", 65)), frame(0xc0, 640, 480), scan, eoi),
		want: "jpeg 640x480 frames 1 channels 3 depth 8"},
	{name: "jpeg: progressive", file: jpegFile(frame(0xc2, 17, 3), scan, eoi), want: "jpeg 17x3 frames 1 channels 3 depth 8 progressive"},
	{name: "jpeg: lossless, a C4 segment before it", file: jpegFile(segment(jpegDHT, "\x00\x00\x09\x00\x09zzz"), frame(0xc3, 5, 6), scan, eoi),
		want: "jpeg 5x6 frames 1 channels 3 depth 8"},
	{name: "jpeg: arithmetic, DAC and JPG before it", file: jpegFile(segment(jpegDAC, "\x00\x00\x09\x00\x09zzz"), segment(jpegJPG, "\x00\x00\x09\x00\x09zzz"), frame(0xc9, 5, 6), scan, eoi),
		want: "jpeg 5x6 frames 1 channels 3 depth 8"},
	{name: "jpeg: hierarchical, DHP has the size", file: jpegFile(frame(jpegDHP, 64, 32), frame(0xc1, 16, 8), scan, frame(0xc5, 64, 32), scan, eoi),
		want: "jpeg 64x32 frames 1 channels 3 depth 8"},
	{name: "jpeg: DHP behind the frame says nothing", file: jpegFile(frame(0xc0, 16, 8), frame(jpegDHP, 64, 32), scan, eoi),
		want: "jpeg 16x8 frames 1 channels 3 depth 8"},
	{name: "jpeg: four components of 12 bits", file: jpegFile(segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x02"), segment(0xc1, "\x0c"+b16(9, 8)+"\x04"+strings.Repeat("c", 12)), scan, eoi),
		want: "jpeg 8x9 frames 1 channels 4 depth 12"},
	{name: "jpeg: grey", file: jpegFile(segment(0xc0, "\x08"+b16(9, 8)+"\x01\x01\x11\x00"), scan, eoi), want: "jpeg 8x9 frames 1 channels 1 depth 8"},
	{name: "jpeg: orientation 6, little endian", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00"+exif("II", 6, "")), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 shown 3x4 orientation 6 frames 1 channels 3 depth 8"},
	{name: "jpeg: orientation 3, big endian, behind the frame", file: jpegFile(frame(0xc0, 4, 3), segment(jpegAPP1, "Exif\x00\x00"+exif("MM", 3, "")), scan, eoi),
		want: "jpeg 4x3 orientation 3 frames 1 channels 3 depth 8"},
	{name: "jpeg: the thumbnail in EXIF is not the picture", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00"+exif("MM", 5, jpegFile(frame(0xc0, 160, 120), scan, eoi))), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 shown 3x4 orientation 5 frames 1 channels 3 depth 8"},
	{name: "jpeg: orientation 9 says nothing", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00"+exif("MM", 9, "")), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: EXIF whose version is damaged", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00MM\x13*"+exif("MM", 6, "")[4:]), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 shown 3x4 orientation 6 frames 1 channels 3 depth 8"},
	{name: "jpeg: EXIF whose byte order is damaged", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00MI\x00*"+exif("MM", 6, "")[4:]), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: EXIF in BigTIFF", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00II+\x00"+exif("II", 6, "")[4:]), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: EXIF whose directory lies outside", file: jpegFile(segment(jpegAPP1, "Exif\x00\x00MM\x00*\x7f\xff\xff\xff"), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: XMP in APP1", file: jpegFile(segment(jpegAPP1, "http://ns.adobe.com/xap/1.0/\x00<x/>"), frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: fill bytes", file: jpegFile(jfif, strings.Repeat("\xff", 5000), frame(0xc0, 4, 3), "\xff\xff\xff", scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: bytes between segments", file: jpegFile(jfif, strings.Repeat("x", 5000)+"\xff\x00", frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: a segment of length zero", file: jpegFile("\xff\xe2\x00\x00 and so on", frame(0xc0, 4, 3), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8"},
	{name: "jpeg: height in DNL", file: jpegFile(frame(0xc0, 4, 0), scan, segment(jpegDNL, b16(77)), eoi),
		want: "jpeg 4x77 frames 1 channels 3 depth 8"},
	{name: "jpeg: height nowhere", file: jpegFile(frame(0xc0, 4, 0), scan, eoi),
		want: "jpeg 4x0 frames 1 channels 3 depth 8 malformed at 42: the height is zero"},
	{name: "jpeg: a second picture behind the first", file: jpegFile(frame(0xc0, 4, 3), scan, eoi) + jpegFile(frame(0xc0, 160, 120), scan, eoi),
		want: "jpeg 4x3 frames 1 channels 3 depth 8", deep: "jpeg 4x3 frames 1 channels 3 depth 8 trailing 44"},
	{name: "jpeg: no end", file: jpegFile(frame(0xc0, 4, 3), scan), want: "jpeg 4x3 frames 1 channels 3 depth 8", deep: "jpeg 4x3 frames 1 channels 3 depth 8 cut"},
	{name: "jpeg: no frame", file: jpegFile(jfif, eoi), want: "jpeg malformed at 20: the image ends before its frame header"},
	{name: "jpeg: a scan before the frame", file: jpegFile(jfif, scan, frame(0xc0, 4, 3), eoi), want: "jpeg malformed at 20: a scan comes before the frame header"},
	{name: "jpeg: width zero", file: jpegFile(frame(0xc0, 0, 3), scan, eoi), want: "jpeg 0x3 channels 3 depth 8 malformed at 6: the width is zero"},
	{name: "jpeg-ls", file: jpegFile(frame(jpegLS, 4, 3), scan, eoi), want: "jls 4x3 frames 1 channels 3 depth 8"},
}
