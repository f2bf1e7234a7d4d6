package check

import "github.com/willpass/willpass/validate/body"

// Charset wants every character of a text to be from a set.
type Charset struct{ name string }

func parseCharset(p *Params, n *body.Node) Check {
	return Charset{p.choice(n, "digits", "ascii", "token")}
}

func (c Charset) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String {
		return Passed
	}
	for _, b := range v.Text {
		if !c.has(b) {
			return told.fail(v.shown(), "use "+c.Want()+" only")
		}
	}
	if v.Cut {
		return told.lost(v)
	}
	return Passed
}

func (c Charset) has(b byte) bool {
	digit := b >= '0' && b <= '9'
	switch c.name {
	case "digits":
		return digit
	case "ascii":
		return b < 0x80
	}
	return digit || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '-' || b == '_'
}

func (c Charset) Want() string {
	switch c.name {
	case "digits":
		return "digits"
	case "ascii":
		return "ASCII characters"
	}
	return "letters, digits, - and _"
}
