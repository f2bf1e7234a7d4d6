package body

// Form reads application/x-www-form-urlencoded, and the query of a URL without its question mark: names and values with
// "+" for a space and "%" with two hex digits for a byte. Every pair is told as a part that has only a name, which is cut
// at [MaxKey] bytes. A "%" without two hex digits is a [BadEscape], and stays in the value as it is: reading goes on.
// Empty pairs are left out; a semicolon separates nothing.
// https://url.spec.whatwg.org/#urlencoded-parsing
type Form struct {
	events PartEvents
	fault  Fault
	base   int64 // offset of the chunk at hand

	inPair  bool // something of the pair came
	inValue bool // its equals sign too
	pairs   int

	escape [3]byte // an unfinished escape
	have   int     // bytes of it

	name    [MaxKey]byte
	nameLen int
	part    PartHeader
}

// Reset starts a new form.
func (r *Form) Reset(e PartEvents) { *r = Form{events: e} }

// Fault is the first fault so far.
func (r *Form) Fault() Fault { return r.fault }

// Parts is how many pairs began so far.
func (r *Form) Parts() int { return r.pairs }

// Write reads the next bytes of the form.
func (r *Form) Write(p []byte) {
	for i := 0; i < len(p); {
		c := p[i]
		switch {
		case r.have > 0 && unhex(c) > 15:
			r.badEscape(i) // c is still to be read
			continue
		case r.have > 0:
			r.escape[r.have] = c
			if r.have++; r.have == 3 {
				r.have = 0
				r.escape[0] = unhex(r.escape[1])<<4 | unhex(c)
				r.emit(r.escape[:1])
			}
		case c == '&':
			r.endPair()
		case c == '=' && !r.inValue:
			r.inPair = true
			r.beginValue()
		case c == '+':
			r.inPair = true
			r.escape[0] = ' '
			r.emit(r.escape[:1])
		case c == '%':
			r.inPair = true
			r.escape[0], r.have = c, 1
		default:
			r.inPair = true
			end := i + 1
			if r.inValue {
				end = formRun(p, end)
			} else {
				for end < len(p) && p[end] != '&' && p[end] != '=' && p[end] != '+' && p[end] != '%' {
					end++
				}
			}
			r.emit(p[i:end])
			i = end
			continue
		}
		i++
	}
	r.base += int64(len(p))
}

// End says that the form is complete and returns its first fault.
func (r *Form) End() Fault {
	if r.have > 0 {
		r.badEscape(0)
	}
	r.endPair()
	return r.fault
}

// emit tells a piece of a value, or keeps a piece of a name.
func (r *Form) emit(b []byte) {
	if r.inValue {
		r.events.Data(b)
		return
	}
	n := copy(r.name[r.nameLen:], b)
	r.nameLen += n
	r.part.Cut = r.part.Cut || n < len(b)
}

// badEscape tells an escape that a byte at index i, or the end, breaks off.
func (r *Form) badEscape(i int) {
	if r.fault.Kind == 0 {
		at := r.base + int64(i-r.have)
		r.fault = Fault{Kind: BadEscape, Offset: at, Detail: "want two hex digits after %"}
	}
	n := r.have
	r.have = 0
	r.emit(r.escape[:n])
}

func (r *Form) beginValue() {
	r.pairs++
	r.part.Name, r.part.HasName = r.name[:r.nameLen], true
	r.events.BeginPart(&r.part)
	r.inValue = true
}

func (r *Form) endPair() {
	if r.inPair {
		if !r.inValue {
			r.beginValue()
		}
		r.events.EndPart()
	}
	r.inPair, r.inValue, r.nameLen = false, false, 0
	r.part = PartHeader{}
}
