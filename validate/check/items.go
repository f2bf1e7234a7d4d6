package check

import "github.com/willpass/willpass/validate/body"

// Items bounds the number of elements of an array, or of the parts of a form that have one name.
type Items struct{ Bounds Bounds }

func parseItems(p *Params, n *body.Node) Check { return Items{p.bounds(n)} }

func (c Items) Ask(r *Record, v *Value, told *Told) State {
	n, noun := v.Count, "element"
	switch v.Kind {
	case List:
		n = int64(len(v.List()))
	case Array:
	case Part, String:
		if noun = "part"; n > 0 {
			break
		}
		fallthrough // a text that is no part of a form
	default:
		return Passed
	}
	state := c.Bounds.ask(r, Whole(n), told)
	if state == Passed || told == nil {
		return state
	}
	told.measured(Whole(n))
	return told.about(state, plural(n, noun), "send "+c.Want())
}

// AskAll counts all values of a place with a wildcard together. A place that is not there at all is another rule's question.
func (c Items) AskAll(r *Record, place int, told *Told) (state State, at *Value) {
	n := int64(len(r.Values[place]))
	if n == 0 {
		return Passed, nil
	}
	if r.Full[place] {
		return c.askMore(r, n, told), nil
	}
	state = c.Bounds.ask(r, Whole(n), told)
	if state == Passed || told == nil {
		return state, nil
	}
	told.measured(Whole(n))
	return told.about(state, plural(n, "element")+" in all", "send "+c.Want()), nil
}

// askMore is asked when there are n elements or more: that is sure to be too many, sure to be enough, or neither.
func (c Items) askMore(r *Record, n int64, told *Told) State {
	most := Bounds{Max: c.Bounds.Max, Below: c.Bounds.Below, OpenEdge: c.Bounds.OpenEdge}
	least := Bounds{Min: c.Bounds.Min, Above: c.Bounds.Above, OpenEdge: c.Bounds.OpenEdge}
	got := "more than " + plural(n, "element") + " in all"
	if most.ask(r, Whole(n), nil) == Failed {
		return told.fail(got, "send "+c.Want())
	}
	if most.empty() && least.ask(r, Whole(n), nil) == Passed {
		return Passed
	}
	return told.open(got, onlyFirst, Need{})
}

func (c Items) Want() string { return c.Bounds.words(" element") }
