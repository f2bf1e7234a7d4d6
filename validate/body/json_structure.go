package body

// structure reads white space, brackets, commas and colons from p[i] on, and the start of a string, number or word.
func (r *JSON) structure(p []byte, i int) int {
	for ; i < len(p); i++ {
		c := p[i]
		switch c {
		case ' ', '\t', '\r':
			continue
		case '\n':
			r.line++
			r.lineStart = r.base + int64(i) + 1
			continue
		}
		switch r.state {
		case inRest:
			if c != ',' {
				r.closing(c, i)
			} else if r.inObject() {
				r.state = inName
			} else {
				r.state = inValue
			}
		case inColon:
			if c != ':' {
				r.fail(Malformed, i, wanted[inColon])
			} else {
				r.state = inValue
			}
		case inMember, inName:
			if c == '"' {
				r.token, r.inKey, r.state = r.base+int64(i), true, inString
				r.kept, r.cut = 0, false
				return r.text(p, i+1, i+1)
			}
			if r.state == inName || c != '}' {
				r.fail(Malformed, i, wanted[r.state])
			} else {
				r.closing(c, i)
			}
		case inEnd:
			r.fail(Trailing, i, wanted[inEnd])
		case inItem:
			if c == ']' {
				r.closing(c, i)
				break
			}
			return r.value(p, i)
		default:
			return r.value(p, i)
		}
		if r.state == inFault {
			return i
		}
	}
	return i
}

// value starts the value whose first byte is p[i].
func (r *JSON) value(p []byte, i int) int {
	r.token = r.base + int64(i)
	switch c := p[i]; c {
	case '"':
		r.inKey, r.state = false, inString
		r.events.BeginString()
		return r.text(p, i+1, i+1)
	case '{', '[':
		if r.depth == MaxDepth {
			r.fail(TooDeep, i, "want at most 512 levels")
			return i
		}
		bit := uint64(1) << (r.depth & 63)
		r.objects[r.depth>>6] &^= bit
		if c == '{' {
			r.objects[r.depth>>6] |= bit
		}
		r.depth++
		if c == '{' {
			r.state = inMember
			r.events.BeginObject()
		} else {
			r.state = inItem
			r.events.BeginArray()
		}
	case 't':
		r.state, r.rest = inTrue, "rue"
	case 'f':
		r.state, r.rest = inFalse, "alse"
	case 'n':
		r.state, r.rest = inNull, "ull"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		r.state, r.kept, r.cut = inDigits, 0, false
		if c == '-' {
			r.state = inMinus
		} else if c == '0' {
			r.state = inZero
		}
		return r.number(p, i, i+1)
	default:
		if r.state == inStart && r.token == 0 && c == mark[0] {
			r.state, r.rest = inMark, mark[1:]
			break
		}
		r.fail(Malformed, i, wanted[r.state])
	}
	return i + 1
}

const mark = "\xEF\xBB\xBF" // the byte order mark in UTF-8

func (r *JSON) inObject() bool { return r.objects[(r.depth-1)>>6]>>((r.depth-1)&63)&1 == 1 }

// closing ends the innermost object or array at p[i] = c, if c is its bracket.
func (r *JSON) closing(c byte, i int) {
	object := r.inObject()
	switch {
	case object && c == '}':
		r.token = r.base + int64(i)
		r.events.EndObject()
	case !object && c == ']':
		r.token = r.base + int64(i)
		r.events.EndArray()
	case object:
		r.fail(Malformed, i, "want a comma or }")
		return
	default:
		r.fail(Malformed, i, "want a comma or ]")
		return
	}
	r.depth--
	r.endValue()
}

func (r *JSON) endValue() {
	if r.depth == 0 {
		r.state = inEnd
	} else {
		r.state = inRest
	}
}
