package probe

// pngState is what must be kept between the chunks of a PNG file.
// Format: https://www.w3.org/TR/png-3/.
type pngState struct {
	chunkEnd int64
	frames   int64 // fcTL chunks seen
	headed   bool  // IHDR was read
	animated bool  // acTL was read
	text     byte  // the text chunk that is read: t, z or i for tEXt, zTXt and iTXt
}

// PNG lengths and sides are below 2^31.
const pngLimit = 1<<31 - 1

func (p *Probe) pngStart() { p.pngNext(8) }

//go:noinline
func (p *Probe) pngNext(off int64) { p.next(stepPNGChunk, off, 8, 8) }

// pngChunk reads the length and the type of a chunk and goes into it or over it.
func (p *Probe) pngChunk(b []byte) {
	s, m := &p.png, &p.media
	n := int64(be32(b, 0))
	if n > pngLimit {
		p.malformed("a chunk is longer than 2^31-1")
		return
	}
	body := p.off + 8
	s.chunkEnd = body + n + 4
	kind := cc(b, 4)
	switch {
	case !s.headed && kind == ccCgBI: // Apple's variant puts this chunk first
		p.codec = codecCgbi
	case !s.headed && (kind != ccIHDR || n < 13):
		p.malformed("the first chunk is not IHDR")
		return
	case !s.headed:
		p.next(stepPNGHeader, body, 13, 13)
		return
	case kind == ccTRNS:
		if m.Alpha == No {
			m.Alpha = Yes
			m.Channels++
		}
	case kind == ccAcTL && n >= 8 && !s.animated:
		p.next(stepPNGFrames, body, 4, 4)
		return
	case kind == ccFcTL:
		s.frames++
	case kind == ccEXIf && m.Orientation == 0 && n >= 8:
		p.exifStart(body, body+n)
		return
	case kind == ccTEXt || kind == ccZTXt || kind == ccITXt:
		if s.text = byte(kind >> 24); m.Orientation == 0 && n > pngTextKey {
			p.next(stepPNGText, body, pngTextKey, pngTextKey)
			return
		}
	case kind == ccIDAT && p.enough():
		return
	case kind == ccIEND:
		p.end = s.chunkEnd
		if s.animated {
			m.Frames = s.frames
		}
		p.finish()
		return
	}
	p.pngNext(s.chunkEnd)
}

// pngHeader reads the IHDR chunk.
func (p *Probe) pngHeader(b []byte) {
	m := &p.media
	m.Width, m.Height = int64(be32(b, 0)), int64(be32(b, 4))
	if m.Width == 0 || m.Height == 0 || m.Width > pngLimit || m.Height > pngLimit {
		p.malformed("a side is not within 1 to 2^31-1")
		return
	}
	depth, colour, interlace := b[8], b[9], b[12]
	depths := [...]uint32{0: 1<<1 | 1<<2 | 1<<4 | 1<<8 | 1<<16, 2: 1<<8 | 1<<16, 3: 1<<1 | 1<<2 | 1<<4 | 1<<8, 4: 1<<8 | 1<<16, 6: 1<<8 | 1<<16}
	if int(colour) >= len(depths) || depth > 16 || depths[colour]>>depth&1 == 0 {
		p.malformed("colour type and bit depth do not go together")
		return
	}
	m.BitDepth, m.Channels = depth, [...]uint8{1, 0, 3, 3, 2, 0, 4}[colour]
	m.Palette, m.Alpha, m.Progressive = tri(colour == 3), tri(colour >= 4), tri(interlace != 0)
	m.Frames = 1
	p.png.headed = true
	p.pngNext(p.png.chunkEnd)
}

// pngFrames reads the number of frames from acTL.
func (p *Probe) pngFrames(b []byte) {
	p.png.animated = true
	p.media.Frames = int64(be32(b, 0))
	p.pngNext(p.png.chunkEnd)
}
