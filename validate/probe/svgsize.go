package probe

// svgRoot reads the start tag of the root element, which begins at index i of the span.
func (p *Probe) svgRoot(b []byte, i int) {
	m := &p.media
	name := 1
	for name < len(b) && !space(b[name]) && b[name] != '>' && b[name] != '/' {
		name++
	}
	end := svgEnd(b)
	switch {
	case name < len(b) && !svgNamed(b[1:name]):
		p.svgNot()
		return
	case end < 0 && i > 0 && i+len(b) == MaxSpan: // ask for the tag from its beginning
		p.next(stepSVG, p.off+int64(i), 1, svgTag)
		return
	case end < 0 && len(b) == svgTag:
		p.media.Format = SVG
		p.malformed("the start tag is longer than 4096 bytes")
		return
	case end < 0:
		p.truncated()
		return
	}
	m.Format, m.Frames = SVG, 1
	var w, h, vw, vh int64 // in 1/65536 px; 0 when not given, or in per cent
	t := text{b: b[:end], i: name}
	for {
		key, value, ok := t.attribute()
		if !ok {
			break
		}
		switch string(key) {
		case "width":
			w = svgLength(value)
		case "height":
			h = svgLength(value)
		case "viewBox":
			vw, vh = svgBox(value)
		}
	}
	switch {
	case w > 0 && h == 0 && vw > 0 && vh > 0:
		h = ratio64(w, vh, vw)
	case h > 0 && w == 0 && vw > 0 && vh > 0:
		w = ratio64(h, vw, vh)
	case w == 0 && h == 0:
		w, h = vw, vh
	}
	m.Width, m.Height = (w+1<<15)>>16, (h+1<<15)>>16
	p.finish()
}

func ratio64(a, b, c int64) int64 { return ratio(uint64(a), uint64(b), uint64(c)) }

// svgNamed reports whether a name is svg, with or without a prefix.
func svgNamed(name []byte) bool {
	n := len(name)
	return n >= 3 && string(name[n-3:]) == "svg" && (n == 3 || name[n-4] == ':')
}

// svgEnd is the index of the '>' that ends the tag, outside quotations; -1 when b does not hold it.
func svgEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// attribute is the next name and value.
func (t *text) attribute() (key, value []byte, ok bool) {
	t.blank()
	from := t.i
	for t.i < len(t.b) && t.b[t.i] != '=' && !space(t.b[t.i]) {
		t.i++
	}
	key = t.b[from:t.i]
	t.blank()
	if t.i >= len(t.b) || t.b[t.i] != '=' {
		if len(key) == 0 {
			return nil, nil, false
		}
		return key, nil, t.i < len(t.b)
	}
	t.i++
	t.blank()
	if t.i >= len(t.b) {
		return nil, nil, false
	}
	quote := t.b[t.i]
	if quote != '"' && quote != '\'' { // not XML, but seen
		return key, t.word(), true
	}
	t.i++
	from = t.i
	for t.i < len(t.b) && t.b[t.i] != quote {
		t.i++
	}
	value = t.b[from:t.i]
	t.i++
	return key, value, t.i <= len(t.b)
}

// svgLength is a length in 1/65536 px, at 96 px to the inch; 0 when it is not absolute.
func svgLength(b []byte) int64 {
	t := text{b: b}
	t.blank()
	v := t.decimal()
	switch string(t.word()) {
	case "", "px":
		return v
	case "pt":
		return v * 4 / 3
	case "pc":
		return v * 16
	case "in":
		return v * 96
	case "cm":
		return v * 9600 / 254
	case "mm":
		return v * 960 / 254
	case "Q":
		return v * 240 / 254
	case "em", "rem":
		return v * 16
	case "ex":
		return v * 8
	}
	return 0
}

// svgBox reads width and height of a view box: the third and the fourth number.
func svgBox(b []byte) (w, h int64) {
	t := text{b: b}
	var v [4]int64
	for i := range v {
		for t.i < len(b) && (space(b[t.i]) || b[t.i] == ',') {
			t.i++
		}
		v[i] = t.decimal()
	}
	return max(v[2], 0), max(v[3], 0)
}

// decimal is the number at t in 1/65536, at most 2^31; 0 when there is none.
func (t *text) decimal() int64 {
	var v, scale int64 = 0, 0 // scale counts 1/10^k once the point was passed
	negative := false
	if t.i < len(t.b) && (t.b[t.i] == '-' || t.b[t.i] == '+') {
		negative = t.b[t.i] == '-'
		t.i++
	}
	for ; t.i < len(t.b); t.i++ {
		c := t.b[t.i]
		if c == '.' && scale == 0 {
			scale = 1
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		switch {
		case scale == 0:
			v = min(v*10+int64(c-'0')<<16, 1<<47)
		case scale < 1_000_000:
			scale *= 10
			v += int64(c-'0') << 16 / scale
		}
	}
	if t.i+1 < len(t.b) && (t.b[t.i] == 'e' || t.b[t.i] == 'E') && (t.b[t.i+1] == '-' || t.b[t.i+1] == '+' || t.b[t.i+1] >= '0' && t.b[t.i+1] <= '9') {
		v = t.exponent(v)
	}
	if negative {
		return -v
	}
	return v
}

// exponent applies the power of ten at t to v.
func (t *text) exponent(v int64) int64 {
	t.i++
	down := t.b[t.i] == '-'
	if down || t.b[t.i] == '+' {
		t.i++
	}
	n := 0
	for ; t.i < len(t.b) && t.b[t.i] >= '0' && t.b[t.i] <= '9'; t.i++ {
		n = min(n*10+int(t.b[t.i]-'0'), 20)
	}
	for range n {
		if down {
			v /= 10
		} else {
			v = min(v*10, 1<<47)
		}
	}
	return v
}
