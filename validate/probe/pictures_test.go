package probe

import "strings"

func psdFile(resources string) string {
	return "8BPS\x00\x01" + strings.Repeat("\x00", 6) + b16(4) + b32(30, 40) + b16(8, 3) + b32(2) + "cc" + b32(uint32(len(resources))) + resources + b32(0)
}

func psdResource(id uint16, name, body string) string {
	return "8BIM" + b16(id) + name + b32(uint32(len(body))) + body + strings.Repeat("\x00", len(body)&1)
}

func icoFile(kind uint16, entries ...string) string {
	return l16(0, kind, uint16(len(entries))) + strings.Join(entries, "")
}

func icoEntry(w, h byte) string { return string([]byte{w, h, 0, 0}) + l16(1, 32) + l32(100, 22) }

func exrAttribute(name, kind, value string) string {
	return name + "\x00" + kind + "\x00" + l32(uint32(len(value))) + value
}

var pictureCases = []probeCase{
	{name: "psd", file: psdFile(psdResource(1005, "\x00\x00", "abc") + psdResource(psdExif, "\x03abc", exif("II", 3, "")) + psdResource(1, "\x00\x00", "")), want: "psd 40x30 orientation 3 frames 1 channels 4 depth 8"},
	{name: "psd: no resources", file: psdFile(""), want: "psd 40x30 frames 1 channels 4 depth 8"},
	{name: "ico: the largest entry", file: icoFile(1, icoEntry(16, 16), icoEntry(0, 0), icoEntry(48, 48)), want: "ico 256x256 frames 3"},
	{name: "cur", file: icoFile(2, icoEntry(32, 31)), want: "cur 32x31 frames 1"},
	{name: "qoi", file: "qoif" + b32(40, 30) + "\x04\x00", want: "qoi 40x30 frames 1 channels 4 depth 8 alpha"},
	{name: "dds", file: "DDS " + l32(124, 0x1007, 30, 40) + strings.Repeat("\x00", 108), want: "dds 40x30 frames 1"},
	{name: "exr", file: "\x76\x2f\x31\x01" + l32(2) + exrAttribute("comments", "string", strings.Repeat("x", 5000)) + exrAttribute("dataWindow", "box2i", l32(10, 10, 29, 21)) +
		exrAttribute("displayWindow", "box2i", l32(0, 0, 99, 49)) + "\x00", want: "exr 20x12 shown 100x50 frames 1"},
	{name: "hdr", file: "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 30 +X 40\ndata", want: "hdr 40x30 frames 1 channels 3"},
	{name: "hdr: no size", file: "#?RGBE\n\nnothing\n", want: "hdr malformed at 8: the line behind the header gives no size"},
	{name: "xcf", file: "gimp xcf v011\x00" + b32(40, 30, 0, 0), want: "xcf 40x30 frames 1"},
	{name: "xcf: a side of zero", file: "gimp xcf file\x00" + b32(40, 0, 2), want: "xcf 40x0 malformed at 0: a side is zero"},
	{name: "eps", file: "%!PS-Adobe-3.0 EPSF-3.0\r\n%%Title: (a)\r\n%%BoundingBox: -10 5 30 35\r\n%%EndComments\r\n", want: "eps 40x30"},
	{name: "eps: in a binary file", file: "\xc5\xd0\xd3\xc6" + l32(32, 100) + strings.Repeat("\x00", 20) + "%!PS-Adobe-3.0 EPSF-3.0\r%%BoundingBox:0 0 40 30\r", want: "eps 40x30"},
	{name: "eps: the box comes at the end", file: "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: (atend)\n%%EndComments\n", want: "eps"},
	{name: "eps: no box", file: "%!PS-Adobe-3.0 EPSF-3.0\n%%EndComments\n%%BoundingBox: 0 0 40 30\n", want: "eps"},
	{name: "eps: a line without end", file: "%!PS-Adobe-3.0 EPSF-3.0\n%" + strings.Repeat("x", 5000), want: "eps malformed at 24: a line is longer than 2048 bytes"},
	{name: "pbm", file: "P4\n# 1 2\n40 30\ndata", want: "pnm 40x30 frames 1 channels 1 depth 1"},
	{name: "ppm", file: "P3 40 30 65535\n1 2 3", want: "pnm 40x30 frames 1 channels 3 depth 16"},
	{name: "pam", file: "P7\nWIDTH 40\nHEIGHT 30\n# c\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\ndata", want: "pnm 40x30 frames 1 channels 4 depth 8 alpha"},
	{name: "pfm", file: "PF\n40 30\n-1.0\ndata", want: "pnm 40x30 frames 1 channels 3 depth 32"},
	{name: "pgm: a comment without end", file: "P5 #" + strings.Repeat("x", 5000), want: "pnm frames 1 channels 1 malformed at 0: the header is longer than 4096 bytes"},
	{name: "tga: 32 bits, run lengths", file: "\x00\x00\x0a" + strings.Repeat("\x00", 9) + l16(40, 30) + "\x20\x28" + strings.Repeat("d", 60), want: "tga 40x30 frames 1 channels 4 depth 8 alpha"},
	{name: "tga: palette, begins like a cursor", file: "\x00\x01\x01\x00\x00\x10\x00\x18" + l16(0, 0, 40, 30) + "\x08\x00" + strings.Repeat("d", 60), want: "tga 40x30 frames 1 channels 3 depth 8 palette"},
	{name: "jp2", file: "\x00\x00\x00\x0cjP  \r\n\x87\n" + ftyp("jp2 ") + box("jp2h", box("ihdr", b32(30, 40), b16(3), "\x07\x07\x00\x00")), want: "jp2 40x30 frames 1 channels 3 depth 8"},
	{name: "j2k", file: "\xff\x4f\xff\x51" + b16(47, 0) + b32(50, 40, 10, 10, 40, 30, 0, 0) + b16(3) + "\x07\x01\x01", want: "jp2 40x30 frames 1 channels 3 depth 8"},
	{name: "jxl: small, all default", file: "\xff\x0a" + jxlHeaderBits("1", "00011", "000", "00111", "1") + "dataspare", want: "jxl 64x32 frames 1 channels 3 depth 8"},
	{name: "jxl: ratio 16/9, turned, ten bits, alpha", file: "\xff\x0a" + jxlHeaderBits("0", "01", "0010000110111", "101", "0", "1", "101", "0", "0", "0", "0", "01", "1", "01", "1") + "dataspare", want: "jxl 1920x1080 shown 1080x1920 orientation 6 frames 1 depth 10 alpha"},
	{name: "jxl: container", file: "\x00\x00\x00\x0cJXL \r\n\x87\n" + ftyp("jxl ") + box("jxlp", b32(0)+"\xff\x0a"+jxlHeaderBits("1", "00011", "001", "1")+"dataspare"), want: "jxl 32x32 frames 1 channels 3 depth 8"},
	{name: "svg", file: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height='30.4px'/>", want: "svg 40x30 frames 1"},
	{name: "svg: view box behind prolog", file: "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\"> -- > --><!DOCTYPE svg [ <!ENTITY a \"]>\"> ]>\n<!--" + strings.Repeat("long ", 3000) + "-->\n<s:svg viewBox=\"0 0,40 30\" >", want: "svg 40x30 frames 1"},
	{name: "svg: inches and the ratio of the view box", file: "<svg width=\"1in\" height=\"100%\" viewBox=\"0 0 2 1\">", want: "svg 96x48 frames 1"},
	{name: "svg: no size", file: "<svg a='>'>", want: "svg frames 1"},
	{name: "html", file: "<!DOCTYPE html><html><svg width=\"1\" height=\"1\"></html>", want: " unrecognized at 0: the text is not SVG"},
}

// jxlHeaderBits packs numbers written in binary, each field the most significant bit first, as JPEG XL has them.
func jxlHeaderBits(fields ...string) string {
	var b []byte
	n := 0
	for _, f := range fields {
		for i := len(f) - 1; i >= 0; i-- {
			if n%8 == 0 {
				b = append(b, 0)
			}
			b[n/8] |= (f[i] - '0') << (n % 8)
			n++
		}
	}
	return string(b)
}
