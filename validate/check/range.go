package check

import "github.com/willpass/willpass/validate/body"

// Range bounds a number, or a text that is one.
type Range struct{ Bounds Bounds }

func parseRange(p *Params, n *body.Node) Check { return Range{p.bounds(n)} }

func (c Range) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != Number && v.Kind != String {
		return Passed
	}
	if v.Lost() {
		return told.lost(v)
	}
	x, ok := ParseMicro(v.Text)
	if !ok {
		return Passed // the type is another rule's question
	}
	state := c.Bounds.ask(r, x, told)
	if state == Passed || told == nil {
		return state
	}
	told.measured(x)
	return told.about(state, string(v.Text), "use "+c.Want())
}

func (c Range) Want() string { return c.Bounds.words("") }

// about adds what was found and, where the answer is no, what to change.
func (t *Told) about(state State, got, fix string) State {
	if t != nil && state != Passed {
		t.Got = got
		if state == Failed {
			t.Fix, t.Why, t.Need = fix, "", Need{}
		}
	}
	return state
}
