package probe

// pngTextSpan is how much of a text chunk is read, and pngTextHeld how much of the text in it: the first directory of EXIF
// lies at its start. Both are even.
const (
	pngTextSpan = 2560
	pngTextHeld = 2048
	pngTextKey  = 22 // the length of the keywords below and the zero behind them
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
	var text [pngTextHeld]byte
	n, i := 0, pngTextKey
	switch p.png.text {
	case 't':
		n = copy(text[:], b[i:])
	case 'z':
		n = inflate(text[:], b[min(i+1, len(b)):])
	case 'i':
		compressed := has(b, i, "\x01\x00")
		i += 2
		for zeros := 0; zeros < 2 && i < len(b); i++ { // behind the language and the keyword in it
			if b[i] == 0 {
				zeros++
			}
		}
		b = b[min(i, len(b)):]
		if compressed {
			n = inflate(text[:], b)
		} else {
			n = copy(text[:], b)
		}
	}
	p.exifHeld(unhex(text[:n]))
	p.pngNext(p.png.chunkEnd)
}

// unhex turns a profile into the bytes that it stands for, in place. Three lines come before them: an empty one, the name of
// the profile and its length.
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
	return b[:digits/2]
}

// exifHeld reads the orientation from EXIF of which b is the start.
func (p *Probe) exifHeld(b []byte) {
	if has(b, 0, "Exif\x00") && len(b) >= 6 {
		b = b[6:]
	}
	if !has(b, 0, "MM\x00*") && !has(b, 0, "II*\x00") {
		return
	}
	s := tiffState{motorola: b[0] == 'M'}
	from := int64(s.u32(b, 4))
	if from > int64(len(b)) {
		return
	}
	for i, n := int(from)+2, s.u16(b, int(from)); n > 0 && i+12 <= len(b); i, n = i+12, n-1 {
		if s.u16(b, i) == 274 {
			p.tiffOrientation(s.value(s.u16(b, i+2), uint64(s.u32(b, i+4)), b[i+8:i+12]))
			return
		}
	}
}
