package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/probe"
)

// Encrypted wants a document that asks for a password, or one that does not. Formats that know no password pass.
type Encrypted struct{ want bool }

func parseEncrypted(p *Params, n *body.Node) Check {
	p.Doc.Want(n, body.Bool)
	return Encrypted{n.True}
}

func (c Encrypted) Ask(r *Record, v *Value, told *Told) State {
	m, state := media(v, told)
	if m == nil || m.Format != probe.PDF {
		return state
	}
	switch m.Encrypted {
	case probe.Unknown:
		return told.open("a PDF", "whether it asks for a password could not be read", Need{})
	case probe.Yes:
		if !c.want {
			return told.fail("a PDF with a password", "save it without a password")
		}
	case probe.No:
		if c.want {
			return told.fail("a PDF without a password", "save it with a password")
		}
	}
	return Passed
}

func (c Encrypted) Want() string {
	if c.want {
		return "a document with a password"
	}
	return "a document without a password"
}
