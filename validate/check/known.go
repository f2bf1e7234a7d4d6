package check

import "github.com/willpass/willpass/validate/body"

// Known wants an object to have no members but those that the endpoint's document names.
type Known struct{ also []string }

func parseKnown(p *Params, n *body.Node) Check {
	if n.Kind == body.Array {
		return Known{p.Doc.List(n)}
	}
	p.yes(n)
	return Known{}
}

// Also is the names of members that are known beside those of rules and media.
func (c Known) Also() []string { return c.also }

func (c Known) Ask(r *Record, v *Value, told *Told) State {
	if v.Stranger() == nil {
		return Passed
	}
	return told.fail("the member "+quote(v.Stranger()), "remove it")
}

func (c Known) Want() string { return "only members that the documentation lists" }
