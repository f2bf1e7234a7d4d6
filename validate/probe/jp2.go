package probe

//go:noinline
func (p *Probe) jp2Next(off int64) { p.next(stepJP2Box, off, 8, 22) }

// jp2Box walks the boxes of a JP2 file to the one that holds the size.
// Format: ISO/IEC 15444-1 annex I, https://www.itu.int/rec/T-REC-T.800.
func (p *Probe) jp2Box(b []byte) {
	m := &p.media
	size, head := int64(be32(b, 0)), int64(8)
	if size == 1 {
		if len(b) < 16 {
			p.truncated()
			return
		}
		size, head = int64(min(be64(b, 8), uint64(maxOffset))), 16
	}
	switch kind := cc(b, 4); {
	case kind == ccJp2c:
		p.next(stepJ2KHeader, p.off+head, 43, 43)
	case size == 0 || size < head:
		p.malformed("a box has no length")
	case kind == ccJp2h:
		p.jp2Next(p.off + head)
	case kind == ccIhdr && size >= 22:
		if len(b) < 22 {
			p.truncated()
			return
		}
		m.Height, m.Width = int64(be32(b, 8)), int64(be32(b, 12))
		m.Channels, m.BitDepth = uint8(min(be16(b, 16), 255)), jp2Depth(b[18])
		p.jp2Sized()
	default:
		p.jp2Next(skip(p.off, uint64(size)))
	}
}

// jp2Depth is the number of bits in a component; 255 says that they differ.
func jp2Depth(c byte) uint8 {
	if c == 255 {
		return 0
	}
	return c&0x7f + 1
}

// j2kHeader reads the SIZ segment that begins a codestream.
func (p *Probe) j2kHeader(b []byte) {
	m := &p.media
	if !has(b, 0, "\xff\x4f\xff\x51") {
		p.malformed("no SIZ segment begins the codestream")
		return
	}
	m.Width, m.Height = int64(be32(b, 8))-int64(be32(b, 16)), int64(be32(b, 12))-int64(be32(b, 20))
	m.Channels, m.BitDepth = uint8(min(be16(b, 40), 255)), jp2Depth(b[42])
	p.jp2Sized()
}

func (p *Probe) jp2Sized() {
	if p.media.Frames = 1; p.media.Width <= 0 || p.media.Height <= 0 {
		p.malformed("a side is not positive")
		return
	}
	p.finish()
}
