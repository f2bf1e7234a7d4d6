package check

import (
	"math"
	"math/bits"

	"github.com/willpass/willpass/validate/probe"
)

// box is the sizes that the rules of a place allow: bounds of the sides and of the area, inclusive, and of width:height.
type box struct {
	width, height, long, short, area span
	wide, tall                       ratioLimit // the greatest and the least width:height
}

type span struct{ least, most int64 }

func (s *span) narrow(least, most int64) {
	s.least, s.most = max(s.least, least), min(s.most, most)
}

// narrowRatio keeps the ratios between two limits, either of which may be nil.
func (b *box) narrowRatio(least, most *ratioLimit) {
	if least != nil && least.over(&b.tall) {
		b.tall = *least
	}
	if most != nil && b.wide.over(most) {
		b.wide = *most
	}
}

// over reports whether l is a greater ratio than m.
func (l *ratioLimit) over(m *ratioLimit) bool { return m.order(int64(l.long), int64(l.short)) > 0 }

func (l *ratioLimit) inverse() *ratioLimit {
	if l == nil {
		return nil
	}
	return &ratioLimit{long: l.short, short: l.long}
}

// sizer looks for the size nearest to a picture's own that every rule of its place takes.
type sizer struct {
	r      *Record
	v      Value
	file   File
	checks []Check // about the size
	first  *probe.Media
}

// maxSide bounds the pictures that are reckoned with, so that no product of sides and limits overflows.
const maxSide = 1 << 24

// allows reports whether the rules take a size, as far as their limits are known.
func (s *sizer) allows(width, height int64) bool {
	m := &s.file.Media
	m.Width, m.Height, m.DisplayWidth, m.DisplayHeight = width, height, 0, 0
	for _, c := range s.checks {
		if alike, ok := c.(Alike); ok {
			if s.first != nil && alike.compare(s.first, m) != Passed {
				return false
			}
			continue
		}
		var told Told
		if state := c.Ask(s.r, &s.v, &told); state == Failed || state == Open && told.Need.Kind == 0 {
			return false
		}
	}
	return true
}

// size is what a picture of that size is best cropped and then scaled to. Crop equals the picture unless the rules forbid its
// shape; ok is false when no size passes.
func (s *sizer) size(width, height int64) (crop, scale [2]int64, ok bool) {
	crop = [2]int64{width, height}
	if s.allows(width, height) {
		return crop, crop, true
	}
	if width > maxSide || height > maxSide {
		return crop, crop, false
	}
	for turn := range 2 {
		lying := width >= height == (turn == 0)
		b := s.box(lying)
		if b.tall.over(&b.wide) || b.width.least > b.width.most || b.height.least > b.height.most {
			continue
		}
		crop = b.crop(width, height)
		for range 3 { // the edge of a ratio itself may be outside
			if scale, ok = s.scale(&b, crop[0], crop[1]); ok {
				return crop, scale, true
			}
			if wider := b.wide.order(width, height) >= 0; wider && crop[0] > 1 {
				crop[0]--
			} else if !wider && crop[1] > 1 {
				crop[1]--
			}
		}
	}
	return crop, crop, false
}

// box is the bounds of pictures that lie, or stand.
func (s *sizer) box(lying bool) box {
	all := span{1, maxSide}
	b := box{all, all, all, all, span{1, maxSide * maxSide}, ratioLimit{long: maxSide, short: 1}, ratioLimit{long: 1, short: maxSide}}
	long, short, even := &b.height, &b.width, &b.wide
	if lying {
		long, short, even = &b.width, &b.height, &b.tall
	}
	*even = ratioLimit{long: 1, short: 1}
	for _, c := range s.checks {
		b.add(s, c, lying)
	}
	long.narrow(b.long.least, b.long.most)
	short.narrow(b.short.least, b.short.most)
	b.narrowRatio(&ratioLimit{long: Micro(b.width.least), short: Micro(b.height.most)}, &ratioLimit{long: Micro(b.width.most), short: Micro(b.height.least)})
	return b
}

// add narrows the box by one rule.
func (b *box) add(s *sizer, c Check, lying bool) {
	switch c := c.(type) {
	case Side:
		least, most := c.Bounds.inside(s.r)
		for _, side := range [...]struct {
			of string
			*span
		}{{"width", &b.width}, {"height", &b.height}, {"longest", &b.long}, {"shortest", &b.short}} {
			if c.of == side.of || c.of == "both" {
				side.narrow(least, most)
			}
		}
	case Pixels:
		b.area.narrow(c.Bounds.inside(s.r))
	case SameSize:
		if other := s.r.Find(c.other, s.v.Index); other != nil && other.File != nil {
			w, h := shownSize(&other.File.Media)
			b.width.narrow(w, w)
			b.height.narrow(h, h)
		}
	case Ratio:
		c = c.known(s.r)
		least, most := c.min, c.max
		if least == nil {
			least = c.above
		}
		if most == nil {
			most = c.below
		}
		if c.longest && !lying {
			least, most = most.inverse(), least.inverse()
		}
		b.narrowRatio(least, most)
	case Alike:
		if s.first != nil {
			c.narrow(b, s.first)
		}
	}
}

// narrow keeps the sizes whose ratio, and number of pixels where that may count, are like the first picture's.
func (c Alike) narrow(b *box, first *probe.Media) {
	width, height := shownSize(first)
	if c.Bounds.Min == nil || c.Bounds.Max == nil || width > maxSide || height > maxSide {
		return
	}
	least, most := c.Bounds.Min.Low, c.Bounds.Max.High
	if c.of != "pixels" {
		b.narrowRatio(fraction(width, one, height, most), fraction(width, one, height, least))
	}
	if c.of != "ratio" {
		area := uint64(width * height)
		b.area.narrow(scaledUp(area, uint64(one), uint64(most)), int64(mulDiv(area, uint64(one), uint64(least))))
	}
}

// fraction is the ratio a·x : b·y.
func fraction(a int64, x Micro, b int64, y Micro) *ratioLimit {
	return &ratioLimit{long: Micro(a) * (x / 1000), short: Micro(b) * (y / 1000)}
}

// crop is the greatest part of a picture whose ratio is inside.
func (b *box) crop(width, height int64) [2]int64 {
	switch {
	case b.wide.order(width, height) > 0:
		width = max(1, int64(mulDiv(uint64(height), uint64(b.wide.long), uint64(b.wide.short))))
	case b.tall.order(width, height) < 0:
		height = max(1, int64(mulDiv(uint64(width), uint64(b.tall.short), uint64(b.tall.long))))
	}
	return [2]int64{width, height}
}

// scale is the size of the same shape nearest to a picture's own that passes. A side may differ by a pixel or two.
func (s *sizer) scale(b *box, width, height int64) (size [2]int64, ok bool) {
	w, h := uint64(width), uint64(height)
	to := width
	fits := [2]int64{width, height}
	if s.allows(width, height) {
		return fits, true
	}
	if width > b.width.most || height > b.height.most || width*height > b.area.most {
		to = min(b.width.most, int64(mulDiv(uint64(b.height.most), w, h)), root(mulDiv(uint64(b.area.most), w, h)))
	}
	if width < b.width.least || height < b.height.least || width*height < b.area.least {
		to = max(b.width.least, scaledUp(uint64(b.height.least), w, h), root(max(mulDiv(uint64(b.area.least), w, h), 1)-1)+1)
	}
	if to == width { // its shape is at the edge of a ratio that itself is outside
		return fits, false
	}
	for _, dw := range [...]int64{0, -1, 1, -2, 2} {
		tw := min(max(to+dw, b.width.least, 1), b.width.most)
		even := (int64(mulDiv(uint64(2*tw), h, w)) + 1) / 2 // rounded
		for _, dh := range [...]int64{0, 1, -1, 2, -2} {
			th := min(max(even+dh, b.height.least, 1), b.height.most)
			if s.allows(tw, th) {
				return [2]int64{tw, th}, true
			}
		}
	}
	return size, false
}

// mulDiv is a·b/c rounded down, the greatest size where that is too large.
func mulDiv(a, b, c uint64) uint64 {
	high, low := bits.Mul64(a, b)
	if high >= c {
		return maxSide * maxSide
	}
	quotient, _ := bits.Div64(high, low, c)
	return min(quotient, maxSide*maxSide)
}

// scaledUp is a·b/c rounded up.
func scaledUp(a, b, c uint64) int64 {
	n := mulDiv(a, b, c)
	if high, low := bits.Mul64(n, c); high == 0 {
		if _, want := bits.Mul64(a, b); low != want {
			n++
		}
	}
	return int64(n)
}

// root is the square root, rounded down.
func root(n uint64) int64 { return int64(math.Sqrt(float64(n))) }
