package probe

// pnmBegins reports whether b is the start of a header: 'P', the kind, and white space, a comment or a number.
func pnmBegins(b []byte) bool {
	if len(b) == 0 || b[0] != 'P' {
		return false
	}
	if len(b) > 1 && (b[1] < '1' || b[1] > '7') && b[1] != 'f' && b[1] != 'F' {
		return false
	}
	return len(b) < 3 || space(b[2]) || b[2] == '#' || b[1] < '4' && b[2] >= '0' && b[2] <= '9'
}

// pnmHeader reads the header of a PBM, PGM, PPM, PAM or PFM file, which must lie within the first MaxSpan bytes.
// Formats: https://netpbm.sourceforge.net/doc/pnm.html, https://netpbm.sourceforge.net/doc/pam.html and
// https://www.pauldebevec.com/Research/HDR/PFM/.
func (p *Probe) pnmHeader(b []byte) {
	m := &p.media
	kind := b[1]
	t := text{b: b, i: 2}
	m.Channels = 1
	if kind == '3' || kind == '6' || kind == 'F' {
		m.Channels = 3
	}
	m.Frames, m.Palette, m.Alpha, m.Progressive = 1, No, No, No
	var ok, whole bool
	if kind == '7' {
		ok, whole = p.pamHeader(&t)
	} else {
		ok, whole = p.pnmNumbers(&t, kind)
	}
	switch {
	case !whole:
		p.longer(len(b), MaxSpan, "the header is longer than 4096 bytes")
	case !ok || m.Width == 0 || m.Height == 0:
		p.malformed("the header gives no size")
	default:
		p.finish()
	}
}

// pnmNumbers reads width, height and, of most kinds, the greatest value. whole says that the header ended.
func (p *Probe) pnmNumbers(t *text, kind byte) (ok, whole bool) {
	m := &p.media
	var v [3]int64
	n := 3
	if kind == '1' || kind == '4' {
		n = 2
	}
	for i := range n {
		if i == 2 && (kind == 'f' || kind == 'F') {
			t.word() // the scale, which may be negative and have a point
		} else {
			t.comments()
			if v[i], ok = t.number(); !ok {
				return false, t.i < len(t.b)
			}
		}
		if t.i == len(t.b) {
			return false, false
		}
	}
	m.Width, m.Height = v[0], v[1]
	switch {
	case n == 2:
		m.BitDepth = 1
	case kind == 'f' || kind == 'F':
		m.BitDepth = 32
	default:
		m.BitDepth = depthOf(v[2])
	}
	return true, true
}

// depthOf is the number of bits that hold values up to most.
func depthOf(most int64) uint8 {
	if most > 255 {
		return 16
	}
	return 8
}

// comments passes over white space and over comments, which run from '#' to the end of the line.
func (t *text) comments() {
	for t.blank(); t.i < len(t.b) && t.b[t.i] == '#'; t.blank() {
		for t.i < len(t.b) && t.b[t.i] != '\n' && t.b[t.i] != '\r' {
			t.i++
		}
	}
}

// pamHeader reads lines of a name and a value, up to ENDHDR.
func (p *Probe) pamHeader(t *text) (ok, whole bool) {
	m := &p.media
	for {
		t.comments()
		name := string(t.word())
		if t.i == len(t.b) {
			return false, false
		}
		if name == "ENDHDR" {
			return true, true
		}
		var v int64
		ok = true
		switch name {
		case "WIDTH", "HEIGHT", "DEPTH", "MAXVAL":
			v, ok = t.number()
		default:
			for t.i < len(t.b) && t.b[t.i] != '\n' {
				t.i++
			}
		}
		if t.i == len(t.b) {
			return false, false
		}
		if !ok {
			return false, true
		}
		switch name {
		case "WIDTH":
			m.Width = v
		case "HEIGHT":
			m.Height = v
		case "DEPTH":
			m.Channels = uint8(min(v, 255))
			m.Alpha = tri(v == 2 || v == 4)
		case "MAXVAL":
			m.BitDepth = depthOf(v)
		}
	}
}
