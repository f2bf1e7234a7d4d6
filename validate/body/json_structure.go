package body

// structure reads white space, brackets, commas and colons from p[i] on, and the strings, numbers and words between them.
func (r *JSON) structure(p []byte, i int) int {
	for i < len(p) && r.state <= inEnd {
		c := p[i]
		if c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
			if i++; c == '\n' {
				r.line++
				r.lineStart = r.base + int64(i)
			}
			continue
		}
		switch r.state {
		case inRest:
			if c != ',' {
				i = r.closing(c, i)
				continue
			}
			if r.state = inValue; r.inObject() {
				r.state = inName
			}
			i++
		case inColon:
			if c != ':' {
				r.fail(Malformed, i, wanted[inColon])
				return i
			}
			r.state = inValue
			i++
		case inMember, inName:
			switch {
			case c == '"':
				i = r.name(p, i)
			case r.state == inName || c != '}':
				r.fail(Malformed, i, wanted[r.state])
				return i
			default:
				i = r.closing(c, i)
			}
		case inEnd:
			r.fail(Trailing, i, wanted[inEnd])
			return i
		case inItem:
			if c == ']' {
				i = r.closing(c, i)
			} else {
				i = r.value(p, i)
			}
		default:
			i = r.value(p, i)
		}
	}
	return i
}

// name reads the key that starts with the quote at p[i].
func (r *JSON) name(p []byte, i int) int {
	r.token, r.inKey = r.base+int64(i), true
	r.kept, r.cut = 0, false
	end := plain(p, i+1)
	if end < len(p) && p[end] == '"' && end-i <= MaxKey {
		r.state = inColon
		r.events.Key(p[i+1 : end])
		if end++; end < len(p) && p[end] == ':' {
			r.state = inValue
			end++
		}
		return end
	}
	r.state = inString
	return r.text(p, i+1, end)
}

// value starts the value whose first byte is p[i].
func (r *JSON) value(p []byte, i int) int {
	r.token = r.base + int64(i)
	switch c := p[i]; c {
	case '"':
		end := plain(p, i+1)
		if r.strings != nil && end < len(p) && p[end] == '"' {
			r.endValue()
			r.strings.String(p[i+1 : end])
			return end + 1
		}
		r.inKey, r.state = false, inString
		r.events.BeginString()
		return r.text(p, i+1, end)
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
func (r *JSON) closing(c byte, i int) int {
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
		return i
	default:
		r.fail(Malformed, i, "want a comma or ]")
		return i
	}
	r.depth--
	r.endValue()
	return i + 1
}

func (r *JSON) endValue() {
	if r.depth == 0 {
		r.state = inEnd
	} else {
		r.state = inRest
	}
}
