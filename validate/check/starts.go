package check

import "github.com/willpass/willpass/validate/body"

// Starts wants a text to start with one of some prefixes.
type Starts struct{ prefixes []string }

func parseStarts(p *Params, n *body.Node) Check { return Starts{p.list(n)} }

func (c Starts) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String {
		return Passed
	}
	if v.Lost() {
		return told.lost(v)
	}
	for _, prefix := range c.prefixes {
		if len(v.Text) >= len(prefix) && string(v.Text[:len(prefix)]) == prefix {
			return Passed
		}
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "start it with "+list(quoted(c.prefixes), "or"))
}

func (c Starts) Want() string { return "a text that starts with " + list(quoted(c.prefixes), "or") }
