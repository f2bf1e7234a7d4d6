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
		v := &out[i]
		v.ID, v.Value.Kind, v.Value.Index = f.ID, check.Unknown, check.NoIndex
		if f.Default != nil {
			given := defaultFact(f.Default)
			setFact(&v.Value, f.Type, &given)
			v.Assumed, v.Words = true, string(v.Value.Text)
		}
	}
	return out
}

// factValues is the facts of a provider with the values that hold for one request, in the memory of old: the caller's, or those that are
// assumed.
func factValues(old, assumed []check.FactValue, p *spec.Provider, facts *Facts) []check.FactValue {
	out := old[:0]
	if cap(out) < len(assumed) {
		out = make([]check.FactValue, 0, len(assumed))
	}
	out = out[:len(assumed)]
	for i := range out {
		out[i] = assumed[i]
	}
	for j := range facts.Named {
		giveFact(out, p, &facts.Named[j])
	}
	return out
}

// giveFact takes a fact of the caller.
func giveFact(out []check.FactValue, p *spec.Provider, given *Fact) {
	for i := range out {
		if out[i].ID == given.Name {
			out[i].Value, out[i].Assumed = check.Value{}, false
			setFact(&out[i].Value, p.Facts[i].Type, given)
		}
	}
}

// setFact makes an empty value that of a fact.
//
//go:noinline
func setFact(v *check.Value, factType string, f *Fact) {
	v.Index = check.NoIndex
	switch factType {
	case "boolean":
		v.Kind, v.Text = check.Bool, truth(f.Bool)
	case "list":
		v.Kind, v.Rare = check.List, &check.Rare{List: f.List}
	case "text":
		v.Kind, v.Text = check.String, append([]byte(nil), f.Text...)
	default:
		v.Kind, v.Text = check.Number, append([]byte(nil), f.Text...)
	}
	v.Bytes, v.Chars = int64(len(v.Text)), countChars(v.Text)
}

// defaultFact is the default that a document gives.
func defaultFact(n *body.Node) Fact {
	f := Fact{Bool: n.True, Text: n.Text}
	for _, item := range n.Items {
		f.List = append(f.List, item.Text)
	}
	return f
}
