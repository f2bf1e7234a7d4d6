package check

import (
	"slices"

	"github.com/willpass/willpass/validate/probe"
)

// AboutFile reports whether a check asks about a file in such a way that another file of the same picture may pass.
func AboutFile(c Check) bool {
	switch c := c.(type) {
	case Side, Pixels, Ratio, SameSize, Alike, Format, Colour, BitsPerPixel, Extension:
		return true
	case Bytes:
		return c.of != "text" || c.multiple == 0
	}
	return false
}

// FixFile is the least change after which the file of v passes all of checks, those of its place that apply. Room is how many
// bytes of the body are left for it as it is written there; below 0: no bound. It is empty when nothing of it fails, or no
// picture can satisfy all.
func FixFile(r *Record, checks []Check, place int, v *Value, at string, room int64) []Fix {
	m, _ := media(v, nil)
	if m == nil || m.Format == 0 || m.Fault != probe.None {
		return nil
	}
	s := sizer{r: r, v: *v, file: *v.File}
	s.v.File = &s.file
	if values := r.Values[place]; len(values) > 0 && values[0].Index != v.Index && values[0].File != nil {
		s.first = &values[0].File.Media
	}
	encode := Fix{Do: DoEncode, At: at}
	name := Fix{Do: DoName, At: at}
	fails := false
	for _, c := range checks {
		switch c := c.(type) {
		case Side, Pixels, Ratio, SameSize, Alike:
			s.checks = append(s.checks, c)
			continue
		case Format:
			if encode.To = preferred(c.formats, m); encode.To == nil {
				return nil // no picture will do
			}
		case Colour, BitsPerPixel:
			encode.RGB = encode.RGB || c.Ask(r, v, nil) == Failed
		case Bytes:
			least, most := c.Bounds.inside(r)
			if c.of == "text" {
				most = v.decoded(most)
			}
			encode.bound(least, most)
		case Extension:
			if c.Ask(r, v, nil) == Failed {
				name.To = c.names
			}
		}
		var told Told
		state := c.Ask(r, v, &told)
		fails = fails || state == Failed || state == Open && told.Need.Kind == 0
	}
	if room >= 0 && room < v.Bytes {
		encode.bound(0, v.decoded(room))
		fails = true
	}
	width, height := shownSize(m)
	crop, scale, ok := [2]int64{width, height}, [2]int64{width, height}, true
	isPicture := width > 0 && height > 0 && !plays(m.Format)
	if isPicture && (fails || !s.passes(m)) {
		crop, scale, ok = s.size(width, height)
		fails = true
	}
	if !fails || !ok {
		return nil
	}
	var out []Fix
	if isPicture && turned(m) {
		out = append(out, Fix{Do: DoOrient, At: at})
	}
	if crop[0] != width || crop[1] != height {
		out = append(out, Fix{Do: DoCrop, At: at, Width: crop[0], Height: crop[1]})
	}
	if scale != crop {
		out = append(out, Fix{Do: DoResize, At: at, Width: scale[0], Height: scale[1]})
	}
	if name.To != nil && len(out) == 0 && encode.fits(m) {
		name.To = extension(name.To, m.Format)
		return append(out, name)
	}
	return append(out, encode)
}

// passes reports whether the file's size is taken, whichever of stored and shown counts.
func (s *sizer) passes(m *probe.Media) bool {
	width, height := shownSize(m)
	stored := [2]int64{m.Width, m.Height}
	return s.allows(width, height) && s.allows(stored[0], stored[1])
}

// bound narrows how many bytes the file may have.
func (f *Fix) bound(least, most int64) {
	if least > 1 {
		f.Min = max(f.Min, least)
	}
	if most < unbounded && (f.Max == 0 || most < f.Max) {
		f.Max = max(most, 1)
	}
}

// fits reports whether a file need not be encoded anew.
func (f *Fix) fits(m *probe.Media) bool {
	return !f.RGB && m.Bytes >= f.Min && (f.Max == 0 || m.Bytes <= f.Max) && (f.To == nil || f.To[0] == m.Format.String())
}

// decoded is how many bytes of a file fit into so much of the text or part that v is.
func (v *Value) decoded(room int64) int64 {
	if v.Kind != String || room >= unbounded {
		return room
	}
	header := int64(0)
	if b := v.File.Base64; v.File.Supplied {
		header = suppliedHeader
	} else if b.Header {
		header = v.Bytes - b.Length
	}
	return max(room-header, 0) / 4 * 3
}

// suppliedHeader is the length of a header such as data:image/jpeg;base64, which is reckoned before a file that the caller gave.
const suppliedHeader = 23

// pictures is the formats of pictures, those that are best for photos first.
var pictures = [...]probe.Format{probe.JPEG, probe.PNG, probe.WEBP, probe.BMP, probe.GIF, probe.TIFF}

// preferred is the formats of pictures among those allowed, the best for m first: its own, then one that keeps what it shows.
func preferred(allowed []probe.Format, m *probe.Media) []string {
	var out []string
	add := func(f probe.Format) {
		if name := f.String(); slices.Contains(allowed, f) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	add(m.Format)
	if m.Alpha == probe.Yes || m.Palette == probe.Yes {
		add(probe.PNG)
	}
	for _, f := range pictures {
		add(f)
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
