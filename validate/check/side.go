package check

import (
	"github.com/willpass/willpass/validate/body"
)

// Side bounds the pixels of one or both sides of an image.
type Side struct {
	Bounds Bounds
	of     string
}

func parseSide(p *Params, n *body.Node) Check {
	c := Side{Bounds: p.bounds(n, "of"), of: "both"}
	if of := n.Get("of"); of != nil {
		c.of = p.choice(of, "both", "width", "height", "longest", "shortest")
	}
	return c
}

func (c Side) Ask(r *Record, v *Value, told *Told) State {
	m, state := sized(v, told)
	if m == nil {
		return state
	}
	return eitherSize(m, told, func(width, height int64, told *Told) State {
		long, short := max(width, height), min(width, height)
		state := Passed
		switch c.of {
		case "width":
			state = c.Bounds.ask(r, Whole(width), told)
		case "height":
			state = c.Bounds.ask(r, Whole(height), told)
		case "longest":
			state = c.Bounds.ask(r, Whole(long), told)
		case "shortest":
			state = c.Bounds.ask(r, Whole(short), told)
		default:
			state = worse(c.Bounds.ask(r, Whole(short), told), c.Bounds.ask(r, Whole(long), told))
		}
		if told == nil {
			return state
		}
		told.measured(Whole(width), Whole(height))
		if state == Passed {
			return state
		}
		return told.about(state, dimensions(width, height)+" pixels", "resize it: "+c.Want())
	})
}

func (c Side) Want() string {
	words := c.Bounds.words(" pixel")
	switch c.of {
	case "both":
		return "both sides " + words
	case "longest", "shortest":
		return c.of + " side " + words
	}
	return c.of + " " + words
}
