package probe

// xcfHeader reads the header of a GIMP picture.
// Format: https://developer.gimp.org/core/standards/xcf/.
func (p *Probe) xcfHeader(b []byte) {
	m := &p.media
	m.Width, m.Height = int64(be32(b, 14)), int64(be32(b, 18))
	if m.Width == 0 || m.Height == 0 {
		p.malformed("a side is zero")
		return
	}
	m.Palette = tri(be32(b, 22) == 2)
	m.Frames = 1
	p.finish()
}
