package probe

// gifState is what must be kept between the blocks of a GIF file.
// Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
type gifState struct {
	frames      int64
	transparent bool // the next frame has a transparent index
	image       bool // the sub-blocks being skipped hold a frame
}

//go:noinline
func (p *Probe) gifNext(off int64) { p.next(stepGIFBlock, off, 1, 10) }

// gifHeader reads the logical screen.
func (p *Probe) gifHeader(b []byte) {
	m := &p.media
	m.Width, m.Height = int64(le16(b, 6)), int64(le16(b, 8))
	m.Palette, m.Channels = Yes, 3
	off := int64(13)
	if flags := b[10]; flags&0x80 != 0 {
		m.BitDepth = flags&7 + 1
		off += 3 << (flags&7 + 1)
	}
	p.gifNext(off)
}

// gifBlock reads the introducer of a block: an image, an extension or the trailer.
func (p *Probe) gifBlock(b []byte) {
	switch b[0] {
	case 0x2c:
		p.gifImage(b)
	case 0x21:
		p.gifExtension(b)
	case 0x3b:
		p.gifEnd(p.off + 1)
	case 0: // a stray terminator, which decoders pass over
		p.gifNext(p.off + 1)
	default:
		p.gifEnd(p.off)
	}
}

func (p *Probe) gifExtension(b []byte) {
	if len(b) < 3 {
		p.truncated()
		return
	}
	if b[1] == 0xf9 && b[2] >= 4 {
		if len(b) < 4 {
			p.truncated()
			return
		}
		p.gif.transparent = b[3]&1 != 0
	}
	p.gif.image = false
	p.gifSkipNext(p.off + 2)
}

// gifImage reads an image descriptor. A first frame that leaves the screen makes what is shown larger, as browsers do.
func (p *Probe) gifImage(b []byte) {
	if len(b) < 10 {
		p.truncated()
		return
	}
	m, s := &p.media, &p.gif
	x, y, w, h := int64(le16(b, 1)), int64(le16(b, 3)), int64(le16(b, 5)), int64(le16(b, 7))
	flags := b[9]
	if s.frames++; s.frames == 1 {
		m.DisplayWidth, m.DisplayHeight = max(m.Width, x+w), max(m.Height, y+h)
		m.Alpha, m.Progressive = tri(s.transparent), tri(flags&0x40 != 0)
		if s.transparent {
			m.Channels++
		}
		if flags&0x80 != 0 {
			m.BitDepth = flags&7 + 1
		}
		if p.enough() {
			return
		}
	}
	m.Frames = s.frames
	s.transparent, s.image = false, true
	off := p.off + 11 // descriptor and LZW code size
	if flags&0x80 != 0 {
		off += 3 << (flags&7 + 1)
	}
	p.gifSkipNext(off)
}

//go:noinline
func (p *Probe) gifSkipNext(off int64) {
	n := 1
	if p.Deep {
		n = MaxSpan
	}
	p.next(stepGIFSkip, off, 1, n)
}

// gifSkip passes over sub-blocks, each one length byte and as many bytes, up to the empty one.
func (p *Probe) gifSkip(b []byte) {
	for i := 0; ; i += 1 + int(b[i]) {
		if i >= len(b) {
			p.gifSkipNext(p.off + int64(i))
			return
		}
		if b[i] == 0 {
			p.gifNext(p.off + int64(i) + 1)
			return
		}
	}
}

func (p *Probe) gifEnd(end int64) {
	if p.gif.frames == 0 {
		p.malformed("no image comes before the end")
		return
	}
	p.end = end
	p.finish()
}
