package body

// number reads a number from p[i] on; what lies from p[start] to p[i] belongs to it too. It is told when a byte that does
// not belong to it comes, or the end of the text.
// https://www.rfc-editor.org/rfc/rfc8259#section-6
func (r *JSON) number(p []byte, start, i int) int {
	s := r.state
	for ; i < len(p); i++ {
		next := afterInNumber(s, p[i])
		switch next {
		case inEnd:
			r.state = s
			r.endNumber(p[start:i])
			return i
		case inFault:
			if s == inZero {
				r.fail(BadNumber, i, "want no digit after a leading zero")
			} else {
				r.fail(BadNumber, i, "want a digit")
			}
			return i
		}
		s = next
	}
	r.state = s
	r.keepMore(p[start:])
	return i
}

// afterInNumber is the state after c: inEnd when the number is complete without c, inFault when c must not come.
func afterInNumber(s state, c byte) state {
	if c-'0' <= 9 {
		switch s {
		case inDigits, inFraction, inExponent:
			return s
		case inMinus:
			if c == '0' {
				return inZero
			}
			return inDigits
		case inPoint:
			return inFraction
		case inZero:
			return inFault
		}
		return inExponent
	}
	switch {
	case c == '.' && (s == inZero || s == inDigits):
		return inPoint
	case c|0x20 == 'e' && (s == inZero || s == inDigits || s == inFraction):
		return inE
	case (c == '+' || c == '-') && s == inE:
		return inSign
	case isNumber(s):
		return inEnd
	}
	return inFault
}

// IsNumber reports whether text is a number, maybe with space around it.
func IsNumber(text string) bool {
	for len(text) > 0 && isSpace(text[0]) {
		text = text[1:]
	}
	for len(text) > 0 && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	if len(text) > 0 && text[0] == '-' {
		text = text[1:]
	}
	s := inMinus
	for i := 0; i < len(text) && s != inFault; i++ {
		if s = afterInNumber(s, text[i]); s == inEnd {
			return false
		}
	}
	return isNumber(s)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isNumber says that a number may end in state s.
func isNumber(s state) bool {
	return s == inZero || s == inDigits || s == inFraction || s == inExponent
}

func (r *JSON) endNumber(last []byte) {
	r.endValue()
	r.events.Number(r.whole(last))
}

// word reads true, false or null, or a byte order mark, from p[i] on.
func (r *JSON) word(p []byte, i int) int {
	for ; i < len(p); i++ {
		if p[i] != r.rest[0] {
			if r.state == inMark {
				i = -int(r.base) // the text starts with some other character that begins like the mark
			}
			r.fail(Malformed, i, wanted[r.state])
			return i
		}
		if r.rest = r.rest[1:]; r.rest == "" {
			r.endWord()
			return i + 1
		}
	}
	return i
}

func (r *JSON) endWord() {
	s := r.state
	if s == inMark {
		r.fail(ByteOrderMark, -int(r.base), "want no byte order mark")
		return
	}
	r.endValue()
	if s == inNull {
		r.events.Null()
	} else {
		r.events.Bool(s == inTrue)
	}
}
