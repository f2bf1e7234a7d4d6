package check

import "github.com/willpass/willpass/validate/body"

// Length bounds the length of a text, in Unicode code points or in bytes of UTF-8.
type Length struct {
	Bounds Bounds
	bytes  bool
}

func parseLength(p *Params, n *body.Node) Check {
	c := Length{Bounds: p.bounds(n, "of")}
	if of := n.Get("of"); of != nil {
		c.bytes = p.choice(of, "chars", "bytes") == "bytes"
	}
	return c
}

func (c Length) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String {
		return Passed
	}
	n := v.Chars
	if c.bytes {
		n = v.Bytes
	}
	state := c.Bounds.ask(r, Whole(n), told)
	if state == Passed || told == nil {
		return state
	}
	told.measured(Whole(n))
	return told.about(state, plural(n, c.unit()), "make it "+c.Want()+" long")
}

func (c Length) unit() string {
	if c.bytes {
		return "byte"
	}
	return "character"
}

func (c Length) Want() string { return c.Bounds.words(" " + c.unit()) }
