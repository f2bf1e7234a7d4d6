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

func (c Items) Want() string { return c.Bounds.words(" element") }
