package body

// headers keeps the headers of a part up to the empty line after them.
func (r *Multipart) headers(p []byte, i int) int {
	for ; i < len(p); i++ {
		c := p[i]
		if r.headerLen == MaxHeader {
			r.fail(HeaderTooLong, i, "want headers of at most 16384 bytes")
			return i
		}
		r.header[r.headerLen] = c
		r.headerLen++
		switch {
		case c != '\n':
			r.lineCR = c == '\r' && r.lineLen == 0
			r.lineLen++
		case r.lineLen == 0 || r.lineLen == 1 && r.lineCR:
			r.endHeaders(i)
			return i + 1
		default:
			r.lineLen, r.lineCR = 0, false
		}
	}
	return i
}

func (r *Multipart) endHeaders(i int) {
	r.part = PartHeader{}
	if bad := r.part.read(r.header[:r.headerLen]); bad >= 0 {
		r.fail(BadHeader, i+1-r.headerLen+bad, "want a header name, a colon and a value without control characters")
		return
	}
	r.stage = inData
	r.match = r.dashAt()
	r.from = r.match
	r.events.BeginPart(&r.part)
}

// read takes header lines that end in an empty one. It decodes them in place. It returns where a line is that cannot be
// read, or -1. Like net/textproto it takes LF for CR LF, joins continued lines, and allows a space in a name.
func (h *PartHeader) read(b []byte) int {
	for at := 0; ; {
		line, next := headerLine(b, at)
		if len(line) == 0 {
			return -1
		}
		if line[0] == ' ' || line[0] == '\t' {
			return at // only the first line can start so: later ones are joined
		}
		colon := indexByte(line, 0, ':')
		if colon == len(line) {
			return at
		}
		line = trim(line)
		end := len(line)
		for next < len(b) && (b[next] == ' ' || b[next] == '\t') {
			more, after := headerLine(b, next)
			full := line[:cap(line)]
			full[end] = ' '
			end += 1 + copy(full[end+1:], trim(more))
			line, next = full[:end], after
		}
		if !h.field(line[:colon], line[colon+1:]) {
			return at
		}
		at = next
	}
}

// headerLine is the line of b that starts at that place, without its end, and the place of the next.
func headerLine(b []byte, at int) ([]byte, int) {
	end := indexByte(b, at, '\n')
	next := min(end+1, len(b))
	if end > at && end < len(b) && b[end-1] == '\r' {
		end--
	}
	return b[at:end], next
}

// field takes one header; false when a character of it is not allowed.
func (h *PartHeader) field(name, value []byte) bool {
	for _, c := range name {
		if !isToken(c) && c != ' ' || c == '{' || c == '}' {
			return false
		}
	}
	for _, c := range value {
		if c < ' ' && c != '\t' || c == 0x7F {
			return false
		}
	}
	value = trim(value)
	switch {
	case equalFold(name, "content-disposition") && !h.HasDisposition:
		h.disposition(value)
	case equalFold(name, "content-type") && !h.HasContentType:
		h.ContentType, h.HasContentType = value, true
	case equalFold(name, "content-transfer-encoding") && h.Encoding == nil:
		h.Encoding = value
	}
	return len(name) > 0
}

// disposition takes the parameters of a Content-Disposition.
// https://www.rfc-editor.org/rfc/rfc7578#section-4.2
func (h *PartHeader) disposition(v []byte) {
	kind, rest := untilSemicolon(v)
	h.HasDisposition = true
	h.FormData = equalFold(trim(kind), "form-data")
	for {
		rest = trim(rest)
		if len(rest) == 0 || len(rest) == 1 && rest[0] == ';' {
			return
		}
		p, ok := nextParameter(&rest)
		if !ok {
			h.BadDisposition = true
			return
		}
		repeated := false
		switch {
		case equalFold(p.name, "name"):
			if repeated = h.HasName; !repeated {
				h.Name, h.HasName = p.decode(), true
			}
		case equalFold(p.name, "filename"):
			if repeated = h.HasFileName; !repeated {
				h.FileName, h.HasFileName = p.decode(), true
			}
		case equalFold(p.name, "filename*"):
			if repeated = h.FileNameExt != nil; !repeated {
				h.FileNameExt = p.value
			}
		}
		h.BadDisposition = h.BadDisposition || repeated || p.loose
	}
}
