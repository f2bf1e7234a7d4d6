package probe

// webpState is what must be kept between the chunks of a WebP file.
// Format: https://developers.google.com/speed/webp/docs/riff_container.
type webpState struct {
	riffEnd  int64
	chunk    fourCC
	bodyEnd  int64 // of the chunk, without padding
	chunkEnd int64
	frames   int64
	sized    bool
	exif     bool // VP8X says that there is an EXIF chunk
	animated bool
}

func (p *Probe) webpNext(off int64) {
	s := &p.webp
	if s.sized && (!s.exif || p.media.Orientation != 0) && p.enough() {
		return
	}
	if off >= s.riffEnd {
		p.webpEnd()
		return
	}
	p.next(stepWebPChunk, off, 8, 8)
}

// webpChunk reads the RIFF header or the header of a chunk.
func (p *Probe) webpChunk(b []byte) {
	s := &p.webp
	if p.off == 0 {
		s.riffEnd = 8 + int64(le32(b, 4))
		p.end = s.riffEnd
		p.next(stepWebPChunk, 12, 8, 8)
		return
	}
	n := int64(le32(b, 4))
	s.chunk = cc(b, 0)
	s.bodyEnd = p.off + 8 + n
	s.chunkEnd = s.bodyEnd + n&1
	body := p.off + 8
	switch kind := s.chunk; {
	case kind == ccVP8X || !s.sized && (kind == ccVP8 || kind == ccVP8L):
		p.next(stepWebPBody, body, 5, 10)
	case kind == ccEXIF && p.media.Orientation == 0 && n >= 8:
		p.next(stepWebPBody, body, 8, 8)
	case kind == ccANMF:
		s.frames++
		p.webpNext(s.chunkEnd)
	default:
		p.webpNext(s.chunkEnd)
	}
}

func (p *Probe) webpBody(b []byte) {
	s := &p.webp
	switch byte(s.chunk) {
	case ' ':
		p.webpLossy(b)
	case 'L':
		p.webpLossless(b)
	case 'X':
		p.webpExtended(b)
	case 'F': // EXIF, which some writers begin with the name that JPEG needs
		off := p.off
		if has(b, 0, "Exif\x00\x00") {
			off += 6
		}
		p.exifStart(off, s.bodyEnd)
	}
}

// webpLossy reads a VP8 key frame header, https://www.rfc-editor.org/rfc/rfc6386#section-9.1.
func (p *Probe) webpLossy(b []byte) {
	m := &p.media
	if len(b) < 10 {
		p.truncated()
		return
	}
	if b[0]&1 != 0 || !has(b, 3, "\x9d\x01\x2a") {
		p.malformed("no VP8 key frame")
		return
	}
	p.codec, m.Alpha, m.Channels = codecVp8, No, 3
	p.webpSized(int64(le16(b, 6)&0x3fff), int64(le16(b, 8)&0x3fff))
}

// webpLossless reads a VP8L header, https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification.
func (p *Probe) webpLossless(b []byte) {
	m := &p.media
	if b[0] != 0x2f || b[4]>>5 != 0 {
		p.malformed("no VP8L signature")
		return
	}
	bits := le32(b, 1)
	p.codec, m.Alpha, m.Channels = codecVp8l, tri(bits>>28&1 != 0), 3
	if m.Alpha == Yes {
		m.Channels = 4
	}
	p.webpSized(int64(bits&0x3fff)+1, int64(bits>>14&0x3fff)+1)
}

// webpExtended reads the canvas and the flags of a VP8X chunk.
func (p *Probe) webpExtended(b []byte) {
	s, m := &p.webp, &p.media
	if len(b) < 10 {
		p.truncated()
		return
	}
	if s.sized {
		p.webpNext(s.chunkEnd)
		return
	}
	s.exif, s.animated = b[0]&0x08 != 0, b[0]&0x02 != 0
	m.Alpha, m.Channels = tri(b[0]&0x10 != 0), 3
	if m.Alpha == Yes {
		m.Channels = 4
	}
	p.webpSized(int64(le24(b, 4))+1, int64(le24(b, 7))+1)
}

func (p *Probe) webpSized(w, h int64) {
	s, m := &p.webp, &p.media
	if w == 0 || h == 0 {
		p.malformed("a side is zero")
		return
	}
	m.Width, m.Height, s.sized = w, h, true
	m.BitDepth, m.Palette, m.Progressive = 8, No, No
	if !s.animated {
		m.Frames = 1
	}
	p.webpNext(s.chunkEnd)
}

func (p *Probe) webpEnd() {
	s := &p.webp
	if !s.sized {
		p.malformed("no image comes before the end")
		return
	}
	if s.animated && p.Deep {
		p.media.Frames = s.frames
	}
	p.finish()
}
