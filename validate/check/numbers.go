package check

// Numbers is what a check wants in figures, for programs that word it themselves. Bounds that are not there are nil.
type Numbers struct {
	Unit                   string  // pixel, byte, character, element, second, frame, ratio; "" for plain numbers
	Min, Max, Above, Below []Micro // one number; of a ratio two, width and height. Max of "5MB" is what surely passes
	OneOf                  []string
}

// maxOneOf is how many values [Figures] lists; of longer lists none.
const maxOneOf = 32

// Figures is what a check wants in figures. Limits that only the caller knows are left out while they are not known.
func Figures(c Check, r *Record) Numbers {
	var bounds Bounds
	unit := ""
	switch c := c.(type) {
	case Range:
		bounds = c.Bounds
	case Length:
		bounds, unit = c.Bounds, c.unit()
	case Items:
		bounds, unit = c.Bounds, "element"
	case Bytes:
		bounds, unit = c.Bounds, "byte"
	case Side:
		bounds, unit = c.Bounds, "pixel"
	case Pixels:
		bounds, unit = c.Bounds, "pixel"
	case Duration:
		bounds, unit = c.Bounds, "second"
	case FrameRate:
		bounds, unit = c.Bounds, "frame"
	case Ratio:
		return Numbers{Unit: "ratio", Min: c.min.pair(), Max: c.max.pair(), Above: c.above.pair(), Below: c.below.pair()}
	case OneOf:
		if len(c.values) <= maxOneOf {
			return Numbers{OneOf: c.values}
		}
	case Format:
		var names []string
		for _, f := range c.formats {
			names = append(names, f.String())
		}
		return Numbers{OneOf: names}
	}
	return bounds.numbers(r, unit)
}

func (b *Bounds) numbers(r *Record, unit string) Numbers {
	return Numbers{Unit: unit, Min: b.Min.safe(r, true), Max: b.Max.safe(r, false), Above: b.Above.safe(r, true), Below: b.Below.safe(r, false)}
}

// safe is the bound that surely holds: the stricter end of a band.
func (l *Limit) safe(r *Record, lower bool) []Micro {
	if l == nil {
		return nil
	}
	low, high, ok := l.value(r)
	switch {
	case !ok:
		return nil
	case lower:
		return []Micro{high}
	}
	return []Micro{low}
}

func (l *ratioLimit) pair() []Micro {
	if l == nil {
		return nil
	}
	return []Micro{l.long, l.short}
}

// AppendJSON writes m as a JSON number.
func (m Micro) AppendJSON(out []byte) []byte {
	if m.whole() {
		return AppendInt(out, int64(m/one))
	}
	return m.appendFraction(out)
}

func (m Micro) appendFraction(out []byte) []byte {
	if m < 0 {
		out, m = append(out, '-'), -m
	}
	out = append(AppendInt(out, int64(m/one)), '.')
	fraction := m % one
	for digit := one / 10; fraction > 0; digit /= 10 {
		out = append(out, '0'+byte(fraction/digit))
		fraction %= digit
	}
	return out
}

// measured keeps the numbers that were compared.
func (t *Told) measured(numbers ...Micro) {
	if t != nil {
		t.Measured = append(t.Measured[:0], numbers...)
	}
}
