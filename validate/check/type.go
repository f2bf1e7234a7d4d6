package check

import (
	"bytes"

	"github.com/willpass/willpass/validate/body"
)

// Type wants a value of one of some types.
type Type struct{ names []string }

// typeNames is the types a document can name.
var typeNames = [...]string{"string", "number", "integer", "boolean", "object", "array", "null", "file",
	"integerText", "numberText", "booleanText"}

func parseType(p *Params, n *body.Node) Check {
	names := p.list(n)
	for i, name := range names {
		known := false
		for _, t := range typeNames {
			known = known || t == name
		}
		if !known {
			at := n
			if n.Kind == body.Array {
				at = n.Items[i]
			}
			p.Doc.Note(at, "want "+list(quoted(typeNames[:]), "or"))
		}
	}
	return Type{names}
}

func (c Type) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind == Absent {
		return Passed
	}
	for _, name := range c.names {
		if v.isA(name) {
			return Passed
		}
	}
	if v.Lost() && c.asksText(v.Kind) {
		return told.lost(v)
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "send "+c.Want())
}

// asksText reports whether the answer about a value of a kind depends on what is written there.
func (c Type) asksText(kind Kind) bool {
	for _, name := range c.names {
		if kind == Number && name == "integer" || kind == String && len(name) > 4 && name[len(name)-4:] == "Text" {
			return true
		}
	}
	return false
}

func (v *Value) isA(name string) bool {
	switch name {
	case "string":
		return v.Kind == String
	case "number":
		return v.Kind == Number
	case "integer":
		return v.Kind == Number && wholeText(v.Text)
	case "boolean":
		return v.Kind == Bool
	case "object":
		return v.Kind == Object
	case "array":
		return v.Kind == Array
	case "null":
		return v.Kind == Null
	case "file":
		return v.Kind == Part
	case "integerText":
		return v.Kind == String && wholeText(v.Text)
	case "booleanText":
		return v.Kind == String && (v.is("true") || v.is("false"))
	}
	_, ok := ParseMicro(v.Text)
	return v.Kind == String && ok
}

// wholeText reports whether text is a number without a fraction, of any length; 5.0, 5e0 and 0.5e1 are.
func wholeText(text []byte) bool {
	if _, ok := ParseMicro(text); !ok {
		return false
	}
	digits, exponent := text, 0
	if at := bytes.IndexAny(text, "eE"); at >= 0 {
		digits = text[:at]
		exponent, _ = parseExponent(text[at+1:])
	}
	decimals, last := 0, 0 // digits after the point, and the place among them of the last that is not 0
	point, zero := false, true
	for _, c := range digits {
		switch {
		case c == '.':
			point = true
		case c < '0':
			continue // the sign
		case c != '0' && point:
			decimals++
			last, zero = decimals, false
		case c != '0':
			last, zero = 0, false
		case point:
			decimals++
		default:
			last-- // a zero before the point
		}
	}
	return zero || last <= exponent
}

func (c Type) Want() string {
	words := make([]string, len(c.names))
	for i, name := range c.names {
		switch name {
		case "integer":
			words[i] = "a whole number"
		case "integerText":
			words[i] = "a whole number as text"
		case "numberText":
			words[i] = "a number as text"
		case "booleanText":
			words[i] = `"true" or "false"`
		case "object", "array":
			words[i] = "an " + name
		case "null":
			words[i] = "null"
		default:
			words[i] = "a " + name
		}
	}
	return list(words, "or")
}
