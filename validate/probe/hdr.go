package probe

// hdrState is what must be kept between the lines of a Radiance HDR file.
// Format: https://radsite.lbl.gov/radiance/refer/filefmts.pdf.
type hdrState struct{ size bool } // the blank line has been passed, and the size comes next

const hdrSpan = 2048 // the longest line

//go:noinline
func (p *Probe) hdrNext(off int64) { p.next(stepHDRLine, off, 1, 128) }

// hdrLine reads a line.
func (p *Probe) hdrLine(b []byte) {
	n := 0
	for n < len(b) && b[n] != '\n' {
		n++
	}
	switch {
	case n == len(b):
		p.longer(n, hdrSpan, "a line is longer than 2048 bytes")
	case p.hdr.size:
		p.hdrSize(b[:n])
	default:
		p.hdr.size = n == 0 || n == 1 && b[0] == '\r'
		p.hdrNext(p.off + int64(n) + 1)
	}
}

// hdrSize reads a line such as "-Y 480 +X 640", which may name the axes in either order.
func (p *Probe) hdrSize(line []byte) {
	m := &p.media
	t := text{b: line}
	for range 2 {
		axis := t.word()
		v, ok := t.number()
		if len(axis) != 2 || !ok {
			break
		}
		switch axis[1] {
		case 'X':
			m.Width = v
		case 'Y':
			m.Height = v
		}
	}
	if m.Width == 0 || m.Height == 0 {
		p.malformed("the line behind the header gives no size")
		return
	}
	m.Frames, m.Channels, m.Palette, m.Alpha = 1, 3, No, No
	p.finish()
}
