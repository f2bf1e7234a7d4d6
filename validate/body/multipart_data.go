package body

// data tells the data of a part up to what may be its end.
func (r *Multipart) data(p []byte, i int) int {
	if r.match > r.from {
		return r.resume(p, i)
	}
	start := i
	if r.match > 0 { // at the start of the data, the boundary needs no line end before it
		if p[i] == r.delimiter[r.match] {
			r.match++
			return r.resume(p, i+1)
		}
		r.match, r.from = 0, 0
	}
	for {
		i = indexByte(p, r.leaper.leap(p, max(i, r.clear), r.delimiter[:r.length]), r.delimiter[0])
		n := 0
		for n < r.length && i+n < len(p) && p[i+n] == r.delimiter[n] {
			n++
		}
		if n == r.length || i+n == len(p) {
			if i > start {
				r.events.Data(p[start:i])
			}
			if r.match = n; n == r.length {
				r.stage = inDataEnd
			}
			return i + n
		}
		i += n
	}
}

// resume goes on comparing with the boundary where another chunk, or the start of the data, left it.
func (r *Multipart) resume(p []byte, i int) int {
	for ; i < len(p) && r.match < r.length; i++ {
		if p[i] != r.delimiter[r.match] {
			r.noEnd(0)
			return i
		}
		r.match++
	}
	if r.match == r.length {
		r.stage = inDataEnd
	}
	return i
}

// noEnd tells as data what looked like the boundary, and so many dashes.
func (r *Multipart) noEnd(dashes int) {
	r.events.Data(r.delimiter[r.from:r.match])
	if dashes > 0 {
		r.events.Data(r.delimiter[r.dashAt() : r.dashAt()+dashes])
	}
	r.match, r.from = 0, 0
	r.stage = inData
}

// dashAt is where delimiter has its dashes.
func (r *Multipart) dashAt() int {
	if r.bare {
		return 1
	}
	return 2
}

// dataEnd reads a byte after a boundary inside data.
func (r *Multipart) dataEnd(p []byte, i int) int {
	switch c := p[i]; {
	case r.stage == inDataDash && c == '-':
		r.events.EndPart()
		r.stage = inFinal
		return i + 1
	case r.stage == inDataDash:
		r.noEnd(1)
	case c == '-':
		r.stage = inDataDash
		return i + 1
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		r.events.EndPart()
		r.stage = inDelimiter
		r.match = 0
	default:
		r.noEnd(0)
	}
	return i
}
