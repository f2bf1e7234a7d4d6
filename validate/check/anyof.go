package check

import "github.com/willpass/willpass/validate/body"

// AnyOf wants at least one of some places to be filled.
type AnyOf struct{ places placeList }

// AtMostOne wants no two of some places to be filled.
type AtMostOne struct{ places placeList }

// placeList is places by number, with what they are called.
type placeList struct {
	numbers []int
	names   []string
}

func parseAnyOf(p *Params, n *body.Node) Check     { return AnyOf{p.placeList(n)} }
func parseAtMostOne(p *Params, n *body.Node) Check { return AtMostOne{p.placeList(n)} }

func (p *Params) placeList(n *body.Node) placeList {
	var l placeList
	if !p.Doc.Want(n, body.Array) {
		return l
	}
	for _, item := range n.Items {
		if p.Doc.Want(item, body.String) {
			number, name := p.Place(item, item.Text)
			l.numbers = append(l.numbers, number)
			l.names = append(l.names, name)
		}
	}
	if len(l.numbers) < 2 {
		p.Doc.Note(n, "want at least two places")
	}
	return l
}

// filled names the places that are filled.
func (l placeList) filled(r *Record, ix Index) []string {
	var names []string
	for i, number := range l.numbers {
		if r.filled(number, ix) {
			names = append(names, l.names[i])
		}
	}
	return names
}

func (c AnyOf) Ask(r *Record, v *Value, told *Told) State {
	for _, number := range c.places.numbers {
		if r.filled(number, v.Index) {
			return Passed
		}
	}
	if told == nil {
		return Failed
	}
	return told.fail("none of them", "add "+list(c.places.names, "or"))
}

func (c AnyOf) Want() string { return "one of " + list(c.places.names, "or") }

func (c AtMostOne) Ask(r *Record, v *Value, told *Told) State {
	n := 0
	for _, number := range c.places.numbers {
		if r.filled(number, v.Index) {
			n++
		}
	}
	switch {
	case n < 2:
		return Passed
	case told == nil:
		return Failed
	}
	return told.fail(list(c.places.filled(r, v.Index), "and"), "keep only one of them")
}

// Fix takes all of the places away that are filled, but the first.
func (c AtMostOne) Fix(l *Fixes, r *Record, ix Index) {
	first := true
	for _, number := range c.places.numbers {
		if !r.filled(number, ix) {
			continue
		}
		if !first {
			l.Add(DoRemove, r.Places[number].At(ix))
		}
		first = false
	}
}

func (c AtMostOne) Want() string { return "at most one of " + list(c.places.names, "and") }
