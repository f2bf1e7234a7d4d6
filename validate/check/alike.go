package check

import (
	"math"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/probe"
)

// Alike bounds how much the first of several pictures differs from each other one: the quotient of their aspect ratios,
// or of their numbers of pixels. It compares exactly.
type Alike struct {
	Bounds Bounds
	of     string // ratio, pixels or either: nobody says which of the two
}

func parseAlike(p *Params, n *body.Node) Check {
	c := Alike{Bounds: p.bounds(n, "of"), of: "ratio"}
	if of := n.Get("of"); of != nil {
		c.of = p.choice(of, "ratio", "pixels", "either")
	}
	for _, limit := range [...]*Limit{c.Bounds.Min, c.Bounds.Max, c.Bounds.Above, c.Bounds.Below} {
		if limit != nil && (limit.Fact != "" || limit.Low != limit.High || limit.Low <= 0) {
			p.Doc.Note(n, "want bounds that are numbers above 0")
		}
	}
	return c
}

// Ask passes: one picture alone is alike. See AskAll.
func (c Alike) Ask(r *Record, v *Value, told *Told) State { return Passed }

// AskAll compares the first picture of the place with each other one; at is the one that is told about.
func (c Alike) AskAll(r *Record, place int, told *Told) (state State, at *Value) {
	values := r.Values[place]
	state = Passed
	for i := 1; i < len(values); i++ {
		var found Told
		if s := c.pair(&values[0], &values[i], &found); s > state {
			state, at = s, &values[i]
			if told != nil {
				*told = found
			}
		}
	}
	return state, at
}

func (c Alike) pair(first, other *Value, told *Told) State {
	a, state := sized(first, told)
	if a == nil {
		return state
	}
	b, state := sized(other, told)
	if b == nil {
		return state
	}
	if state = c.compare(a, b); state == Passed {
		return Passed
	}
	got := dimensions(a.Width, a.Height) + " against " + dimensions(b.Width, b.Height) + " pixels"
	switch {
	case state == Failed:
		return told.fail(got, "crop or resize them: "+c.Want())
	case c.of == "either":
		return told.open(got, "whether the aspect ratios or the numbers of pixels count is not documented", Need{})
	}
	return told.open(got, "which of the stored and the shown size counts is not documented", Need{})
}

// compare answers Open where the ways to understand the question differ.
func (c Alike) compare(a, b *probe.Media) State {
	passed, failed := false, false
	note := func(x, y int64) {
		if c.inside(x, y) {
			passed = true
		} else {
			failed = true
		}
	}
	if c.of != "pixels" {
		note(product(a.Width, b.Height), product(a.Height, b.Width))
		if turned(a) || turned(b) {
			aw, ah := shownSize(a)
			bw, bh := shownSize(b)
			note(product(aw, bh), product(ah, bw))
		}
	}
	if c.of != "ratio" {
		note(product(a.Width, a.Height), product(b.Width, b.Height))
	}
	switch {
	case passed && failed:
		return Open
	case failed:
		return Failed
	}
	return Passed
}

// inside reports whether x:y is within the bounds.
func (c Alike) inside(x, y int64) bool {
	for _, side := range [...]struct {
		limit   *Limit
		outside int // sign of a comparison that is outside
		strict  bool
	}{{c.Bounds.Min, -1, false}, {c.Bounds.Above, -1, true}, {c.Bounds.Max, 1, false}, {c.Bounds.Below, 1, true}} {
		if side.limit == nil {
			continue
		}
		limit := ratioLimit{long: side.limit.Low, short: one}
		if order := limit.order(x, y); order == side.outside || order == 0 && side.strict {
			return false
		}
	}
	return true
}

func shownSize(m *probe.Media) (width, height int64) {
	if turned(m) {
		return m.DisplayWidth, m.DisplayHeight
	}
	return m.Width, m.Height
}

// product is a × b, or the greatest number where that is too large.
func product(a, b int64) int64 {
	if b > 0 && a > math.MaxInt64/b {
		return math.MaxInt64
	}
	return a * b
}

func (c Alike) Want() string {
	what := "aspect ratio"
	switch c.of {
	case "pixels":
		what = "number of pixels"
	case "either":
		what = "aspect ratio (or the number of pixels, it is not told which)"
	}
	return "the " + what + " of the first, divided by that of each other one, " + c.Bounds.words("")
}
