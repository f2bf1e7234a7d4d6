package probe

// jpegState is what must be kept between the markers of a JPEG file.
// Format: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.
type jpegState struct {
	segmentEnd   int64
	marker       byte
	framed       bool // a frame header was read
	hierarchical bool // DHP gave the size of the whole
}

const (
	jpegSOF0 = 0xc0
	jpegDHT  = 0xc4
	jpegJPG  = 0xc8
	jpegDAC  = 0xcc
	jpegSOI  = 0xd8
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegDNL  = 0xdc
	jpegDHP  = 0xde
	jpegAPP1 = 0xe1
	jpegLS   = 0xf7 // SOF55 of JPEG-LS, https://www.itu.int/rec/T-REC-T.87
)

func (p *Probe) jpegStart() { p.jpegNext(2) }

//go:noinline
func (p *Probe) jpegNext(off int64) { p.next(stepJPEGMarker, off, 2, 4) }

// jpegMarker reads a marker and, of most, the length that follows.
func (p *Probe) jpegMarker(b []byte) {
	m := b[1]
	switch {
	case b[0] != 0xff:
		p.next(stepJPEGResync, p.off, 2, 64)
		return
	case m == 0xff: // a fill byte
		p.jpegFill(b)
		return
	case m == 0:
		p.next(stepJPEGResync, p.off+2, 2, 64)
		return
	case m == 0x01 || m >= 0xd0 && m <= jpegSOI:
		p.jpegNext(p.off + 2)
		return
	case m == jpegEOI:
		p.jpegEnd()
		return
	}
	if len(b) < 4 {
		p.truncated()
		return
	}
	n := int64(be16(b, 2))
	if n < 2 { // a wrong length: look for the next marker instead
		p.next(stepJPEGResync, p.off+2, 2, 64)
		return
	}
	p.jpegSegment(m, n)
}

// jpegFill skips a run of fill bytes.
func (p *Probe) jpegFill(b []byte) {
	i := 1
	for i+1 < len(b) && b[i+1] == 0xff {
		i++
	}
	n := 4
	if i+1 == len(b) {
		n = MaxSpan
	}
	p.next(stepJPEGMarker, p.off+int64(i), 2, n)
}

// jpegResync looks for the next marker where there should be one and is none.
func (p *Probe) jpegResync(b []byte) {
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0xff && b[i+1] != 0 && b[i+1] != 0xff {
			p.jpegNext(p.off + int64(i))
			return
		}
	}
	p.next(stepJPEGResync, p.off+int64(len(b)-1), 2, MaxSpan)
}

// jpegSegment goes into a segment of n bytes, its length field included, or over it.
func (p *Probe) jpegSegment(m byte, n int64) {
	s := &p.jpeg
	s.marker, s.segmentEnd = m, p.off+2+n
	body := p.off + 4
	frame := m >= jpegSOF0 && m <= 0xcf && m != jpegDHT && m != jpegJPG && m != jpegDAC || m == jpegLS
	switch {
	case (m == jpegDHP || frame) && !s.framed:
		p.next(stepJPEGFrame, body, 6, 6)
	case m == jpegAPP1 && p.media.Orientation == 0 && n >= 2+14:
		p.next(stepJPEGExif, body, 6, 6)
	case m == jpegSOS && !s.framed:
		p.malformed("a scan comes before the frame header")
	case m == jpegSOS && p.media.Height != 0 && p.enough():
	case m == jpegSOS:
		p.next(stepJPEGScan, s.segmentEnd, 2, MaxSpan)
	case m == jpegDNL && s.framed && p.media.Height == 0:
		p.next(stepJPEGLines, body, 2, 2)
	default:
		p.jpegNext(s.segmentEnd)
	}
}

// jpegFrame reads a frame header: precision, height, width, number of components.
func (p *Probe) jpegFrame(b []byte) {
	s, m := &p.jpeg, &p.media
	if !s.hierarchical {
		m.BitDepth, m.Channels = b[0], b[5]
		m.Height, m.Width = int64(be16(b, 1)), int64(be16(b, 3))
	}
	if s.marker == jpegDHP {
		s.hierarchical = true
		p.jpegNext(s.segmentEnd)
		return
	}
	s.framed = true
	if m.Width == 0 {
		p.malformed("the width is zero")
		return
	}
	if s.marker == jpegLS {
		m.Format = JLS
	}
	m.Frames = 1
	m.Alpha, m.Palette = No, No
	m.Progressive = tri(s.marker != jpegLS && s.marker&3 == 2)
	if m.Orientation != 0 && m.Height != 0 && p.enough() {
		return
	}
	p.jpegNext(s.segmentEnd)
}

// jpegExif goes into an APP1 segment if it holds EXIF. The thumbnail in there is never looked at.
func (p *Probe) jpegExif(b []byte) {
	if has(b, 0, "Exif\x00") {
		p.exifStart(p.off+6, p.jpeg.segmentEnd)
		return
	}
	p.jpegNext(p.jpeg.segmentEnd)
}

// jpegScan looks for the marker behind entropy-coded data, in which 0xff is followed by zero or a restart marker.
func (p *Probe) jpegScan(b []byte) {
	for i := 0; i+1 < len(b); i++ {
		if c := b[i+1]; b[i] == 0xff && c != 0 && c != 0xff && (c < 0xd0 || c > 0xd7) {
			p.jpegNext(p.off + int64(i))
			return
		}
	}
	p.next(stepJPEGScan, p.off+int64(len(b)-1), 2, MaxSpan)
}

// jpegLines reads the height that the frame header left to the DNL segment behind the first scan.
func (p *Probe) jpegLines(b []byte) {
	p.media.Height = int64(be16(b, 0))
	if p.media.Height == 0 {
		p.malformed("the height is zero")
		return
	}
	if !p.enough() {
		p.jpegNext(p.jpeg.segmentEnd)
	}
}

func (p *Probe) jpegEnd() {
	if !p.jpeg.framed {
		p.malformed("the image ends before its frame header")
		return
	}
	if p.media.Height == 0 {
		p.malformed("the height is zero")
		return
	}
	p.end = p.off + 2
	p.finish()
}
