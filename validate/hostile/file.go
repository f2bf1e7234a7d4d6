package hostile

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/probe"
)

// File is a picture that lies, or that is two things at once.
type File struct {
	Name  string
	Bytes string
	Want  string // what is believed of its header: format, size, fault
}

// Files is all files.
func Files() []File {
	return []File{
		{"PNG: 65535 × 65535 in 1 kB", padded(pngSignature + ihdr(65535, 65535) + chunk("IDAT", "") + chunk("IEND", "")), "png 65535×65535"},
		{"PNG: 2^31-1 × 2^31-1", pngSignature + ihdr(1<<31-1, 1<<31-1), "png 2147483647×2147483647 truncated"},
		{"PNG: 2^32-1 × 2^32-1, beyond what the format allows", pngSignature + ihdr(1<<32-1, 1<<32-1), "png 4294967295×4294967295 malformed"},
		{"PNG: no size", pngSignature + ihdr(0, 0), "png malformed"},
		{"PNG: a chunk of 2^31-1 bytes first", pngSignature + b32(1<<31-1) + "tEXt" + padded(""), "png malformed"},
		{"PNG: a header of 2^31-1 bytes", pngSignature + b32(1<<31-1) + "IHDR" + b32(8) + b32(8) + "\x08\x02\x00\x00\x00", "png 8×8 truncated"},
		{"PNG: chunks of 2^31-1 bytes after the header", pngSignature + ihdr(8, 8) + strings.Repeat(b32(1<<31-1)+"tEXt", 100), "png 8×8 truncated"},
		{"PNG: 10,000 empty chunks", pngSignature + ihdr(8, 8) + strings.Repeat(chunk("aaAa", ""), 10_000), "png 8×8 truncated"},
		{"JPEG: 65535 × 65535 in 1 kB", padded(jpeg(65535, 65535)), "jpeg 65535×65535"},
		{"JPEG: no lines", jpeg(640, 0), "jpeg 640×0 truncated"},
		{"JPEG: a frame that is shorter than it says", "\xff\xd8\xff\xc0\x00\x04\x08\x00", "jpeg truncated"},
		{"JPEG: a million fill bytes", "\xff\xd8" + strings.Repeat("\xff", million) + jpeg(8, 8)[2:], "jpeg 8×8"},
		{"JPEG: segments that jump over each other", "\xff\xd8" + strings.Repeat("\xff\xe1\x00\x03", 10_000) + jpeg(8, 8)[2:], "jpeg 8×8"},
		{"JPEG: EXIF whose directory points at itself", "\xff\xd8" + exif("MM\x00*"+b32(8)+"\x00\x00"+b32(8)) + jpeg(8, 8)[2:], "jpeg 8×8"},
		{"GIF: 65535 × 65535 in 13 bytes", "GIF89a\xff\xff\xff\xff\x00\x00\x00", "gif 65535×65535 truncated"},
		{"GIF: blocks of one byte", "GIF89a\x08\x00\x08\x00\x00\x00\x00!\xfe" + strings.Repeat("\x01a", 20_000), "gif 8×8 truncated"},
		{"BMP: sides of -2^31", "BM" + l32(1<<30) + l32(0) + l32(54) + l32(40) + l32(1<<31) + l32(1<<31) + "\x01\x00\x18\x00" + strings.Repeat("\x00", 24), "bmp -2147483648×2147483648 malformed"},
		{"WEBP: a chunk of 2^32-1 bytes first", "RIFF" + l32(1<<32-1) + "WEBPJUNK" + l32(1<<32-1) + padded(""), "webp malformed"},
		{"WEBP: a canvas of 2^24 × 2^24", "RIFF" + l32(100) + "WEBPVP8X" + l32(10) + "\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff" + padded(""), "webp 16777216×16777216"},
		{"TIFF: a directory that is its own next", "II*\x00" + l32(8) + tiffDirectory(8), "tiff 8×8"},
		{"TIFF: two directories that are each other's next", "II*\x00" + l32(8) + tiffDirectory(38) + tiffDirectory(8), "tiff 8×8"},
		{"TIFF: a directory before the header", "II*\x00" + l32(0) + padded(""), "tiff malformed"},
		{"TIFF: a directory at 2^32-1", "II*\x00" + l32(1<<32-1) + padded(""), "tiff truncated"},
		{"TIFF: 65535 entries", "II*\x00" + l32(8) + "\xff\xff" + padded(""), "tiff truncated"},
		{"TIFF: 2^32-1 bits per sample", "II*\x00" + l32(8) + "\x03\x00" + tiffEntry(256, 8) + tiffEntry(257, 8) + "\x02\x01\x03\x00" + l32(1<<32-1) + l32(8) + l32(0), "tiff 8×8"},
		{"HEIC: a box of no length", heic + "\x00\x00\x00\x00" + "free" + padded(""), "heic truncated"},
		{"HEIC: boxes of 1 to 7 bytes", heic + "\x00\x00\x00\x01free\x00\x00\x00\x07free" + padded(""), "heic truncated"},
		{"HEIC: a box of 2^64-1 bytes", heic + b32(1) + "free" + b32(1<<32-1) + b32(1<<32-1) + padded(""), "heic truncated"},
		{"HEIC: boxes, each in the one before", heic + nested("meta\x00\x00\x00\x00", 5000), "heic malformed"},
		{"HEIC: items that no byte describes", heic + box("meta", "\x00\x00\x00\x00"+box("iinf", "\x01\x00\x00\x00"+b32(1<<32-1))+box("iloc", "\x02\x00\x00\x00\x44\x00"+b32(1<<32-1))), "heic malformed"},
		{"MP4: tracks, each in the one before", box("ftyp", "isom"+b32(0)+"isom") + nested("trak", 5000), "mp4 truncated"},
		{"SVG: 1e308 pixels", `<svg width="1e308" height="1e308" xmlns="http://www.w3.org/2000/svg"/>`, "svg 2147483648×2147483648"},
		{"SVG: entities in entities", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg width="&b;" height="8"/>`, "svg 0×8"},
		{"ICO: 65535 pictures", "\x00\x00\x01\x00\xff\xff" + padded(""), "ico truncated"},
		{"PDF: references in a circle", "%PDF-1.7\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1 0 R/Parent 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", "pdf"},
		{"EBML: an element of unknown length in another", "\x1a\x45\xdf\xa3\x80" + strings.Repeat("\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff", 10_000), "mkv truncated"},
		{"nothing", "", "truncated"},
		{"one byte", "\x89", "truncated"},

		{"GIF that is a script", "GIF89a=1;/*" + strings.Repeat("\x00", 100) + "*/alert(1)", "gif 12605×12091 malformed"},
		{"JPEG with a ZIP behind it", jpeg(8, 8) + "\xff\xd9PK\x03\x04" + padded("") + "PK\x05\x06" + strings.Repeat("\x00", 18), "jpeg 8×8"},
		{"JPEG with a page in its comment", "\xff\xd8\xff\xfe\x00\x1a<script>alert(1)</script>"[:29] + jpeg(8, 8)[2:], "jpeg malformed"},
		{"PNG with a PDF in a chunk", pngSignature + ihdr(8, 8) + chunk("tEXt", "a\x00%PDF-1.7 1 0 obj<<>>endobj %%EOF") + chunk("IEND", ""), "png 8×8"},
		{"PDF that starts as a JPEG", jpeg(8, 8) + "%PDF-1.7\n%%EOF", "jpeg 8×8"},
		{"JPEG that starts as a PDF", "%PDF-1.7\n" + jpeg(8, 8), "pdf"},
		{"PNG signature before a GIF", pngSignature + "GIF89a\x08\x00\x08\x00\x00\x00\x00;", "png malformed"},
		{"ZIP before a PNG", "PK\x03\x04" + padded("") + tinyPNG, "unrecognized"},
		{"BMP that is a page", "BM<html><script>alert(1)</script>" + padded(""), "bmp malformed"},
		{"TIFF and DNG of both byte orders", "II*\x00MM\x00*" + padded(""), "tiff truncated"},
		{"MP4 whose brand is a picture's", box("ftyp", "isom"+b32(0)+"heicavifmif1jxl ") + box("moov", ""), "heic malformed"},
		{"an SVG in a comment of HTML", "<!-- <svg width='8' height='8'> --><html></html>", "unrecognized"},
		{"PNG of CR LF turned into LF", strings.ReplaceAll(tinyPNG, "\r\n", "\n"), "unrecognized"},
	}
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// heic is a file type box that says a picture comes.
var heic = box("ftyp", "heic"+b32(0)+"mif1heic")

// tinyPNG is a PNG of 640 × 480 without its pixels.
var tinyPNG = pngSignature + ihdr(640, 480) + chunk("IDAT", "") + chunk("IEND", "")

func b32(n uint32) string { return string(binary.BigEndian.AppendUint32(nil, n)) }
func l32(n uint32) string { return string(binary.LittleEndian.AppendUint32(nil, n)) }

// padded is text with zeros up to 1 kB.
func padded(text string) string { return text + strings.Repeat("\x00", max(0, 1024-len(text))) }

// chunk is a chunk of a PNG with a wrong checksum: no reader of headers looks at it.
func chunk(name, data string) string { return b32(uint32(len(data))) + name + data + b32(0) }

func ihdr(width, height uint32) string {
	return chunk("IHDR", b32(width)+b32(height)+"\x08\x02\x00\x00\x00")
}

func jpeg(width, height uint16) string {
	size := string(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, height), width))
	return "\xff\xd8\xff\xc0\x00\x11\x08" + size + "\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
}

func exif(tiff string) string {
	length := string(binary.BigEndian.AppendUint16(nil, uint16(2+6+len(tiff))))
	return "\xff\xe1" + length + "Exif\x00\x00" + tiff
}

func tiffEntry(tag uint16, value uint32) string {
	return string(binary.LittleEndian.AppendUint16(nil, tag)) + "\x04\x00" + l32(1) + l32(value)
}

// tiffDirectory is a directory of 30 bytes with a size of 8 × 8 and the place of the next one.
func tiffDirectory(next uint32) string {
	return "\x02\x00" + tiffEntry(256, 8) + tiffEntry(257, 8) + l32(next)
}

func box(name, data string) string { return b32(uint32(8+len(data))) + name + data }

// nested is a box in a box in a box.
func nested(name string, depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(b32(uint32((depth-i)*(4+len(name)))) + name)
	}
	return b.String()
}

// Header is what was read of a file in the words of [File.Want].
func Header(m *probe.Media) string {
	words := []string{m.Format.String()}
	if m.Format == 0 {
		words = nil
	}
	if m.Width != 0 || m.Height != 0 {
		words = append(words, strconv.FormatInt(m.Width, 10)+"×"+strconv.FormatInt(m.Height, 10))
	}
	if m.Fault != probe.None {
		words = append(words, m.Fault.String())
	}
	return strings.Join(words, " ")
}
