package check

import (
	"math"
	"math/bits"

	"github.com/willpass/willpass/validate/probe"
)

// box is the sizes that the rules of a place allow: the sides and the area, inclusive, and width:height.
type box struct {
	sides      [4]span // width, height, longest, shortest
	area       span
	wide, tall ratioLimit // the greatest and the least width:height
}

type span struct{ least, most int64 }

func (s *span) narrow(least, most int64) {
	s.least, s.most = max(s.least, least), min(s.most, most)
}

// narrow keeps the ratios between two limits, either of which may be nil.
func (b *box) narrow(least, most *ratioLimit) {
	if least != nil && b.tall.order(int64(least.long), int64(least.short)) > 0 {
		b.tall = *least
	}
	if most != nil && b.wide.order(int64(most.long), int64(most.short)) < 0 {
		b.wide = *most
	}
}

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
	checks []Check      // about the size
	first  *probe.Media // that this one is to be alike
	to     [2][2]int64  // width and height, cropped, and then scaled
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
		} else if stillFails(s.r, c, &s.v) {
			return false
		}
	}
	return true
}

// stillFails reports whether a check does not surely pass although all is known that it asks for.
func stillFails(r *Record, c Check, v *Value) bool {
	var told Told
	state := c.Ask(r, v, &told)
	return state == Failed || state == Open && told.Need.Kind == 0
}

// find sets what a picture of that size is best cropped and then scaled to. It is cropped only when the rules forbid its shape; ok is false when no
// size passes.
func (s *sizer) find(width, height int64) (ok bool) {
	s.to = [2][2]int64{{width, height}, {width, height}}
	if s.allows(width, height) {
		return true
	}
	if width > maxSide || height > maxSide {
		return false
	}
	for turn := range 2 {
		b := s.box(width >= height == (turn == 0))
		w, h := width, height
		// The greatest part of the picture whose ratio is inside.
		isWide := b.wide.order(w, h) > 0
		if isWide {
			w = max(1, mulDiv(h, int64(b.wide.long), int64(b.wide.short), 0))
		} else if b.tall.order(w, h) < 0 {
			h = max(1, mulDiv(w, int64(b.tall.short), int64(b.tall.long), 0))
		}
		for range 3 { // the edge of a ratio itself may be outside
			s.to[0] = [2]int64{w, h}
			if s.scale(&b, w, h) {
				return true
			}
			if isWide || b.wide.order(w, h) == 0 {
				w = max(w-1, 1)
			} else {
				h = max(h-1, 1)
			}
		}
	}
	return false
}

// box is the bounds of pictures that lie, or stand.
func (s *sizer) box(lying bool) (b box) {
	for i := range b.sides {
		b.sides[i] = span{1, maxSide}
	}
	b.area, b.wide, b.tall = span{1, maxSide * maxSide}, ratioLimit{long: maxSide, short: 1}, ratioLimit{long: 1, short: maxSide}
	even := &ratioLimit{long: 1, short: 1}
	if lying {
		b.narrow(even, nil)
	} else {
		b.narrow(nil, even)
	}
	for _, c := range s.checks {
		s.narrow(&b, c, lying)
	}
	long, short := 0, 1
	if !lying {
		long, short = 1, 0
	}
	b.sides[long].narrow(b.sides[2].least, b.sides[2].most)
	b.sides[short].narrow(b.sides[3].least, b.sides[3].most)
	w, h := &b.sides[0], &b.sides[1]
	b.narrow(&ratioLimit{long: Micro(w.least), short: Micro(h.most)}, &ratioLimit{long: Micro(w.most), short: Micro(h.least)})
	return b
}

// sideNames is what [Side] may be of, in the order of [box].
var sideNames = [...]string{"width", "height", "longest", "shortest"}

// narrow narrows a box by one rule.
func (s *sizer) narrow(b *box, c Check, lying bool) {
	var same *probe.Media
	switch c := c.(type) {
	case Side:
		least, most := c.Bounds.inside(s.r)
		for i, name := range sideNames {
			if c.of == name || c.of == "both" {
				b.sides[i].narrow(least, most)
			}
		}
		return
	case Pixels:
		b.area.narrow(c.Bounds.inside(s.r))
		return
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
		b.narrow(least, most)
		return
	case Alike:
		same = s.first
	case SameSize:
		if other := s.r.Find(c.other, s.v.Index); other != nil && other.File != nil {
			same = &other.File.Media
		}
	}
	if same != nil && same.Width > 0 { // a size that is alike for sure
		w, h := shownSize(same)
		b.sides[0].narrow(w, w)
		b.sides[1].narrow(h, h)
	}
}

// scale sets the size of the same shape nearest to a picture's own that passes. A side may differ by a pixel or two.
func (s *sizer) scale(b *box, width, height int64) bool {
	w, h := &b.sides[0], &b.sides[1]
	s.to[1] = s.to[0]
	if s.allows(width, height) {
		return true
	}
	to := width
	if width > w.most || height > h.most || width*height > b.area.most {
		to = min(w.most, mulDiv(h.most, width, height, 0), root(mulDiv(b.area.most, width, height, 0)))
	}
	if width < w.least || height < h.least || width*height < b.area.least {
		to = max(w.least, mulDiv(h.least, width, height, height-1), root(max(mulDiv(b.area.least, width, height, 0), 1)-1)+1)
	}
	if to == width { // its shape is at the edge of a ratio that itself is outside
		return false
	}
	for _, dw := range [...]int64{0, -1, 1, -2, 2} {
		tw := min(max(to+dw, w.least), w.most)
		even := mulDiv(tw, height, width, width/2)
		for _, dh := range [...]int64{0, 1, -1, 2, -2} {
			th := min(max(even+dh, h.least), h.most)
			if s.allows(tw, th) {
				s.to[1] = [2]int64{tw, th}
				return true
			}
		}
	}
	return false
}

// mulDiv is (a·b + more) / c rounded down, the greatest area where that is too large. None is negative.
func mulDiv(a, b, c, more int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	low, carry := bits.Add64(low, uint64(more), 0)
	if high += carry; high >= uint64(c) {
		return maxSide * maxSide
	}
	quotient, _ := bits.Div64(high, low, uint64(c))
	return int64(min(quotient, maxSide*maxSide))
}

// root is the square root, rounded down.
func root(n int64) int64 { return int64(math.Sqrt(float64(n))) }
