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
				i = r.closing(p, i)
				continue
			}
			i++
			switch {
			case !r.inObject():
				r.state = inValue
			case i < len(p) && p[i] == '"': // as most texts are written
				i = r.name(p, i)
			default:
				r.state = inName
			}
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
				i = r.closing(p, i)
			}
		case inEnd:
			r.fail(Trailing, i, wanted[inEnd])
			return i
		case inItem:
			if c == ']' {
				i = r.closing(p, i)
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
			if end++; end < len(p) && p[end] == '"' {
				return r.stringValue(p, end)
			}
		}
		return end
	}
	r.state = inString
	return r.text(p, i+1, end)
}

// value starts the value whose first byte is p[i].
func (r *JSON) value(p []byte, i int) int {
	c := p[i]
	if c == '"' {
		return r.stringValue(p, i)
	}
	r.token = r.base + int64(i)
	switch c {
	case '{', '[':
		if r.depth == MaxDepth {
			r.fail(TooDeep, i, "want at most 512 levels")
			return i
		}
		if c == '{' && r.strings != nil && r.depth > 0 && !r.inObject() {
			if end := r.element(p, i); end > 0 {
				return end
			}
		}
		bit := uint64(1) << (r.depth & 63)
		r.objects[r.depth>>6&(MaxDepth/64-1)] &^= bit
		if c == '{' {
			r.objects[r.depth>>6&(MaxDepth/64-1)] |= bit
		}
		r.depth++
		if c == '[' {
			r.state = inItem
			r.events.BeginArray()
			break
		}
		r.state = inMember
		r.events.BeginObject()
		if i+1 < len(p) && p[i+1] == '"' {
			return r.name(p, i+1)
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

// stringValue starts the string whose quote is p[i].
func (r *JSON) stringValue(p []byte, i int) int {
	r.token = r.base + int64(i)
	end := plain(p, i+1)
	if r.strings != nil && end < len(p) && p[end] == '"' {
		r.endValue()
		if r.alike.begin >= 0 {
			r.alike.noteHole(i+1, end)
		}
		r.strings.String(p[i+1 : end])
		return end + 1
	}
	r.inKey, r.state, r.alike.begin = false, inString, -1
	r.events.BeginString()
	return r.text(p, i+1, end)
}

const mark = "\xEF\xBB\xBF" // the byte order mark in UTF-8

func (r *JSON) inObject() bool { return r.objects[(r.depth-1)>>6]>>((r.depth-1)&63)&1 == 1 }

// closing ends the innermost object or array at p[i], if that is its bracket.
func (r *JSON) closing(p []byte, i int) int {
	c, object := p[i], r.inObject()
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
	if a := &r.alike; object && a.begin >= 0 && a.depth == r.depth {
		a.learned(p, i+1)
	} else if a.depth > r.depth {
		a.depth, a.begin = 0, -1
	}
	return i + 1
}

func (r *JSON) endValue() {
	if r.depth == 0 {
		r.state = inEnd
	} else {
		r.state = inRest
	}
}
