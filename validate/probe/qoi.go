package probe

// qoiHeader reads the one header of a QOI file. Format: https://qoiformat.org/qoi-specification.pdf.
func (p *Probe) qoiHeader(b []byte) {
	m := &p.media
	m.Width, m.Height = int64(be32(b, 4)), int64(be32(b, 8))
	m.Channels, m.BitDepth, m.Frames = b[12], 8, 1
	m.Palette, m.Alpha, m.Progressive = No, tri(b[12] == 4), No
	if m.Width == 0 || m.Height == 0 || m.Channels != 3 && m.Channels != 4 {
		p.malformed("no QOI header has these sides or channels")
		return
	}
	p.finish()
}
