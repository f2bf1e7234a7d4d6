package probe

// icoState is what must be kept between the entries of an ICO or CUR file.
// Format: https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10).
type icoState struct{ left int }

// icoStart reads the number of entries.
func (p *Probe) icoStart(b []byte) {
	p.ico.left = int(le16(b, 4))
	p.media.Frames = int64(p.ico.left)
	p.icoNext(6)
}

func (p *Probe) icoNext(off int64) {
	n := min(p.ico.left, MaxSpan/16) * 16
	if n == 0 {
		p.finish()
		return
	}
	p.next(stepICOEntries, off, n, n)
}

// icoEntries reads entries of 16 bytes. The largest picture is the size of the file; 0 stands for 256.
func (p *Probe) icoEntries(b []byte) {
	m := &p.media
	for i := 0; i+16 <= len(b); i += 16 {
		w, h := int64(b[i]), int64(b[i+1])
		if w == 0 {
			w = 256
		}
		if h == 0 {
			h = 256
		}
		if w*h > m.Width*m.Height {
			m.Width, m.Height = w, h
		}
	}
	p.ico.left -= len(b) / 16
	p.icoNext(p.off + int64(len(b)))
}
