package check

// About is what a kind of check asks about, for those who put it to a request.
type About uint8

const (
	Absence About = 1 << iota // it decides about values that are not there
	Nothing                   // it need not pass a value that is not there
	Scalars                   // a text, number or boolean, and so nothing when there is none
	Headers                   // the header of a file, and so nothing when there is none
	Facts                     // a fact, as a limit or a list
)

// AboutOf is what a check asks about.
func AboutOf(c Check) About {
	switch c := c.(type) {
	case Required, AnyOf, AtMostOne, Parses:
		return Absence | Nothing
	case Unwanted:
		return Absence
	case Never:
		return Nothing
	case Before:
		return Nothing | Facts
	case OneOf, Starts, Charset, Is, URL, Base64Text, DataURL, Takes:
		return Scalars
	case Range:
		return Scalars | c.Bounds.about()
	case Length:
		return Scalars | c.Bounds.about()
	case Items:
		return c.Bounds.about()
	case Bytes:
		return Nothing | c.Bounds.about()
	case Format, Decodes, Colour, BitsPerPixel, Encrypted:
		return Headers
	case Side:
		return Headers | c.Bounds.about()
	case Pixels:
		return Headers | c.Bounds.about()
	case Duration:
		return Headers | c.Bounds.about()
	case FrameRate:
		return Headers | c.Bounds.about()
	case Alike:
		return Headers | c.Bounds.about()
	case Ratio:
		if c.fact != "" {
			return Headers | Facts
		}
		return Headers
	case Unique:
		if c.fact != "" {
			return Facts
		}
	}
	return 0
}

func (b *Bounds) about() About {
	for _, l := range [...]*Limit{b.Min, b.Max, b.Above, b.Below} {
		if l != nil && l.Fact != "" {
			return Facts
		}
	}
	return 0
}
