package probe

const epsSpan = 2048 // the longest line

// epsStart goes to the comments of Encapsulated PostScript, which lie behind a binary header in some files.
// Format: https://www.adobe.com/jp/print/postscript/pdfs/5002.EPSF_Spec.pdf.
func (p *Probe) epsStart(b []byte) {
	if b[0] != '%' {
		p.epsNext(int64(le32(b, 4)))
		return
	}
	p.epsNext(0)
}

//go:noinline
func (p *Probe) epsNext(off int64) { p.next(stepEPSLines, off, 1, 256) }

// epsLines reads the lines of the comments that b holds whole, and takes the size from the one that states the bounding box.
func (p *Probe) epsLines(b []byte) {
	const box = "%%BoundingBox:"
	from := 0
	for i, c := range b {
		if c != '\n' && c != '\r' {
			continue
		}
		switch line := b[from:i]; {
		case has(line, 0, box):
			p.epsBox(line[len(box):])
			return
		case len(line) > 0 && line[0] != '%' || has(line, 0, "%%EndComments"):
			p.finish()
			return
		}
		from = i + 1
	}
	if from == 0 {
		p.longer(len(b), epsSpan, "a line is longer than 2048 bytes")
		return
	}
	p.epsNext(p.off + int64(from))
}

// epsBox reads the corners, in points of 1/72 inch; "(atend)" leaves the size unknown.
func (p *Probe) epsBox(line []byte) {
	t := text{b: line}
	var corner [4]int64
	for i := range corner {
		t.blank()
		sign := int64(1)
		if has(t.b, t.i, "-") {
			sign = -1
			t.i++
		}
		v, ok := t.number()
		if !ok {
			p.finish()
			return
		}
		corner[i] = sign * v
	}
	p.media.Width, p.media.Height = max(corner[2]-corner[0], 0), max(corner[3]-corner[1], 0)
	p.finish()
}
