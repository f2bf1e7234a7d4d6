package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// assumedFacts is the facts of a provider as they are when the caller tells nothing.
func assumedFacts(p *spec.Provider) []check.FactValue {
	out := make([]check.FactValue, len(p.Facts))
	for i := range p.Facts {
		f := &p.Facts[i]
		out[i] = check.FactValue{ID: f.ID, Value: check.Value{Kind: check.Unknown, Index: check.NoIndex}}
		if f.Default != nil {
			out[i].Value, out[i].Assumed = factValue(f.Type, defaultFact(f.Default)), true
			out[i].Words = string(out[i].Value.Text)
		}
	}
	return out
}

// factValues is the facts of a provider with the values that hold for one request, in the memory of old: the caller's, or those that are
// assumed.
func factValues(old, assumed []check.FactValue, p *spec.Provider, facts *Facts) []check.FactValue {
	out := append(old[:0], assumed...)
	for j := range facts.Named {
		for i := range out {
			if out[i].ID == facts.Named[j].Name {
				out[i].Value, out[i].Assumed = factValue(p.Facts[i].Type, facts.Named[j]), false
			}
		}
	}
	return out
}

func factValue(factType string, f Fact) check.Value {
	v := check.Value{Index: check.NoIndex}
	switch factType {
	case "boolean":
		v.Kind, v.Text = check.Bool, truth(f.Bool)
	case "list":
		v.Kind, v.Rare = check.List, &check.Rare{List: f.List}
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
