package probe

// pdfState is what must be kept of a PDF file, which is read at its beginning and its end, or, in deep mode, as a whole.
// Format: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf.
type pdfState struct {
	linear    int64 // pages, by the linearization dictionary
	encrypt   int64 // offset of the last /Encrypt, -1 when there is none
	trailer   int64 // offset of the last trailer or cross-reference stream, -1 when there is none
	end       int64 // offset of the last %%EOF, -1 when there is none
	encrypted bool  // /Encrypt stands at the beginning
	trailed   bool  // a trailer stands there
	count     int64 // the greatest count of a page tree
	leaves    int64 // pages seen
}

const (
	// pdfContext is how far behind a word its meaning may lie.
	pdfContext = 1024
	// pdfStep is how far a span takes the search.
	pdfStep = MaxSpan - pdfContext
)

func (p *Probe) pdfStart() {
	p.pdf.encrypt, p.pdf.trailer, p.pdf.end = -1, -1, -1
	p.next(stepPDF, 0, 0, MaxSpan)
}

// pdfSpan looks for the words that matter.
func (p *Probe) pdfSpan(b []byte) {
	n := pdfStep
	if len(b) < MaxSpan {
		n = len(b)
	}
	for i, c := range b[:n] {
		switch c {
		case '/':
			p.pdfName(b, i)
		case 't':
			if has(b, i, "trailer") {
				p.pdfTrailer(i)
			}
		case 'o':
			if has(b, i, "obj") && (i == 0 || b[i-1] != 'd') {
				p.pdfObject(b[i:min(i+pdfContext, len(b))])
			}
		case '%':
			if has(b, i, "%%EOF") {
				p.pdf.end = p.off + int64(i)
			}
		}
	}
	switch {
	case len(b) < MaxSpan:
		p.tailAgain(len(b), 0)
	case p.off == 0:
		p.tailNext(stepPDF, pdfStep)
	default:
		p.tailAgain(len(b), pdfContext)
	}
}

func (p *Probe) pdfName(b []byte, i int) {
	s := &p.pdf
	b = b[i:min(i+pdfContext, len(b))]
	switch {
	case has(b, 0, "/Encrypt") && pdfValue(b, 8):
		if s.encrypt = p.off + int64(i); s.encrypt < pdfStep {
			s.encrypted = true
		}
	case has(b, 0, "/XRef"):
		p.pdfTrailer(i)
	case has(b, 0, "/Linearized") && p.off == 0:
		for at := 11; at < len(b) && b[at] != '>'; at++ {
			if has(b, at, "/N") && pdfValue(b, at+2) {
				t := text{b: b, i: at + 2}
				s.linear = t.digits()
			}
		}
	case has(b, 0, "/Type"):
		t := text{b: b, i: 5}
		t.blank()
		if has(b, t.i, "/Page") && (len(b) == t.i+5 || !letter(b[t.i+5])) {
			s.leaves++
		}
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// pdfValue reports whether a reference, a number or a dictionary begins at i.
//
//go:noinline
func pdfValue(b []byte, i int) bool {
	t := text{b: b, i: i}
	t.blank()
	return t.i < len(b) && (b[t.i] >= '0' && b[t.i] <= '9' || b[t.i] == '<')
}

//go:noinline
func (p *Probe) pdfTrailer(i int) {
	if p.pdf.trailer = p.off + int64(i); p.pdf.trailer < pdfStep {
		p.pdf.trailed = true
	}
}

// pdfObject reads the count of a page tree out of the object that b begins with.
func (p *Probe) pdfObject(b []byte) {
	tree, count := false, int64(0)
	for i, c := range b {
		switch {
		case c == 'e' && has(b, i, "endobj"), c == 's' && has(b, i, "stream"):
			b = nil
		case c == '/' && has(b, i, "/Pages") && (len(b) == i+6 || !letter(b[i+6])):
			tree = true
		case c == '/' && has(b, i, "/Count") && pdfValue(b, i+6):
			t := text{b: b, i: i + 6}
			count = t.digits()
		}
		if b == nil {
			break
		}
	}
	if tree {
		p.pdf.count = max(p.pdf.count, count)
	}
}

// digits is the number at t, which any other byte may follow.
//
//go:noinline
func (t *text) digits() (v int64) {
	for t.blank(); t.i < len(t.b) && t.b[t.i] >= '0' && t.b[t.i] <= '9' && v < 1<<40; t.i++ {
		v = v*10 + int64(t.b[t.i]-'0')
	}
	return v
}

// pdfSettle tells what a file of size bytes holds. Words before its end count only if all of it was read.
func (p *Probe) pdfSettle(m *Media, size int64) {
	s := &p.pdf
	from := size - tailSpan
	if p.Deep {
		from = 0
	}
	switch {
	case s.encrypted || s.encrypt >= 0 && s.encrypt >= from:
		m.Encrypted = Yes
	case s.trailed || s.trailer >= 0 && s.trailer >= from:
		m.Encrypted = No
	}
	m.Cut = tri(s.end < 0 || s.end < from && s.end >= pdfStep)
	m.Frames = s.linear
	if whole := from <= 0; whole && m.Frames == 0 {
		if m.Frames = s.count; s.count == 0 {
			m.Frames = s.leaves
		}
	}
}
