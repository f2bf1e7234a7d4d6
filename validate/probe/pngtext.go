package probe

const (
	pngTextKey  = 22   // the length of the keywords below and the zero behind them
	pngTextSpan = 2560 // how much of a text chunk is read: the first directory of EXIF lies at the start
)

// pngText goes into a text chunk of the kind that programs put EXIF in before the eXIf chunk was known: hexadecimal, under
// the keyword of a profile. https://exiftool.org/TagNames/PNG.html#TextualData
func (p *Probe) pngText(b []byte) {
	if has(b, 0, "Raw profile type exif\x00") || has(b, 0, "Raw profile type APP1\x00") {
		n := int(min(p.png.chunkEnd-4-p.off, pngTextSpan))
		p.next(stepPNGProfile, p.off, n, n)
		return
	}
	p.pngNext(p.png.chunkEnd)
}

// pngProfile reads the profile, which zTXt compresses, iTXt may compress, and tEXt does not.
func (p *Probe) pngProfile(b []byte) {
	kind, i := p.png.text, pngTextKey
	if kind == 'i' {
		if b[i] != 0 {
			kind = 'z'
		}
		i++
		for zeros := 0; zeros < 2 && i < len(b)-1; { // behind the language and the keyword in it
			if i++; b[i] == 0 {
				zeros++
			}
		}
	}
	if kind != 't' {
		i++
	}
	s := inflater{in: b[min(i, len(b)):]}
	if kind == 'z' {
		s.inflate()
	} else {
		s.n = copy(s.out[:], s.in)
	}
	p.exifHeld(unhex(s.out[:s.n]))
	p.pngNext(p.png.chunkEnd)
}

// unhex turns a profile into the bytes that it stands for, in place, without the name that JPEG needs. Three lines come before
// them: an empty one, the name of the profile and its length.
func unhex(b []byte) []byte {
	lines, digits := 0, 0
	for _, c := range b {
		v := c | 0x20
		switch {
		case lines < 3:
			if c == '\n' {
				lines++
			}
			continue
		case c >= '0' && c <= '9':
			v = c - '0'
		case v >= 'a' && v <= 'f':
			v -= 'a' - 10
		default:
			continue
		}
		if digits&1 == 0 {
			b[digits/2] = v << 4
		} else {
			b[digits/2] |= v
		}
		digits++
	}
	if b = b[:digits/2]; has(b, 0, "Exif\x00\x00") {
		return b[6:]
	}
	return b
}

// exifHeld reads the orientation from EXIF of which b is the start.
func (p *Probe) exifHeld(b []byte) {
	if signature(b) != TIFF {
		return
	}
	s := tiffState{motorola: b[0] == 'M'}
	at := int(s.u32(b, 4))
	for n := s.u16(b, at); n > 0 && at < len(b); n-- {
		if s.u16(b, at+2) == 274 {
			p.tiffOrientation(uint64(s.u16(b, at+10)))
		}
		at += 12
	}
}
