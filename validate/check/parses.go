package check

import "github.com/willpass/willpass/validate/body"

// Parses wants the body to be well-formed for its kind, or a text to be JSON.
type Parses struct{}

func parseParses(p *Params, n *body.Node) Check { p.yes(n); return Parses{} }

func (c Parses) Ask(r *Record, v *Value, told *Told) State {
	if v.File != nil && v.File.Text.Asked {
		if v.File.Text.Valid {
			return Passed
		}
		return told.fail(v.File.Text.Fault, "send well-formed JSON")
	}
	switch {
	case !r.Faults.Bad:
		return Passed
	case r.Faults.Free:
		return told.open(r.Faults.Words, "the specification lets a reader accept or refuse this", Need{})
	}
	return told.fail(r.Faults.Words, "mend the body")
}

func (c Parses) Want() string { return "well-formed" }
