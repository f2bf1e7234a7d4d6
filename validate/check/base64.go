package check

import "github.com/willpass/willpass/validate/body"

// Base64Text wants the text after a data-URL header, if any, to be base64.
type Base64Text struct{ fault string }

func parseBase64(p *Params, n *body.Node) Check {
	return Base64Text{p.choice(n, "alphabet", "padding", "valid")}
}

func (c Base64Text) Ask(r *Record, v *Value, told *Told) State {
	if v.File == nil || v.File.Carrier != Base64File || v.File.Supplied {
		return Passed
	}
	b := &v.File.Base64
	if c.fault != "padding" && b.BadAt >= 0 {
		return told.fail("the character "+quote([]byte{b.BadByte})+" at "+grouped(b.BadAt), "encode the file in standard base64")
	}
	if c.fault != "alphabet" && b.BadAt < 0 && b.Length > 0 && !b.Padded {
		return told.fail(plural(b.Length, "character"), "pad it with = to a multiple of four characters")
	}
	if c.fault != "padding" && b.Newlines > 0 {
		return told.open(plural(b.Newlines, "line break"), "some decoders take line breaks, some refuse them", Need{})
	}
	return Passed
}

func (c Base64Text) Want() string {
	switch c.fault {
	case "alphabet":
		return "only characters of base64"
	case "padding":
		return "base64 padded to a multiple of four characters"
	}
	return "base64"
}
