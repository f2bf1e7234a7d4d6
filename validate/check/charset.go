package check

import "github.com/willpass/willpass/validate/body"

// Charset wants every character of a text to be from a set.
type Charset struct{ set Charsets }

// Charsets is some of the sets of characters that a document can name.
type Charsets uint8

// The sets that documents name.
const (
	Digits Charsets = 1 << iota
	ASCII
	Token       // letters, digits, - and _
	AllCharsets = Digits | ASCII | Token
)

func parseCharset(p *Params, n *body.Node) Check {
	switch p.choice(n, "digits", "ascii", "token") {
	case "digits":
		return Charset{Digits}
	case "ascii":
		return Charset{ASCII}
	}
	return Charset{Token}
}

// Of is those of the sets that have every byte of text.
func (s Charsets) Of(text []byte) Charsets {
	for _, b := range text {
		digit := b >= '0' && b <= '9'
		switch {
		case digit:
		case b|0x20 >= 'a' && b|0x20 <= 'z', b == '-', b == '_':
			s &^= Digits
		case b < 0x80:
			s &= ASCII
		default:
			return 0
		}
	}
	return s
}

func (c Charset) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String {
		return Passed
	}
	within := v.Within
	if !v.Cut {
		within = AllCharsets.Of(v.Text)
	}
	if within&c.set != 0 {
		return Passed
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "use "+c.Want()+" only")
}

func (c Charset) Want() string {
	switch c.set {
	case Digits:
		return "digits"
	case ASCII:
		return "ASCII characters"
	}
	return "letters, digits, - and _"
}
