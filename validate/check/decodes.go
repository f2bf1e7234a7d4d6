package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/probe"
)

// Decodes wants a file that can be decoded, of any format or of one. The header decides where it is broken; whether the
// pixels decode is the caller's fact, taken as yes until said.
type Decodes struct{ format probe.Format }

func parseDecodes(p *Params, n *body.Node) Check {
	if n.Kind == body.Bool {
		p.yes(n)
		return Decodes{}
	}
	return Decodes{p.format(n)}
}

func (c Decodes) Ask(r *Record, v *Value, told *Told) State {
	m, state := media(v, told)
	if m == nil || c.format != 0 && m.Format != c.format {
		return state
	}
	const fix = "send a complete image file"
	if m.Fault != probe.None {
		if told == nil {
			return Failed
		}
		got := m.Fault.String()
		if m.Reason != "" {
			got += ": " + m.Reason
		}
		return told.fail(got, fix)
	}
	if m.Cut == probe.Yes {
		return told.fail("the file ends before the picture does", fix)
	}
	if v.File.Decodes == No {
		return told.fail("its pixels do not decode", fix)
	}
	return Passed
}

func (c Decodes) Want() string {
	if c.format != 0 {
		return "a " + c.format.String() + " that decodes"
	}
	return "an image that decodes"
}
