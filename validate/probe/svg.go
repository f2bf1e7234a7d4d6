package probe

// svgState is what must be kept until the root element of an XML file is found.
// Format: https://www.w3.org/TR/SVG2/struct.html#SVGElement.
type svgState struct {
	subset bool // within the internal subset of a DOCTYPE
	until  byte // what is being passed over: a comment '-', an instruction '?', a declaration '>' or, within it, a quotation
}

// svgTag bounds the length of the root element's start tag.
const svgTag = MaxSpan

// svgBegins reports whether b can be the start of an XML file.
func svgBegins(b []byte) bool {
	if has(b, 0, "\xef\xbb\xbf") {
		b = b[3:]
	} else if len(b) < 3 && fits(b, "\xef\xbb\xbf"[:len(b)]) {
		return true
	}
	t := text{b: b}
	t.blank()
	b = b[t.i:]
	return len(b) == 0 || b[0] == '<' && (len(b) == 1 || b[1] == '?' || b[1] == '!' || b[1] == 's')
}

//go:noinline
func (p *Probe) svgNext(off int64) { p.next(stepSVG, off, 1, MaxSpan) }

// svgProlog passes over all that may come before the root element.
func (p *Probe) svgProlog(b []byte) {
	s := &p.svg
	for i := 0; i < len(b); {
		rest := b[i:]
		switch c := rest[0]; {
		case s.until != 0:
			n := svgPass(rest, s)
			if n == 0 { // the end may lie across the end of the span
				p.svgAgain(i, len(b))
				return
			}
			i += n
		case s.subset && c == ']':
			s.subset, s.until = false, '>'
			i++
		case space(c) || p.off+int64(i) < 3 && c >= 0x80:
			i++
		case c != '<':
			if s.subset {
				i++
				continue
			}
			p.svgNot()
			return
		case len(rest) < 5:
			p.svgAgain(i, len(b))
			return
		case has(rest, 0, "<!--"):
			s.until = '-'
			i += 4
		case rest[1] == '?':
			s.until = '?'
			i += 2
		case rest[1] == '!':
			if !s.subset && !has(rest, 0, "<!DOC") {
				p.svgNot()
				return
			}
			s.until = '>'
			i += 2
		default:
			p.svgRoot(rest, i)
			return
		}
	}
	p.svgNext(p.off + int64(len(b)))
}

// svgAgain asks for the span that begins at index i of one that ended at n.
func (p *Probe) svgAgain(i, n int) {
	if i == 0 || n < MaxSpan {
		p.truncated()
		return
	}
	p.svgNext(p.off + int64(i))
}

// svgPass passes over as much as it can of a comment, an instruction or a declaration. 0 says that b is too short to tell.
func svgPass(b []byte, s *svgState) int {
	for i, c := range b {
		switch {
		case s.until == '-' && c == '-':
			if len(b) < i+3 {
				return i
			}
			if b[i+1] == '-' && b[i+2] == '>' {
				s.until = 0
				return i + 3
			}
		case s.until == '?' && c == '?':
			if len(b) < i+2 {
				return i
			}
			if b[i+1] == '>' {
				s.until = 0
				return i + 2
			}
		case s.until == '>' && (c == '"' || c == '\''):
			s.until = c
			return i + 1
		case (s.until == '"' || s.until == '\'') && c == s.until:
			s.until = '>'
			return i + 1
		case s.until == '>' && c == '[' && !s.subset:
			s.until, s.subset = 0, true
			return i + 1
		case s.until == '>' && c == '>':
			s.until = 0
			return i + 1
		}
	}
	return len(b)
}

// svgNot ends with a file that is XML, or only looks so, and not SVG.
//
//go:noinline
func (p *Probe) svgNot() { p.fail(Unrecognized, 0, "the text is not SVG") }
