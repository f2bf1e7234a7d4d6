package probe

// tailSpan is how far before the end of a file a page, a trailer or a time stamp is looked for.
const tailSpan = 64 << 10

// tailNext reads on from off, or, when the length of the file is known, from tailSpan before its end if that lies farther.
// What is found earlier must not count, so that both ways agree.
func (p *Probe) tailNext(at step, off int64) {
	p.read = true
	if p.size >= 0 && !p.Deep {
		off = max(off, p.size-tailSpan)
	}
	p.next(at, off, 0, MaxSpan)
}

// tailAgain reads on after a span of n bytes, of which the last overlap are read again. It ends with the file.
func (p *Probe) tailAgain(n, overlap int) {
	if n <= overlap || n < MaxSpan {
		if p.size < 0 {
			p.size = p.off + int64(n)
		}
		p.finish()
		return
	}
	p.next(p.step, p.off+int64(n-overlap), 0, MaxSpan)
}
