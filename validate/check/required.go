package check

import "github.com/willpass/willpass/validate/body"

// Required wants a value to be there.
type Required struct{ How Presence }

// Presence is how much of a value must be there.
type Presence uint8

const (
	Present    Presence = iota + 1 // the member, header, part: even null or empty
	Filled                         // not null, empty text, array, object or part
	FilledFile                     // a form part with a file name that is not empty
)

func parseRequired(p *Params, n *body.Node) Check {
	switch p.choice(n, "present", "filled", "file") {
	case "present":
		return Required{Present}
	case "filled":
		return Required{Filled}
	}
	return Required{FilledFile}
}

func (c Required) Ask(r *Record, v *Value, told *Told) State {
	switch {
	case v.Kind == Absent:
		return told.fail("nothing", "add it")
	case c.How == Present:
		return Passed
	case !v.Filled() && told == nil:
		return Failed
	case !v.Filled():
		return told.fail(v.shown(), "give it a value")
	case c.How == FilledFile && v.Kind != Part:
		return told.fail("text instead of a file", "send it as a file part, with a file name")
	}
	return Passed
}

func (c Required) Want() string {
	return [...]string{"", "to be present", "a value that is not empty", "a file that is not empty"}[c.How]
}

// Unwanted wants a value not to be there.
type Unwanted struct{ How Presence }

func parseAbsent(p *Params, n *body.Node) Check {
	if p.choice(n, "present", "filled") == "present" {
		return Unwanted{Present}
	}
	return Unwanted{Filled}
}

func (c Unwanted) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind == Absent || c.How == Filled && !v.Filled() {
		return Passed
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "remove it")
}

func (c Unwanted) Want() string {
	if c.How == Filled {
		return "to be absent or empty"
	}
	return "to be absent"
}
