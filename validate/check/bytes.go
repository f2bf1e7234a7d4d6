package check

import "github.com/willpass/willpass/validate/body"

// Bytes bounds how long a file, its text, the body, or the head of the request is: its URL, and the names and values of its headers.
type Bytes struct {
	Bounds   Bounds
	of       string
	multiple int64
}

func parseBytes(p *Params, n *body.Node) Check {
	c := Bytes{Bounds: p.bounds(n, "of", "multipleOf")}
	if of := n.Get("of"); of != nil {
		c.of = p.choice(of, "file", "text", "body", "head")
	}
	c.multiple = p.Doc.Int(n, "multipleOf")
	if c.multiple < 0 {
		p.Doc.Note(n.Get("multipleOf"), "want a number above 0")
	}
	return c
}

// Length is how many bytes the check looks at; false when it does not apply to v.
func (c *Bytes) length(r *Record, v *Value, told *Told) (int64, State, bool) {
	switch {
	case c.of == "body":
		return r.Length, Passed, true
	case c.of == "head":
		return r.Head, Passed, true
	case c.of == "text":
		return v.Bytes, Passed, v.Kind == String
	case v.File == nil:
		return v.Bytes, Passed, v.Kind == String || v.Kind == Part
	}
	m, state := media(v, told)
	if m == nil {
		return 0, state, false
	}
	if m.Bytes < 0 {
		return 0, told.open("", "the length of the file is not known", Need{}), false
	}
	return m.Bytes, Passed, true
}

func (c Bytes) Ask(r *Record, v *Value, told *Told) State {
	return c.ask(r, v, told)
}

// ask is Ask, of a check that need not be copied.
func (c *Bytes) ask(r *Record, v *Value, told *Told) State {
	if v.Kind == Absent && c.of != "body" && c.of != "head" {
		return Passed
	}
	n, state, ok := c.length(r, v, told)
	if !ok {
		return state
	}
	if state = c.Bounds.ask(r, Whole(n), told); state == Passed && c.multiple > 0 && n%c.multiple != 0 {
		state = Failed
	} else if state != Passed {
		told.measured(Whole(n))
	}
	if state == Passed || told == nil {
		return state
	}
	return c.tell(state, n, told)
}

func (c *Bytes) tell(state State, n int64, told *Told) State {
	return told.about(state, plural(n, "byte"), "make it "+c.Want())
}

// OfBody reports whether the check looks at the whole body from another place.
func (c Bytes) OfBody() bool { return c.of == "body" }

func (c Bytes) Want() string {
	unit := " byte"
	for _, l := range [...]*Limit{c.Bounds.Min, c.Bounds.Max, c.Bounds.Above, c.Bounds.Below} {
		if l != nil && len(l.Words) > 1 && l.Words[len(l.Words)-1] == 'B' {
			unit = "" // the limit names its unit
		}
	}
	words := c.Bounds.words(unit)
	if c.multiple > 0 {
		words = "a multiple of " + plural(c.multiple, "byte")
	}
	switch c.of {
	case "body":
		return words + " in the whole body"
	case "head":
		return words + " in URL and headers together"
	case "text":
		return words + " of text"
	}
	return words
}
