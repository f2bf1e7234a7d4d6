package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Is wants a value or fact to equal one boolean, number or text, or to be anything else.
type Is struct {
	text string
	kind body.Kind
	not  bool
}

func parseIs(p *Params, n *body.Node) Check {
	not := n.Kind == body.Object && n.Get("not") != nil
	if not {
		p.Doc.Only(n, "not")
		n = n.Get("not")
	}
	switch n.Kind {
	case body.String, body.Number:
		return Is{n.Text, n.Kind, not}
	case body.Bool:
		return Is{truth(n.True), n.Kind, not}
	}
	p.Doc.Note(n, `want a boolean, number or text, or {"not":…} of one`)
	return nil
}

func (c Is) Ask(r *Record, v *Value, told *Told) State {
	switch v.Kind {
	case Unknown:
		return told.open("", "this fact is not known", Need{})
	case Absent, Null, Array, Object, List, Part:
		return Passed
	}
	if v.Lost() {
		return told.lost(v)
	}
	if v.is(c.text) != c.not {
		return Passed
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "")
}

// Text is the value that is asked about, as text.
func (c Is) Text() string { return c.text }

// Not reports whether the value is the one that fails, rather than the one that passes.
func (c Is) Not() bool { return c.not }

func (c Is) Want() string {
	words := c.text
	if c.kind == body.String {
		words = doc.Quote(c.text)
	}
	if c.not {
		return "anything but " + words
	}
	return words
}

// Never is never passed: nothing at its place can be right.
type Never struct{}

func parseNever(p *Params, n *body.Node) Check { p.yes(n); return Never{} }

func (c Never) Ask(r *Record, v *Value, told *Told) State { return told.fail(v.shown(), "") }

func (c Never) Want() string { return "something else" }
