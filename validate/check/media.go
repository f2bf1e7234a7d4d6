package check

import "github.com/willpass/willpass/validate/probe"

// media is what the header of the file at v says; nil when the question cannot be asked of it, and then state is the answer.
func media(v *Value, told *Told) (m *probe.Media, state State) {
	if v.File == nil {
		return nil, Passed
	}
	f := v.File
	switch {
	case f.Ignored:
		return nil, Passed
	case f.Supplied:
	case f.Carrier == NoFile:
		return nil, Passed
	case v.Bytes == 0:
		return nil, Passed
	case f.Carrier == URLFile && f.Fetch == NotFetched:
		if told == nil {
			return nil, Open
		}
		return nil, told.open(told.shown(v), "what the URL holds is not known", Need{NeedFetch, told.text(v)})
	case f.Carrier == URLFile && f.Fetch == FetchFailed:
		return nil, Passed
	case f.Carrier == Base64File && f.Base64.BadAt >= 0:
		return nil, Passed
	}
	return &f.Media, Passed
}

// Readable reports whether v holds, or may hold, a file whose header can be asked about.
func Readable(v *Value) bool {
	m, state := media(v, nil)
	return m != nil || state == Open
}

// sized is like media, but answers only when the header gives a width and a height.
func sized(v *Value, told *Told) (m *probe.Media, state State) {
	m, state = media(v, told)
	if m == nil || m.Width > 0 && m.Height > 0 {
		return m, state
	}
	if m.Fault == probe.None && m.Format != 0 {
		return nil, told.open(m.Format.String(), "the header does not say how many pixels there are", Need{})
	}
	return nil, Passed // not an image that can be read: another rule's question
}

// turned reports whether a picture is shown with another width or height than it is stored.
func turned(m *probe.Media) bool {
	return m.DisplayWidth > 0 && (m.DisplayWidth != m.Width || m.DisplayHeight != m.Height)
}

// eitherSize asks about the stored and the shown size of m. Where the two answers differ nobody can say which one the
// provider looks at.
func eitherSize(m *probe.Media, told *Told, ask func(width, height int64, told *Told) State) State {
	stored := ask(m.Width, m.Height, told)
	if !turned(m) {
		return stored
	}
	shown := ask(m.DisplayWidth, m.DisplayHeight, nil)
	if shown == stored {
		return stored
	}
	if told == nil {
		return Open
	}
	got := dimensions(m.Width, m.Height) + " stored, " + dimensions(m.DisplayWidth, m.DisplayHeight) + " shown"
	return told.open(got, twoSizes, Need{})
}

// twoSizes is why an answer is open where a picture is shown turned.
const twoSizes = "which of the two sizes counts is not documented"

func dimensions(width, height int64) string {
	return string(AppendInt(append(AppendInt(nil, width), " × "...), height))
}

// called names the format of m as people know it.
func called(m *probe.Media) string {
	if m.Format == 0 {
		return "no known image, video or document"
	}
	return m.Format.String()
}
