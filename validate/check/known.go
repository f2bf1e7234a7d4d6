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
	switch name := v.Stranger(); {
	case !v.Strange():
		return Passed
	case name == nil:
		return told.fail("a member more", "remove it")
	default:
		return told.fail("the member "+quote(name), "remove it")
	}
}

func (c Known) Want() string { return "only members that the documentation lists" }
