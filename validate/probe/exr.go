package probe

// exrSpan holds the name, the type and the length of an attribute, and a window: names have at most 255 bytes.
const exrSpan = 256 + 256 + 4 + 16

//go:noinline
func (p *Probe) exrNext(off int64) { p.next(stepEXRAttribute, off, 1, 64) }

// exrAttribute reads an attribute of an OpenEXR header: name, type, length, value.
// Format: https://openexr.com/en/latest/OpenEXRFileLayout.html.
func (p *Probe) exrAttribute(b []byte) {
	m := &p.media
	if b[0] == 0 {
		if m.Width <= 0 || m.Height <= 0 {
			p.malformed("no data window comes before the end of the header")
			return
		}
		m.Frames = 1
		p.finish()
		return
	}
	name := zero(b)
	kind := name + 1 + zero(b[min(name+1, len(b)):])
	if len(b) < kind+5 {
		p.longer(len(b), exrSpan, "the name of an attribute is too long")
		return
	}
	value := kind + 5
	n := le32(b, kind+1)
	if is := string(b[:name]); n == 16 && (is == "dataWindow" || is == "displayWindow") {
		if len(b) < value+16 {
			p.longer(len(b), exrSpan, "the name of an attribute is too long")
			return
		}
		w := b[value:]
		width := int64(int32(le32(w, 8))) - int64(int32(le32(w, 0))) + 1
		height := int64(int32(le32(w, 12))) - int64(int32(le32(w, 4))) + 1
		if is == "dataWindow" {
			m.Width, m.Height = width, height
		} else {
			m.DisplayWidth, m.DisplayHeight = max(width, 0), max(height, 0)
		}
	}
	p.exrNext(skip(p.off+int64(value), uint64(n)))
}

// zero is the index of the first zero byte, or the length of b.
//
//go:noinline
func zero(b []byte) int {
	for i, c := range b {
		if c == 0 {
			return i
		}
	}
	return len(b)
}
