package validate

import (
	"sync/atomic"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// plan is what is fixed about asking an endpoint, worked out when it is asked first.
type plan struct {
	items  []step
	stages [][]step
	asked  []*spec.Condition // no two are the same
	// Answers that no request changes, rendered when they come first: from step.answers on those of each step.
	answers  []atomic.Pointer[fixedAnswer]
	accepted []atomic.Pointer[fixedAnswer]
	dresses  int // how many envelopes may come in the place of one, itself counted
}

// step is a rule and how to ask it.
type step struct {
	rule    *spec.Rule
	place   int
	above   int // the place that it is a member of
	fact    int // its number, where it is about one; -1: none of the provider's
	how     how
	asked   [maxAsked]uint8 // numbers of its conditions in plan.asked, counted from 1; 0: none
	each    uint8           // bits of those that are about elements
	final   uint8           // bits of those that, failing once, fail for every element, and no fact is looked at before
	first   uint8           // the number of the first condition, if it is one of those
	idle    bool            // where the place is empty, it passes and looks at no fact
	decodes bool
	fetches bool
	filled  bool   // values that are not empty pass, and no fact is looked at
	texts   bool   // of two values with the same text both pass, or none
	passing uint16 // kinds of value that pass, and no fact is looked at: a bit for each
	all     wholePlace
	answers int // where its answers begin in plan.answers
	finding atomic.Pointer[fixedFinding]
}

// how says what a rule is asked about.
type how uint8

const (
	onFact      how = iota
	onPlace         // all values of its place at once
	onEach          // every value
	onEachOrNot     // every value, or that there is none
	onMember        // the member of every object of the place above, there or not
)

func newPlan(p *spec.Provider, e *spec.Endpoint) *plan {
	made := &plan{stages: make([][]step, len(e.Stages)), dresses: 1}
	for i := range p.Envelopes {
		made.dresses = max(made.dresses, 1+len(p.Envelopes[i].Variants))
	}
	n := 0
	if e.Items != nil {
		made.items = made.steps(p, e, e.Items.Rules, &n)
	}
	for i := range e.Stages {
		made.stages[i] = made.steps(p, e, e.Stages[i].Rules, &n)
	}
	made.answers = make([]atomic.Pointer[fixedAnswer], n)
	made.accepted = make([]atomic.Pointer[fixedAnswer], made.looks(e.Accepts.Variants))
	return made
}

// looks is in how many ways an answer with these variants may be rendered.
func (made *plan) looks(variants []spec.Variant) int { return (1 + len(variants)) * made.dresses }

// number is the number of a condition in plan.asked, counted from 1.
func (made *plan) number(c *spec.Condition) uint8 {
	for i, old := range made.asked {
		if old.Place == c.Place && old.Fact == c.Fact && check.Same(old.Check, c.Check) {
			return uint8(i + 1)
		}
	}
	if len(made.asked) == 255 {
		return 0
	}
	made.asked = append(made.asked, c)
	return uint8(len(made.asked))
}

func (made *plan) steps(p *spec.Provider, e *spec.Endpoint, rules []spec.Rule, answers *int) []step {
	out := make([]step, len(rules))
	for i := range rules {
		r, s := &rules[i], &out[i]
		s.rule, s.place, s.answers = r, r.Place, *answers
		for _, number := range r.Errors {
			*answers += made.looks(p.Errors[number].Variants)
		}
		s.how, s.all = howAsked(e, r)
		if s.fact = -1; s.how != onFact {
			s.above = e.Parent[s.place]
		}
		if r.Fact != "" {
			s.fact = factNumber(p, r.Fact)
		}
		about := check.AboutKind(r.Kind)
		s.idle = about&check.Nothing == 0 && s.how != onFact && s.how != onPlace
		facts, limited, elements := false, false, false // so far, of all conditions and of those about elements
		for k := range r.When {
			c := &r.When[k]
			facts = facts || c.Place < 0 || c.About&check.Limits != 0
			if k < maxAsked {
				s.asked[k] = made.number(c)
			}
			if c.Place >= 0 && e.Places[c.Place].Wildcards() > 0 {
				elements, limited, s.each = true, limited || c.About&check.Limits != 0, s.each|1<<k
			} else if !limited && k < maxAsked && s.asked[k] > 0 {
				s.final |= 1 << k
			}
		}
		if s.idle = s.idle && !facts; s.final&1 != 0 {
			s.first = s.asked[0]
		}
		s.texts = about&check.Texts != 0 && !elements
		if !facts {
			s.passing = check.Passing(r.Check)
			required, ok := r.Check.(check.Required)
			s.filled = ok && required.How == check.Filled
		}
		_, s.decodes = r.Check.(check.Decodes)
		_, s.fetches = r.Check.(check.Fetches)
	}
	return out
}

// factNumber is the number of a fact, -1 for none of the provider's.
func factNumber(p *spec.Provider, id string) int {
	for k := range p.Facts {
		if p.Facts[k].ID == id {
			return k
		}
	}
	return -1
}

// wholePlace is a check that looks at all values of its place at once; at is the one that it failed for.
type wholePlace interface {
	AskAll(r *check.Record, place int, told *check.Told) (state check.State, at *check.Value)
}

func howAsked(e *spec.Endpoint, rule *spec.Rule) (how, wholePlace) {
	if rule.Place < 0 {
		return onFact, nil
	}
	at := &e.Places[rule.Place]
	element := len(at.Tokens) > 0 && at.Tokens[len(at.Tokens)-1] == "*"
	switch c := rule.Check.(type) {
	case check.Unique:
		if c.Whole() {
			return onPlace, c
		}
	case check.Alike:
		return onPlace, c
	case check.Items: // of all arrays together
		if element {
			return onPlace, c
		}
	}
	switch {
	case at.Root != check.AtJSON:
		return onEachOrNot, nil
	case at.Whole() || element:
		return onEach, nil
	}
	return onMember, nil
}
