package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// factValues is the facts of a provider with the values that hold for one request: the caller's, or the defaults.
func factValues(p *spec.Provider, facts Facts) []check.FactValue {
	out := make([]check.FactValue, len(p.Facts))
	for i := range p.Facts {
		f := &p.Facts[i]
		out[i] = check.FactValue{ID: f.ID, Value: check.Value{Kind: check.Unknown, Index: check.NoIndex}}
		given := false
		for j := range facts.Named {
			if facts.Named[j].Name == f.ID {
				out[i].Value, given = factValue(f.Type, facts.Named[j]), true
			}
		}
		if !given && f.Default != nil {
			out[i].Value, out[i].Assumed = factValue(f.Type, defaultFact(f.Default)), true
		}
	}
	return out
}

func factValue(factType string, f Fact) check.Value {
	v := check.Value{Index: check.NoIndex}
	switch factType {
	case "boolean":
		v.Kind, v.Text = check.Bool, []byte("false")
		if f.Bool {
			v.Text = []byte("true")
		}
	case "list":
		v.Kind, v.List = check.List, f.List
	case "text":
		v.Kind, v.Text = check.String, []byte(f.Text)
	default:
		v.Kind, v.Text = check.Number, []byte(f.Text)
	}
	v.Bytes, v.Chars = int64(len(v.Text)), countChars(v.Text)
	return v
}

// defaultFact is the default that a document gives.
func defaultFact(n *body.Node) Fact {
	f := Fact{Bool: n.True, Text: n.Text}
	for _, item := range n.Items {
		f.List = append(f.List, item.Text)
	}
	return f
}
