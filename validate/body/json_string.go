package body

import "unicode/utf8"

// text reads the inside of a string from p[i] on. What lies from p[start] to p[i] is text too, but not told yet.
func (r *JSON) text(p []byte, start, i int) int {
	for {
		i = plain(p, i)
		if i == len(p) {
			r.emit(p[start:])
			return i
		}
		switch c := p[i]; {
		case c == '"':
			r.endString(p[start:i])
			return i + 1
		case c == '\\':
			r.emit(p[start:i])
			if i+1 < len(p) && isItself(p[i+1]) {
				start = i + 1
				i += 2
				continue
			}
			if n := r.quickEscape(p[i:]); n > 0 {
				i += n
				start = i
				continue
			}
			r.state = inEscape
			return i + 1
		case c < ' ':
			r.emit(p[start:i])
			r.fail(BadControl, i, "want an escape in place of a control character")
			return i
		}
		for i < len(p) && p[i] >= utf8.RuneSelf {
			_, size := utf8.DecodeRune(p[i:])
			if size > 1 {
				i += size
				continue
			}
			r.emit(p[start:i])
			if utf8.FullRune(p[i:]) {
				r.fail(BadUTF8, i, "want UTF-8")
				return i
			}
			r.have = copy(r.char[:], p[i:])
			r.state = inChar
			return len(p)
		}
	}
}

// isItself says that the escape of c stands for c: the text may go on with c where the chunk has it.
func isItself(c byte) bool { return c == '"' || c == '\\' || c == '/' }

// quickEscape tells the character of an escape that the chunk has whole, and returns its length. It is 0 when there is
// more to it, or anything wrong with it.
func (r *JSON) quickEscape(p []byte) int {
	if len(p) < 6 || p[1] != 'u' {
		return 0
	}
	a, b, c, d := unhex(p[2]), unhex(p[3]), unhex(p[4]), unhex(p[5])
	code := rune(a)<<12 | rune(b)<<8 | rune(c)<<4 | rune(d)
	if a|b|c|d > 15 || 0xD800 <= code && code < 0xE000 {
		return 0
	}
	r.emit(r.char[:utf8.EncodeRune(r.char[:], code)])
	return 6
}

// emit tells a piece of text, whole characters only.
func (r *JSON) emit(b []byte) {
	switch {
	case len(b) == 0:
	case r.inKey:
		r.keepMore(b)
	default:
		r.events.Text(b)
	}
}

// endString tells the last piece and the end of a string.
func (r *JSON) endString(last []byte) {
	if r.inKey {
		r.state = inColon
		r.events.Key(r.whole(last))
		return
	}
	r.emit(last)
	r.endValue()
	r.events.EndString()
}

// whole is the kept text followed by b, without a copy when nothing was kept.
func (r *JSON) whole(b []byte) []byte {
	if r.kept == 0 && !r.cut && len(b) <= MaxKey {
		return b
	}
	r.keepMore(b)
	return r.keep[:r.kept]
}

// keepMore adds b to the kept text, or as many of its characters as there is room for.
func (r *JSON) keepMore(b []byte) {
	if r.cut {
		return
	}
	if room := MaxKey - r.kept; len(b) > room {
		r.cut = true
		for room > 0 && !utf8.RuneStart(b[room]) {
			room--
		}
		b = b[:room]
	}
	r.kept += copy(r.keep[r.kept:], b)
}

// escape reads the byte p[i] inside an escape, or inside a character that a chunk cut.
func (r *JSON) escape(p []byte, i int) int {
	c := p[i]
	switch r.state {
	case inChar:
		r.char[r.have] = c
		r.have++
		if !utf8.FullRune(r.char[:r.have]) {
			break
		}
		if _, size := utf8.DecodeRune(r.char[:r.have]); size != r.have {
			r.fail(BadUTF8, i+1-r.have, "want UTF-8")
			return i
		}
		r.state = inString
		r.emit(r.char[:r.have])
	case inEscape:
		r.state = inString
		if isItself(c) {
			return r.text(p, i, i+1)
		}
		switch c {
		case 'u':
			r.state, r.hex, r.code = inHex, 4, 0
		case 'b', 'f', 'n', 'r', 't':
			r.char[0] = controls[c-'b']
			r.emit(r.char[:1])
		default:
			r.fail(BadEscape, i, `want one of "\/bfnrtu after a backslash`)
		}
	case inHex:
		digit := unhex(c)
		if digit > 15 {
			r.loneHigh()
			r.fail(BadEscape, i, wanted[inHex])
			break
		}
		r.code = r.code<<4 | rune(digit)
		if r.hex--; r.hex == 0 {
			r.unit()
		}
	case inHigh:
		if c != '\\' {
			r.loneHigh()
			r.state = inString
			return i
		}
		r.state = inHighNext
	case inHighNext:
		if c != 'u' {
			r.loneHigh()
			r.state = inEscape
			return i
		}
		r.state, r.hex, r.code = inHex, 4, 0
	}
	return i + 1
}

const controls = "\b   \f       \n   \r \t" // by letter, from b

// unit takes the UTF-16 code unit of a finished escape: a character, or half of one.
func (r *JSON) unit() {
	const highs, lows, end = 0xD800, 0xDC00, 0xE000
	if lows <= r.code && r.code < end && r.high != 0 {
		r.code = (r.high-highs)<<10 + (r.code - lows) + 0x10000
		r.high = 0
	} else {
		r.loneHigh()
	}
	r.state = inString
	switch {
	case highs <= r.code && r.code < lows:
		r.high = r.code
		r.state = inHigh
		return
	case lows <= r.code && r.code < end:
		r.lone++
		r.code = utf8.RuneError
	}
	r.emit(r.char[:utf8.EncodeRune(r.char[:], r.code)])
}

// loneHigh tells the high surrogate that waited in vain.
func (r *JSON) loneHigh() {
	if r.high != 0 {
		r.high = 0
		r.lone++
		r.emit(r.char[:utf8.EncodeRune(r.char[:], utf8.RuneError)])
	}
}

// unhex is the value of a hex digit, or more than 15.
func unhex(c byte) byte {
	switch {
	case c-'0' <= 9:
		return c - '0'
	case c|0x20-'a' <= 5:
		return c | 0x20 - 'a' + 10
	}
	return 0xFF
}
