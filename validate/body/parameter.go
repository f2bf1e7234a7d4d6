package body

// Boundary is the boundary parameter of a Content-Type such as multipart/form-data; boundary="x y", as a part of it. It is
// false when the type is not multipart, or there is no boundary of 1 to 70 characters. A boundary without quotes may
// contain what RFC 2046 asks quotes for, except white space and semicolons: senders forget them.
// https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
func Boundary(contentType []byte) ([]byte, bool) {
	kind, rest := untilSemicolon(contentType)
	kind = trim(kind)
	if len(kind) <= len("multipart/") || !equalFold(kind[:len("multipart/")], "multipart/") {
		return nil, false
	}
	for len(rest) > 0 {
		p, ok := nextParameter(&rest)
		if !ok {
			return nil, false
		}
		if equalFold(p.name, "boundary") {
			return p.value, isBoundary(p.value)
		}
	}
	return nil, false
}

// isBoundary says that b can be a boundary: of the characters it only asks that they are printable ASCII.
func isBoundary(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c >= 0x7F || c == '"' || c == '\\' {
			return false
		}
	}
	return len(b) >= 1 && len(b) <= maxBoundary && b[len(b)-1] != ' '
}

// parameter is one name and value of a header such as Content-Type. The value is without its quotes, but not decoded.
type parameter struct {
	name, value []byte
	quoted      bool
	loose       bool // the value has characters that ask for quotes, but no quotes
}

// nextParameter takes "; name=value" from the front of rest; false when that is not what is there.
// https://www.rfc-editor.org/rfc/rfc2045#section-5.1
func nextParameter(rest *[]byte) (p parameter, ok bool) {
	v := trim(*rest)
	if len(v) == 0 || v[0] != ';' {
		return p, false
	}
	v = trim(v[1:])
	n := 0
	for n < len(v) && isToken(v[n]) {
		n++
	}
	p.name = v[:n]
	v = trim(v[n:])
	if n == 0 || len(v) == 0 || v[0] != '=' {
		return p, false
	}
	v = trim(v[1:])
	if len(v) > 0 && v[0] == '"' {
		p.quoted = true
		end := endQuote(v)
		if end == len(v) {
			return p, false
		}
		p.value, *rest = v[1:end], v[end+1:]
		return p, true
	}
	n = 0
	for n < len(v) && v[n] > ' ' && v[n] != ';' && v[n] != '"' {
		p.loose = p.loose || !isToken(v[n])
		n++
	}
	p.value, *rest = v[:n], v[n:]
	return p, n > 0
}

// endQuote is the place of the quote that closes the one at v[0]; len(v) when there is none.
func endQuote(v []byte) int {
	for i := 1; i < len(v); i++ {
		if v[i] == '"' {
			return i
		}
		if escapes(v, i) {
			i++
		}
	}
	return len(v)
}

// escapes says that v[i] is a backslash that makes the next character plain. Before a letter or digit it does not: old
// browsers send C:\dev\a.png as it is.
func escapes(v []byte, i int) bool {
	return v[i] == '\\' && i+1 < len(v) && v[i+1] > ' ' && v[i+1] < 0x7F && !isToken(v[i+1])
}

// decode is the value without its backslashes, and with the three characters that browsers send as %0A, %0D and %22. It
// is decoded in place.
// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
func (p parameter) decode() []byte {
	if !p.quoted {
		return p.value
	}
	v := p.value
	out := v[:0]
	for i := 0; i < len(v); i++ {
		c := v[i]
		if escapes(v, i) {
			i++
			c = v[i]
		} else if c == '%' && i+2 < len(v) {
			switch x := unhex(v[i+1])<<4 | unhex(v[i+2]); {
			case unhex(v[i+1]) > 15 || unhex(v[i+2]) > 15:
			case x == '\n' || x == '\r' || x == '"':
				c = x
				i += 2
			}
		}
		out = append(out, c)
	}
	return out
}

func untilSemicolon(v []byte) (before, rest []byte) {
	n := indexByte(v, 0, ';')
	return v[:n], v[n:]
}

// trim is b without spaces and tabs around it.
func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// isToken says that c may be in a token: printable ASCII without the specials ()<>@,;:\"/[]?= of RFC 2045.
func isToken(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '@', ',', ';', ':', '\\', '"', '/', '[', ']', '?', '=':
		return false
	}
	return c > ' ' && c < 0x7F
}
