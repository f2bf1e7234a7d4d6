package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/spec"
)

// listRules prints the rules of an endpoint, stage by stage.
func (p *program) listRules(name string) error {
	_, provider, e, err := p.endpoint(name)
	if err != nil {
		return err
	}
	if p.json {
		line, err := json.Marshal(stagesOf(provider, e))
		fmt.Fprintf(p.out, "%s\n", line)
		return err
	}
	p.wrap(bold(name)+"  ", "  ", e.Title)
	for i := range e.Paths {
		fmt.Fprintf(p.out, "  %s %s\n", e.Method, e.Paths[i].Text)
	}
	for i := range e.Stages {
		s := &e.Stages[i]
		p.stage(s.Name, orderWords(i, s), provider, e, s.Rules)
	}
	if e.Items != nil {
		p.stage("each element of "+e.Places[e.Items.Place].Text, "refuses the element, not the request", provider, e, e.Items.Rules)
	}
	return nil
}

// orderWords says when a stage runs and in which order its rules do.
func orderWords(i int, s *spec.Stage) string {
	words := "in no known order"
	if s.Ordered {
		words = "in this order"
	}
	switch {
	case i == 0:
		return words
	case s.Apart:
		return "after the above; " + words
	}
	return "perhaps before the above; " + words
}

// stage prints rules below a title. A place is named once above the rules about it that follow each other.
func (p *program) stage(name, words string, provider *spec.Provider, e *spec.Endpoint, rules []spec.Rule) {
	fmt.Fprintln(p.out)
	p.wrap(bold(name)+" ", "  ", "("+words+")")
	last := ""
	for i := range rules {
		if at := placeOf(e, rules[i].Place, rules[i].Fact); at != last {
			fmt.Fprintf(p.out, "  %s\n", bold(at))
			last = at
		}
		p.rule(provider, e, &rules[i])
	}
}

func (p *program) rule(provider *spec.Provider, e *spec.Endpoint, r *spec.Rule) {
	words := "want " + r.Check.Want()
	for k, c := range r.When {
		joint := ", when "
		if k > 0 {
			joint = " and "
		}
		words += joint + conditionWords(e, &c)
	}
	words += ", else " + bold(strings.Join(codesOf(provider, r), " or "))
	if !r.Trust.Hard() {
		words += " (" + r.Trust.String() + ")"
	}
	p.wrap("    ", "      ", words)
	if r.Note != "" {
		p.wrap("      ", "      ", faint(r.Note))
	}
}

// conditionWords says when a rule is asked.
func conditionWords(e *spec.Endpoint, c *spec.Condition) string {
	at := placeOf(e, c.Place, c.Fact)
	if c.Kind == "anyOf" || c.Kind == "atMostOne" {
		return c.Check.Want()
	}
	return at + " is " + strings.TrimPrefix(c.Check.Want(), "to be ")
}

func placeOf(e *spec.Endpoint, place int, fact string) string {
	if place < 0 {
		return "fact:" + fact
	}
	return e.Places[place].Text
}

// codesOf is the codes that a rule earns, each once.
func codesOf(provider *spec.Provider, r *spec.Rule) []string {
	var out []string
	for _, number := range r.Errors {
		code := provider.Errors[number].Code
		if code == "" {
			code = "no documented code"
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// The JSON of the rules of an endpoint.
type (
	stageJSON struct {
		Stage   string     `json:"stage"`
		After   bool       `json:"after"`   // it is known to run after the stage before
		Ordered bool       `json:"ordered"` // its rules are known to run in this order
		Each    string     `json:"each,omitempty"`
		Rules   []ruleJSON `json:"rules"`
	}
	ruleJSON struct {
		ID     string          `json:"id"`
		At     string          `json:"at"`
		Kind   string          `json:"kind"`
		Want   string          `json:"want"`
		When   []conditionJSON `json:"when,omitempty"`
		Errors []string        `json:"errors"`
		Codes  []string        `json:"codes"`
		Trust  string          `json:"trust"`
		Source string          `json:"source"`
		Note   string          `json:"note,omitempty"`
	}
	conditionJSON struct {
		At   string `json:"at"`
		Kind string `json:"kind"`
		Want string `json:"want"`
	}
)

func stagesOf(provider *spec.Provider, e *spec.Endpoint) []stageJSON {
	out := []stageJSON{}
	for i := range e.Stages {
		s := &e.Stages[i]
		out = append(out, stageJSON{Stage: s.Name, After: s.Apart, Ordered: s.Ordered, Rules: rulesOf(provider, e, s.Rules)})
	}
	if e.Items != nil {
		out = append(out, stageJSON{Each: e.Places[e.Items.Place].Text, Rules: rulesOf(provider, e, e.Items.Rules)})
	}
	return out
}

func rulesOf(provider *spec.Provider, e *spec.Endpoint, rules []spec.Rule) []ruleJSON {
	out := make([]ruleJSON, len(rules))
	for i := range rules {
		r := &rules[i]
		out[i] = ruleJSON{ID: r.ID, At: placeOf(e, r.Place, r.Fact), Kind: r.Kind, Want: r.Check.Want(), Errors: []string{}, Trust: r.Trust.String(),
			Source: provider.Sources[r.Source].URL, Note: r.Note}
		for k := range r.When {
			c := &r.When[k]
			out[i].When = append(out[i].When, conditionJSON{placeOf(e, c.Place, c.Fact), c.Kind, c.Check.Want()})
		}
		for _, number := range r.Errors {
			out[i].Errors = append(out[i].Errors, provider.Errors[number].ID)
			out[i].Codes = append(out[i].Codes, provider.Errors[number].Code)
		}
	}
	return out
}
