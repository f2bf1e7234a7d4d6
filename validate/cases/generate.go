package cases

import (
	"errors"
	"fmt"
	"slices"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// Generate makes the conformance cases that a provider's documents imply: the sample of every endpoint is accepted, and
// every break of a rule earns the rule's error. Breaks are those of the document or, when a rule has none, the standard
// breaks of its kind of check. The text is a case file; the error joins all rules for which no break could be made.
//
// A break demands what holds whatever else the documents say: the rule is among the findings with its error, each of its
// codes is among the answers, and, when the rule refuses for sure, it failed and the outcome is rejected.
//
// A rule of a group is broken at the first endpoint that asks it of a place, as it is one rule in the documents; with
// everywhere at all that do.
func Generate(p *spec.Provider, everywhere bool) ([]byte, error) {
	g := generator{p: p, names: map[string]int{}, everywhere: everywhere, broken: map[ruleAt]bool{}}
	g.out = append(g.out, "{\"generated\":\"by go test ./validate/cases -run Generated -update; do not edit\",\"cases\":["...)
	for i := range p.Endpoints {
		g.endpoint(&p.Endpoints[i])
	}
	return append(g.out, "\n]}\n"...), errors.Join(g.errors...)
}

type generator struct {
	p      *spec.Provider
	out    []byte
	names  map[string]int
	cases  int
	errors []error

	everywhere bool
	broken     map[ruleAt]bool
}

// ruleAt is a rule as it stands in a document, and the place it is asked of.
type ruleAt struct {
	written *body.Node
	place   string
}

func (g *generator) endpoint(e *spec.Endpoint) {
	if g.draft(e) == nil {
		g.errors = append(g.errors, fmt.Errorf("%s:%d:%d: endpoint %s has no sample", e.In, e.At.Line, e.At.Col, e.ID))
		return
	}
	if e.Fallback == "" && !e.Retired {
		g.sample(e)
	}
	for i := range e.Stages {
		for j := range e.Stages[i].Rules {
			g.rule(e, &e.Stages[i].Rules[j], false)
		}
	}
	if e.Items != nil {
		for i := range e.Items.Rules {
			g.rule(e, &e.Items.Rules[i], true)
		}
	}
}

// sample is the case in which the endpoint takes its sample: for sure, when the document says under which facts.
func (g *generator) sample(e *spec.Endpoint) {
	want := g.want(e)
	want.put("includes", list(text("accepted")))
	if e.Given != nil {
		want.put("outcome", text("accepted"))
		want.put("sure", &node{kind: 'l', raw: "true"})
	}
	g.write(e.ID+": the sample", e.Source, g.draft(e), want)
}

// draft is the sample of an endpoint. That of a fallback which has none is made of the first sample on its hosts: with a path or
// a method that no endpoint has.
func (g *generator) draft(e *spec.Endpoint) *draft {
	if e.Sample != nil {
		return newDraft(e, e.Sample)
	}
	for i := range g.p.Endpoints {
		other := &g.p.Endpoints[i]
		shared := len(e.Hosts) == 0 || len(other.Hosts) == 0 || slices.ContainsFunc(e.Hosts, func(id string) bool { return slices.Contains(other.Hosts, id) })
		if e.Fallback == "" || other.Sample == nil || other.Fallback != "" || !shared {
			continue
		}
		d := newDraft(e, other.Sample)
		if e.Fallback == "method" {
			d.request.put("method", text("PURGE"))
		} else if err := d.set(check.Place{Root: check.AtPath}, text("/"+noSuchValue)); err != nil {
			return nil
		}
		return d
	}
	return nil
}

func (g *generator) want(e *spec.Endpoint) *node {
	want := object()
	want.put("provider", text(g.p.ID))
	want.put("endpoint", text(e.ID))
	return want
}

// rule makes the cases in which a rule fails. A rule about elements of an array refuses nothing by itself.
func (g *generator) rule(e *spec.Endpoint, r *spec.Rule, element bool) {
	at := ruleAt{r.At, g.place(e, r.Place, r.Fact).Text}
	if g.broken[at] && !g.everywhere {
		return
	}
	g.broken[at] = true
	edits, err := g.edits(e, r)
	if err == nil && len(edits) == 0 && r.Breaks == nil {
		err = fmt.Errorf("no standard break: give it breaks")
	}
	for _, edit := range edits {
		d := g.draft(e)
		if err = edit.do(d); err != nil {
			err = fmt.Errorf("%s: %w", edit.how, err)
			break
		}
		g.write(e.ID+": "+r.ID+": "+edit.how, r.Source, d, g.failed(e, r, element))
	}
	if err != nil {
		g.errors = append(g.errors, fmt.Errorf("%s:%d:%d: endpoint %s, rule %s: %w", r.In, r.At.Line, r.At.Col, e.ID, r.ID, err))
	}
}

// failed is what a break of r demands.
func (g *generator) failed(e *spec.Endpoint, r *spec.Rule, element bool) *node {
	want := g.want(e)
	finding := object()
	finding.put("rule", text(r.ID))
	if len(r.Errors) > 0 {
		finding.put("error", text(g.p.Errors[r.Errors[0]].ID))
	}
	state := "open" // it fails, but that this refuses a request has no evidence
	if r.Trust.Hard() {
		state = "failed"
	}
	finding.put("state", text(state))
	want.put("findings", list(finding))
	if element {
		return want
	}
	if r.Trust.Hard() {
		want.put("outcome", text("rejected"))
	}
	codes := &node{kind: '['}
	for _, number := range r.Errors {
		if e := &g.p.Errors[number]; !slices.ContainsFunc(e.Variants, func(v spec.Variant) bool { return v.Code != nil }) {
			codes.items = append(codes.items, text(e.Code))
		}
	}
	if len(codes.items) > 0 {
		want.put("includes", codes)
	}
	return want
}

// write appends one case as one line. Cases of one name are numbered.
func (g *generator) write(name string, source int, d *draft, want *node) {
	g.names[name]++
	if n := g.names[name]; n > 1 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	c := object()
	c.put("name", text(name))
	if source >= 0 {
		c.put("source", text(g.p.Sources[source].URL))
	}
	c.put("request", d.request)
	if len(d.facts.members) > 0 {
		c.put("facts", d.facts)
	}
	c.put("want", want)
	if g.cases++; g.cases > 1 {
		g.out = append(g.out, ',')
	}
	g.out = c.write(append(g.out, '\n'))
}

func list(items ...*node) *node { return &node{kind: '[', items: items} }

// place is where a rule or condition looks.
func (g *generator) place(e *spec.Endpoint, number int, fact string) check.Place {
	if number < 0 {
		return check.Place{Root: check.AtFact, Name: fact, Text: "fact:" + fact}
	}
	return e.Places[number]
}
