package probe

// sniffSpan is enough to tell all formats with a signature apart.
const sniffSpan = 64

// sniff recognizes the format by its first bytes and makes the format's first step the next one.
func (p *Probe) sniff(b []byte) {
	f := signature(b)
	p.media.Format = f
	if s := starts[f]; s.at != stepDone {
		p.next(s.at, 0, int(s.need), int(s.n))
		return
	}
	switch f {
	case BMP:
		p.bmpStart(b)
	case TIFF:
		p.tiffStart()
	case MP4:
		p.bmffStart()
	case JXL:
		if b[0] == 0xff {
			p.next(stepJXLHeader, 0, 12, jxlSpan)
		} else {
			p.jxlNext(12)
		}
	case JP2:
		if b[0] == 0xff {
			p.next(stepJ2KHeader, 0, 43, 43)
		} else {
			p.jp2Next(12)
		}
	case EPS:
		p.epsStart(b)
	case PDF:
		p.pdfStart()
	case AVI, WAV:
		p.riffStart(b)
	case MKV:
		p.ebmlStart()
	case FLV:
		p.flvStart(b)
	case WMA:
		p.asfStart(b)
	case OGG:
		p.oggStart()
	case JPEG:
		p.jpegStart()
	case PNG:
		p.pngStart()
	case EXR:
		p.exrNext(8)
	default:
		p.sniffPlain(b)
	}
}

// starts has the first step of the formats that need nothing else, and the span for it: need to n bytes.
var starts = [formats]struct {
	at      step
	need, n uint8
}{
	GIF:  {stepGIFHeader, 13, 13},
	WEBP: {stepWebPChunk, 12, 12},
	PSD:  {stepPSDHeader, 30, 30},
	ICO:  {stepICOStart, 6, 6},
	CUR:  {stepICOStart, 6, 6},
	QOI:  {stepQOIHeader, 14, 14},
	DDS:  {stepDDSHeader, 128, 128},
	HDR:  {stepHDRLine, 1, 128},
	XCF:  {stepXCFHeader, 26, 26},
	PNM:  {stepPNMHeader, 3, 64},
	FLAC: {stepFLACHeader, 26, 26},
	MP3:  {stepID3, 10, 10},
}

// sniffPlain recognizes the formats without a signature.
func (p *Probe) sniffPlain(b []byte) {
	switch {
	case len(b) < sniffSpan && begins(b):
		p.truncated()
	case tsBegins(b):
		p.next(stepTSStart, 0, 5, MaxSpan)
	default:
		p.sniffRest(b)
	}
}

// sniffRest recognizes what begins with nothing that is reserved for it.
func (p *Probe) sniffRest(b []byte) {
	switch {
	case mp3Frame(b).length != 0:
		p.next(stepMP3Start, 0, 10, MaxSpan)
	case svgBegins(b):
		p.svgNext(0)
	case tgaPlausible(b):
		p.media.Format = TGA
		p.next(stepTGAHeader, 0, 18, 18)
	case tgaBegins(b):
		p.truncated()
	default:
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
	{PDF, "%PDF-"},
	{AVI, "RIFF????AVI ????????"},
	{WAV, "RIFF????WAVE"},
	{WAV, "RF64????WAVE"},
	{MKV, "\x1a\x45\xdf\xa3"},
	{FLV, "FLV\x01?\x00\x00\x00\x09"},
	{WMA, asfHeader + "??????????????"},
	{FLAC, "fLaC"},
	{OGG, "OggS\x00"},
	{MP3, "ID3"},
	{JXL, "\xff\x0a"},
	{JXL, "\x00\x00\x00\x0cJXL \r\n\x87\n"},
	{JP2, "\x00\x00\x00\x0cjP  \r\n\x87\n"},
	{JP2, "\xff\x4f\xff\x51"},
	{PSD, "8BPS\x00"},
	{QOI, "qoif"},
	{DDS, "DDS \x7c\x00\x00\x00"},
	{EXR, "\x76\x2f\x31\x01"},
	{HDR, "#?RADIANCE\n"},
	{HDR, "#?RADIANCE\r"},
	{HDR, "#?RGBE\n"},
	{HDR, "#?RGBE\r"},
	{EPS, "%!PS-Adobe-?.? EPSF-"},
	{EPS, "\xc5\xd0\xd3\xc6????"},
	{XCF, "gimp xcf "},
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
	{BMP, "\x6c\x00\x00\x00????????\x01\x00"},
	{BMP, "\x7c\x00\x00\x00????????\x01\x00"},
}

func signature(b []byte) Format {
	for i := range signatures {
		if s := &signatures[i]; len(b) >= len(s.bytes) && fits(b[:len(s.bytes)], s.bytes) {
			return s.format
		}
	}
	switch {
	case len(b) >= 6 && fits(b[:4], "\x00\x00\x01\x00") && le16(b, 4) != 0:
		return ICO
	case len(b) >= 6 && fits(b[:4], "\x00\x00\x02\x00") && le16(b, 4) != 0: // with no entries it may be TGA
		return CUR
	case pnmBegins(b) && len(b) >= 3:
		return PNM
	}
	return 0
}

// begins reports whether more bytes could turn b into a known signature.
func begins(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	for i := range signatures {
		if s := signatures[i].bytes; len(b) < len(s) && fits(b, s[:len(b)]) {
			return true
		}
	}
	return len(b) < 6 && (fits(b[:min(len(b), 4)], "\x00\x00\x01\x00") || fits(b[:min(len(b), 4)], "\x00\x00\x02\x00")) ||
		len(b) < 3 && pnmBegins(b) || len(b) < 7 && b[0] == 0xff && (len(b) < 2 || b[1] >= 0xe0)
}

//go:noinline
func fits(b []byte, s string) bool {
	for i, c := range b {
		if s[i] != '?' && s[i] != c {
			return false
		}
	}
	return true
}
