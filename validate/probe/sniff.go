package probe

// sniffSpan is enough to tell all formats with a signature apart.
const sniffSpan = 64

// sniff recognizes the format by its first bytes and makes the format's first step the next one.
func (p *Probe) sniff(b []byte) {
	f := signature(b)
	p.media.Format = f
	switch f {
	case JPEG:
		p.jpegStart()
	case PNG:
		p.pngStart()
	case GIF:
		p.next(stepGIFHeader, 0, 13, 13)
	case BMP:
		p.bmpStart(b)
	case TIFF:
		p.tiffStart()
	case WEBP:
		p.webpStart()
	case MP4:
		p.bmffStart()
	default:
		if len(b) < sniffSpan && begins(b) {
			p.truncated()
			return
		}
		p.fail(Unrecognized, 0, "no known format starts like this")
	}
}

// signatures lists the bytes that formats start with; '?' stands for any byte. The first that fits wins.
var signatures = [...]struct {
	format Format
	bytes  string
}{
	{JPEG, "\xff\xd8"},
	{PNG, "\x89PNG\r\n\x1a\n"},
	{GIF, "GIF87a"},
	{GIF, "GIF89a"},
	{WEBP, "RIFF????WEBP"},
	{TIFF, "II*\x00"},
	{TIFF, "MM\x00*"},
	{TIFF, "II+\x00\x08\x00\x00\x00"},
	{TIFF, "MM\x00+\x00\x08\x00\x00"},
	{MP4, "????ftyp"},
	{MP4, "????moov"},
	{MP4, "????mdat"},
	{MP4, "????wide"},
	{MP4, "????free????????moov"},
	{MP4, "????skip????????moov"},
	{MP4, "????pnot"},
	{BMP, "BM????????????"},
	{BMP, "BA????????????BM"},
	{BMP, "\x28\x00\x00\x00????????\x01\x00"},
}

func signature(b []byte) Format {
	for i := range signatures {
		if s := &signatures[i]; len(b) >= len(s.bytes) && fits(b[:len(s.bytes)], s.bytes) {
			return s.format
		}
	}
	return 0
}

// begins reports whether more bytes could turn b into a known signature.
func begins(b []byte) bool {
	for i := range signatures {
		if s := signatures[i].bytes; len(b) < len(s) && fits(b, s[:len(b)]) {
			return true
		}
	}
	return false
}

func fits(b []byte, s string) bool {
	for i, c := range b {
		if s[i] != '?' && s[i] != c {
			return false
		}
	}
	return true
}
