package check

import "github.com/willpass/willpass/validate/body"

// Items bounds the number of elements of an array.
type Items struct{ Bounds Bounds }

func parseItems(p *Params, n *body.Node) Check { return Items{p.bounds(n)} }

func (c Items) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != Array && v.Kind != List {
		return Passed
	}
	n := v.Count
	if v.Kind == List {
		n = int64(len(v.List))
	}
	state := c.Bounds.ask(r, Whole(n), told)
	if state == Passed {
		return Passed
	}
	return told.about(state, plural(n, "element"), "send "+c.Want())
}

// AskAll counts all values of a place with a wildcard together. A place that is not there at all is another rule's question.
func (c Items) AskAll(r *Record, place int, told *Told) (state State, at *Value) {
	n := int64(len(r.Values[place]))
	if n == 0 {
		return Passed, nil
	}
	state = c.Bounds.ask(r, Whole(n), told)
	return told.about(state, plural(n, "element")+" in all", "send "+c.Want()), nil
}

func (c Items) Want() string { return c.Bounds.words(" element") }
