package spec

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// openLooks lists conditions on facts without default that decide how an answer looks or how a file comes. While such a fact is not
// known the condition does not hold, and unlike that of a rule this leaves no trace in the verdict.
func (l *linter) openLooks() []doc.Problem {
	var problems []doc.Problem
	look := func(when []Condition, n *body.Node, file, what string) {
		for i := range when {
			if fact := l.p.fact(when[i].Fact); fact != nil && fact.Default == nil {
				problems = append(problems, doc.Problem{File: file, Line: n.Line, Col: n.Col,
					Words: what + " depends on the fact " + fact.ID + ", which wants a default for that"})
			}
		}
	}
	for i := range l.p.Errors {
		e := &l.p.Errors[i]
		for k := range e.Variants {
			look(e.Variants[k].When, e.At, e.In, "the error "+e.ID)
		}
	}
	for i := range l.p.Endpoints {
		e := &l.p.Endpoints[i]
		for k := range e.Media {
			look(e.Media[k].When, e.At, e.In, "how the file at "+e.Places[e.Media[k].Place].Text+" comes")
		}
		for k := range e.Accepts.Variants {
			look(e.Accepts.Variants[k].When, e.At, e.In, "the answer of the endpoint "+e.ID)
		}
	}
	for _, f := range l.files {
		for _, n := range f.Objects(f.Root, "envelopes") {
			for i := range l.p.Envelopes {
				for _, v := range l.p.Envelopes[i].Variants {
					if l.p.Envelopes[i].ID == f.Text(n, "id") {
						look(v.When, n, f.Name, "the envelope "+l.p.Envelopes[i].ID)
					}
				}
			}
		}
	}
	return problems
}

// fact is the fact of an id; nil when there is none, as of those that exist everywhere.
func (p *Provider) fact(id string) *Fact {
	for i := range p.Facts {
		if p.Facts[i].ID == id {
			return &p.Facts[i]
		}
	}
	return nil
}
