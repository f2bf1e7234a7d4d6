package check

import "github.com/willpass/willpass/validate/body"

// SameSize wants an image as wide and high as the one at another place.
type SameSize struct {
	other int
	name  string
}

func parseSameSize(p *Params, n *body.Node) Check {
	if !p.Doc.Want(n, body.String) {
		return nil
	}
	other, name := p.Place(n, n.Text)
	return SameSize{other, name}
}

func (c SameSize) Ask(r *Record, v *Value, told *Told) State {
	other := r.Find(c.other, v.Index)
	if other == nil {
		return Passed
	}
	a, state := sized(v, told)
	if a == nil {
		return state
	}
	b, state := sized(other, told)
	if b == nil {
		return state
	}
	stored := a.Width == b.Width && a.Height == b.Height
	aw, ah := shownSize(a)
	bw, bh := shownSize(b)
	shown := aw == bw && ah == bh
	switch {
	case stored && shown:
		return Passed
	case told == nil && stored != shown:
		return Open
	case told == nil:
		return Failed
	}
	got := dimensions(a.Width, a.Height) + " against " + dimensions(b.Width, b.Height) + " pixels"
	switch {
	case stored != shown:
		return told.open(got+" stored, "+dimensions(aw, ah)+" against "+dimensions(bw, bh)+" shown", twoSizes, Need{})
	}
	return told.fail(got, "resize it to "+dimensions(b.Width, b.Height))
}

func (c SameSize) Want() string { return "the size of the image at " + c.name }
