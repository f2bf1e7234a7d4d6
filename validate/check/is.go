package check

import (
	"strconv"

	"github.com/willpass/willpass/validate/body"
)

// Is wants a value or fact to equal one boolean, number or text.
type Is struct {
	text string
	kind body.Kind
}

func parseIs(p *Params, n *body.Node) Check {
	switch n.Kind {
	case body.String, body.Number:
		return Is{n.Text, n.Kind}
	case body.Bool:
		return Is{truth(n.True), n.Kind}
	}
	p.Doc.Note(n, "want a boolean, number or text")
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
	if v.is(c.text) {
		return Passed
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "")
}

// Text is the value that passes, as text.
func (c Is) Text() string { return c.text }

func (c Is) Want() string {
	if c.kind == body.String {
		return strconv.Quote(c.text)
	}
	return c.text
}

// Never is never passed: nothing at its place can be right.
type Never struct{}

func parseNever(p *Params, n *body.Node) Check { p.yes(n); return Never{} }

func (c Never) Ask(r *Record, v *Value, told *Told) State { return told.fail(v.shown(), "") }

func (c Never) Want() string { return "something else" }
