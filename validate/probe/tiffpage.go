package probe

// tiffTag takes what an entry says about the picture. Only the first directory describes it; later ones are counted.
func (p *Probe) tiffTag(tag, kind uint16, count uint64, field []byte) {
	s, m := &p.tiff, &p.media
	v := s.value(kind, count, field)
	if s.pages > 0 {
		return
	}
	switch tag {
	case 256:
		if v != 0 {
			m.Width = int64(min(v, 1<<32))
		}
	case 257:
		if v != 0 {
			m.Height = int64(min(v, 1<<32))
		}
	case 258:
		switch fit := uint64(len(field) / 2); {
		case kind == tiffShort && count > fit:
			s.bits = skip(s.base, s.offset(field))
		case v <= 64:
			m.BitDepth = uint8(v)
		}
	case 259:
		p.codec = tiffCompression(v)
	case 262:
		m.Palette = tri(v == 3)
	case 274:
		p.tiffOrientation(v)
	case 277:
		m.Channels = uint8(min(v, 255))
	case 338:
		m.Alpha = tri(v == 1 || v == 2)
	case 50706:
		p.codec = codecDng
	}
}

// offset is where the values of an entry lie that do not fit into its field.
func (s *tiffState) offset(field []byte) uint64 {
	if s.big {
		return s.u64(field, 0)
	}
	return uint64(s.u32(field, 0))
}

func tiffCompression(v uint64) codecID {
	switch v {
	case 2, 3, 4:
		return codecCcitt
	case 5:
		return codecLzw
	case 6, 7:
		return codecJpeg
	case 8, 32946:
		return codecDeflate
	case 32773:
		return codecPackbits
	}
	return 0
}

// tiffPage ends a directory, whose entries reach to off.
func (p *Probe) tiffPage(off int64) {
	s, m := &p.tiff, &p.media
	if s.pages++; s.pages == 1 {
		if m.Width == 0 || m.Height == 0 {
			p.malformed("the first directory gives no size")
			return
		}
		if m.Alpha == Unknown {
			m.Alpha = No
		}
		if m.Channels == 0 {
			m.Channels = 1
		}
		if m.Palette == Yes {
			m.Channels = 3
		}
		if m.BitDepth == 0 && s.bits == 0 {
			m.BitDepth = 1
		}
	}
	n := 4
	if s.big {
		n = 8
	}
	p.next(stepTIFFNext, off, n, n)
}

// tiffNext reads the offset of the next directory, which is 0 in the last.
func (p *Probe) tiffNext(b []byte) {
	s := &p.tiff
	s.then = skip(s.base, s.offset(b))
	if s.then == 0 {
		p.media.Frames = s.pages
	}
	if s.bits >= p.off {
		p.next(stepTIFFBits, s.bits, 2, 2)
		return
	}
	p.tiffFollow()
}

// tiffBits reads the first of the values of BitsPerSample.
func (p *Probe) tiffBits(b []byte) {
	if v := p.tiff.u16(b, 0); v <= 64 {
		p.media.BitDepth = uint8(v)
	}
	p.tiffFollow()
}

// tiffFollow goes to the next directory. One that lies behind is not followed: the number of pages then stays unknown.
func (p *Probe) tiffFollow() {
	s := &p.tiff
	if p.enough() {
		return
	}
	if s.then <= p.off {
		p.finish()
		return
	}
	s.bits = 0
	p.tiffDirectory(s.then)
}
