package check

import (
	"math"

	"github.com/willpass/willpass/validate/body"
)

// Pixels bounds width × height.
type Pixels struct{ Bounds Bounds }

func parsePixels(p *Params, n *body.Node) Check { return Pixels{p.bounds(n)} }

func (c Pixels) Ask(r *Record, v *Value, told *Told) State {
	m, state := sized(v, told)
	if m == nil {
		return state
	}
	area := int64(math.MaxInt64)
	if m.Width <= math.MaxInt64/m.Height {
		area = m.Width * m.Height
	}
	state = c.Bounds.ask(r, Whole(area), told)
	if state == Passed || told == nil {
		return state
	}
	told.measured(Whole(m.Width), Whole(m.Height))
	return told.about(state, dimensions(m.Width, m.Height)+" pixels", "resize it: "+c.Want())
}

func (c Pixels) Want() string { return c.Bounds.words(" pixel") + " in all" }
