package check

import "github.com/willpass/willpass/validate/probe"

// FixFile adds the least change after which the file of v passes all of checks, those of its place that apply; those that ask about
// something else than a file are passed over. Room is how many
// bytes of the body are left for it as it is written there; below 0: no bound. Nothing is added when nothing of it fails, or no
// picture can satisfy all.
func FixFile(l *Fixes, r *Record, checks []Check, place int, v *Value, at string, room int64) {
	m, _ := media(v, nil)
	if m == nil || m.Format == 0 || m.Fault != probe.None {
		return
	}
	s := sizer{r: r, v: *v, file: *v.File}
	s.v.File = &s.file
	if first := &r.Values[place][0]; first.Index != v.Index && first.File != nil {
		s.first = &first.File.Media
	}
	var to, name []string
	fewest, greatest, rgb := int64(0), int64(unbounded), false
	anew := false // it must be encoded anew
	for _, c := range checks {
		fails := false
		switch c.(type) {
		case Side, Pixels, Ratio, SameSize, Alike:
			s.checks = append(s.checks, c)
			continue
		case Format, Bytes, Extension, Colour, BitsPerPixel:
			fails = stillFails(r, c, v)
		}
		switch c := c.(type) {
		case Format:
			if to = preferred(c.formats, m); to == nil {
				return // no picture will do
			}
		case Bytes:
			least, most := c.Bounds.inside(r)
			if c.of == "text" {
				most = v.decoded(most)
			}
			fewest, greatest = max(fewest, least), min(greatest, most)
		case Extension:
			if fails {
				name, fails = c.names, false
			}
		case Colour, BitsPerPixel:
			rgb = rgb || fails
		}
		anew = anew || fails
	}
	if room >= 0 {
		greatest, anew = min(greatest, v.decoded(room)), true
	}
	if width, height := shownSize(m); width > 0 && height > 0 && !plays(m.Format) {
		if anew || !s.allows(width, height) || !s.allows(m.Width, m.Height) {
			anew = true
			if !s.find(width, height) {
				return
			}
			was := [2]int64{width, height}
			if turned(m) {
				l.Add(DoOrient, at)
			}
			for i, do := range [...]Do{DoCrop, DoResize} {
				if s.to[i] != was {
					f := l.Add(do, at)
					f.Width, f.Height = s.to[i][0], s.to[i][1]
				}
				was = s.to[i]
			}
		}
	}
	switch {
	case anew:
		f := l.Add(DoEncode, at)
		if f.To, f.RGB, f.Min = to, rgb, fewest; greatest < unbounded {
			f.Max = greatest
		}
	case name != nil:
		l.Add(DoName, at).To = extension(name, m.Format)
	}
}

// decoded is how many bytes of a file fit into so much of the text or part that v is.
func (v *Value) decoded(room int64) int64 {
	if v.Kind != String || room >= unbounded {
		return max(room, 1)
	}
	header := int64(0)
	if b := v.File.Base64; v.File.Supplied {
		header = suppliedHeader
	} else if b.Header {
		header = v.Bytes - b.Length
	}
	return max((room-header)/4*3, 1)
}

// suppliedHeader is the length of a header such as data:image/jpeg;base64, which is reckoned before a file that the caller gave.
const suppliedHeader = 23

// pictures is the formats of pictures, those that are best for photos first, but for one that keeps transparency and palettes.
var pictures = [...]probe.Format{probe.PNG, probe.JPEG, probe.PNG, probe.WEBP, probe.BMP, probe.GIF, probe.TIFF}

// preferred is the formats of pictures among those allowed, the best for m first: its own, then one that keeps what it shows.
func preferred(allowed []probe.Format, m *probe.Media) []string {
	var out []string
	lossy := m.Alpha != probe.Yes && m.Palette != probe.Yes
	for i := -1; i < len(pictures); i++ {
		f := m.Format
		if i >= 0 {
			f = pictures[i]
		}
		known := i == 0 && lossy
		for _, name := range out {
			known = known || name == f.String()
		}
		for _, a := range allowed {
			if a == f && !known {
				out = append(out, f.String())
			}
		}
	}
	return out
}

// extension is the one of names that files of a format end in, or the first.
func extension(names []string, f probe.Format) []string {
	for i, name := range names {
		if of, _ := probe.ParseFormat(name); of == f {
			return names[i : i+1]
		}
	}
	return names[:1]
}
