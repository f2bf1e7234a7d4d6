package settle

import (
	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// binding is how an endpoint's ids belong to a task.
type binding uint8

const (
	unbound binding = iota
	adds            // they are added to the task in the path
	starts          // they start a task, whose id the answer tells
)

// bound finds the place of the ids that a request adds to a task, from the documents alone: an endpoint with a rule that
// compares a place with a fact adds to a task; one that wants the same place of the same provider to be unique starts one.
func (c *Checker) bound(route validate.Route) (place string, as binding) {
	p, e := c.Rules.Endpoint(route.Provider + "/" + route.Endpoint)
	if e == nil {
		return "", unbound
	}
	if place := idsPlace(e); place != "" {
		return place, adds
	}
	unique := false
	if eachUnique(e, func(*spec.Rule, check.Unique) { unique = true }); !unique {
		return "", unbound
	}
	for i := range p.Endpoints {
		place := idsPlace(&p.Endpoints[i])
		if place != "" && len(route.Params) == 0 && e.Fallback == "" && uniqueAt(e, place) {
			return place, starts
		}
	}
	return "", unbound
}

// Starts reports whether a request to the endpoint starts a task with ids of its own, whose id the answer tells.
func (c *Checker) Starts(route validate.Route) bool {
	_, as := c.bound(route)
	return as == starts
}

// idsPlace is the place that a rule of the endpoint compares with ids sent before.
func idsPlace(e *spec.Endpoint) string {
	found := ""
	eachUnique(e, func(r *spec.Rule, c check.Unique) {
		if c.Fact() != "" {
			found = e.Places[r.Place].Text
		}
	})
	return found
}

func uniqueAt(e *spec.Endpoint, place string) bool {
	found := false
	eachUnique(e, func(r *spec.Rule, _ check.Unique) { found = found || e.Places[r.Place].Text == place })
	return found
}

func eachUnique(e *spec.Endpoint, visit func(*spec.Rule, check.Unique)) {
	for i := range e.Stages {
		for k := range e.Stages[i].Rules {
			r := &e.Stages[i].Rules[k]
			if c, ok := r.Check.(check.Unique); ok && r.Place >= 0 {
				visit(r, c)
			}
		}
	}
}
