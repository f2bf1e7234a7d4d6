package probe

// tiffState walks the directories of a TIFF or BigTIFF file, or the first directory of EXIF within another format.
// Formats: https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, https://www.awaresystems.be/imaging/tiff/bigtiff.html
// and https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf.
type tiffState struct {
	base, limit int64 // offsets count from base; what EXIF says ends at limit
	back        int64 // where the format around EXIF goes on
	left        int64 // entries not yet read
	then        int64 // the next directory, or 0
	bits        int64 // bits per channel lie here, or 0
	pages       int64
	exif        bool
	big         bool // BigTIFF
	motorola    bool // most significant byte first
}

const (
	tiffShort = 3
	tiffLong  = 4
	tiffIFD   = 13
	tiffLong8 = 16
	tiffIFD8  = 18
)

func (p *Probe) tiffStart() {
	p.tiff.limit = maxOffset
	p.next(stepTIFFHeader, 0, 8, 16)
}

// exifStart reads the orientation from EXIF that lies between base and limit, then goes back to the format around it.
func (p *Probe) exifStart(base, limit int64) {
	p.tiff = tiffState{base: base, limit: limit, exif: true, back: limit}
	if limit-base < 8 {
		p.exifEnd()
		return
	}
	p.next(stepTIFFHeader, base, 8, 8)
}

func (p *Probe) exifEnd() {
	switch p.media.Format {
	case JPEG:
		p.jpegNext(p.jpeg.segmentEnd)
	case PNG:
		p.pngNext(p.png.chunkEnd)
	case WEBP:
		p.webp.exif = false
		p.webpNext(p.webp.chunkEnd)
	case PSD:
		p.psdNext(p.tiff.back + p.tiff.back&1)
	default: // EXIF of HEIF, behind its meta box
		p.read = true
		p.finish()
	}
}

// tiffFail ends with a fault, or passes over EXIF that cannot be read.
func (p *Probe) tiffFail(reason string) {
	if p.tiff.exif {
		p.exifEnd()
		return
	}
	p.malformed(reason)
}

//go:noinline
func (s *tiffState) u16(b []byte, i int) uint16 {
	if s.motorola {
		return be16(b, i)
	}
	return le16(b, i)
}

//go:noinline
func (s *tiffState) u32(b []byte, i int) uint32 {
	if s.motorola {
		return be32(b, i)
	}
	return le32(b, i)
}

//go:noinline
func (s *tiffState) u64(b []byte, i int) uint64 {
	if s.motorola {
		return be64(b, i)
	}
	return le64(b, i)
}

// tiffHeader reads byte order, version and the offset of the first directory.
func (p *Probe) tiffHeader(b []byte) {
	s := &p.tiff
	s.motorola = b[0] == 'M'
	version, first := s.u16(b, 2), uint64(s.u32(b, 4))
	known := version == 42 || version == 43 && !s.exif
	if s.exif && version != 43 && first == 8 { // damaged: the format around it says that this is EXIF
		known = true
	}
	if b[0] != b[1] || b[0] != 'I' && b[0] != 'M' || !known {
		p.tiffFail("no byte order and version")
		return
	}
	if version == 43 {
		if s.big = true; len(b) < 16 {
			p.truncated()
			return
		}
		first = s.u64(b, 8)
	}
	if first < 8 {
		p.tiffFail("the first directory lies in the header")
		return
	}
	p.tiffDirectory(skip(s.base, first))
}

func (p *Probe) tiffDirectory(off int64) {
	s := &p.tiff
	n := 2
	if s.big {
		n = 8
	}
	if off > s.limit-int64(n) {
		p.tiffFail("the directory lies outside the file")
		return
	}
	s.bits = 0
	p.next(stepTIFFCount, off, n, n)
}

// tiffCount reads the number of entries in a directory.
func (p *Probe) tiffCount(b []byte) {
	s := &p.tiff
	if s.big {
		n := s.u64(b, 0)
		if n > 1<<16 {
			p.tiffFail("a directory has more than 65536 entries")
			return
		}
		s.left = int64(n)
	} else {
		s.left = int64(s.u16(b, 0))
	}
	p.tiffEntriesNext(p.off + int64(len(b)))
}

func (s *tiffState) entry() int {
	if s.big {
		return 20
	}
	return 12
}

func (p *Probe) tiffEntriesNext(off int64) {
	s := &p.tiff
	size := int64(s.entry())
	n := min(s.left, MaxSpan/size, (s.limit-off)/size)
	switch {
	case n > 0:
		p.next(stepTIFFEntries, off, int(n*size), int(n*size))
	case s.exif:
		p.exifEnd()
	default:
		p.tiffPage(off)
	}
}

// tiffEntries reads entries: tag, type, number of values, and the values or their offset.
func (p *Probe) tiffEntries(b []byte) {
	s, size := &p.tiff, p.tiff.entry()
	for i := 0; i+size <= len(b); i += size {
		e := b[i : i+size]
		tag, kind := s.u16(e, 0), s.u16(e, 2)
		count, field := uint64(s.u32(e, 4)), e[8:]
		if s.big {
			count, field = s.u64(e, 4), e[12:]
		}
		if s.exif {
			if tag == 274 {
				p.tiffOrientation(s.value(kind, count, field))
			}
			continue
		}
		p.tiffTag(tag, kind, count, field)
	}
	s.left -= int64(len(b) / size)
	if s.exif && p.media.Orientation != 0 {
		s.left = 0
	}
	p.tiffEntriesNext(p.off + int64(len(b)))
}

// value is the first value of an entry. Values that do not fit into its field lie elsewhere, perhaps behind, and are not read:
// none of the tags that matter has as many.
func (s *tiffState) value(kind uint16, count uint64, field []byte) (v uint64) {
	size := 0
	switch kind {
	case 1, 6:
		size, v = 1, uint64(field[0])
	case tiffShort, 8:
		size, v = 2, uint64(s.u16(field, 0))
	case tiffLong, tiffIFD, 9:
		size, v = 4, uint64(s.u32(field, 0))
	case tiffLong8, tiffIFD8, 17:
		size, v = 8, s.u64(field, 0)
	default:
		return 0
	}
	if count > uint64(len(field)/size) {
		return 0
	}
	return v
}

//go:noinline
func (p *Probe) tiffOrientation(v uint64) {
	if p.media.Orientation == 0 && v >= 1 && v <= 8 {
		p.media.Orientation = uint8(v)
	}
}
