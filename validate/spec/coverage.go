package spec

import "github.com/willpass/willpass/validate/body"

// Coverage is how much of a provider its documents know, in numbers.
type Coverage struct {
	Endpoints int                  // fallbacks left out
	Retired   int                  // of the endpoints
	Rules     int                  // as the endpoints ask them
	Written   int                  // as the documents write them: one in a group counts once
	Limits    [len(trustNames)]int // of the written rules those that bound a number, by Trust
	Errors    []Decided
	Unreached []*Error // with the reason in it
	Missing   []*Error // no rule earns them and no reason is given
}

// Decided is how many entries of the catalogue one side decides.
type Decided struct {
	By                        string // request, caller, fetch or server
	Errors, Earned, Unreached int    // entries
}

// Coverage counts what the documents say. It needs the documents: what [Unpack] reads has none.
func (p *Provider) Coverage() Coverage {
	c := Coverage{Errors: []Decided{{By: "request"}, {By: "caller"}, {By: "fetch"}, {By: "server"}}}
	for i := range p.Endpoints {
		if e := &p.Endpoints[i]; e.Fallback == "" {
			c.Endpoints++
			if e.Retired {
				c.Retired++
			}
		}
	}
	written := map[*body.Node]bool{}
	p.asked(func(r *Rule) {
		c.Rules++
		if r.At != nil && written[r.At] {
			return
		}
		written[r.At] = true
		c.Written++
		if bounds(r.Kind) {
			c.Limits[r.Trust]++
		}
	})
	earned := p.earned()
	for i := range p.Errors {
		c.add(&p.Errors[i], earned[i])
	}
	return c
}

func (c *Coverage) add(e *Error, earned bool) {
	for i := range c.Errors {
		d := &c.Errors[i]
		if d.By != e.Decides {
			continue
		}
		d.Errors++
		switch {
		case earned:
			d.Earned++
		case d.By == "server":
		case e.Unreached != "":
			d.Unreached++
			c.Unreached = append(c.Unreached, e)
		default:
			c.Missing = append(c.Missing, e)
		}
	}
}

// asked calls visit for every rule of every endpoint, those about the elements of an array too.
func (p *Provider) asked(visit func(r *Rule)) {
	each := func(rules []Rule) {
		for i := range rules {
			visit(&rules[i])
		}
	}
	for i := range p.Endpoints {
		e := &p.Endpoints[i]
		if e.Items != nil {
			each(e.Items.Rules)
		}
		for k := range e.Stages {
			each(e.Stages[k].Rules)
		}
	}
}

// earned tells of each entry of the catalogue whether a rule earns it, or an entry whose answer carries it.
func (p *Provider) earned() []bool {
	earned := make([]bool, len(p.Errors))
	p.asked(func(r *Rule) {
		for _, number := range r.Errors {
			earned[number] = true
		}
	})
	carried := make([]bool, len(p.Errors))
	for i := range p.Errors {
		for _, id := range p.Errors[i].Carries {
			if number := p.errorNumber(id); number >= 0 && earned[i] {
				carried[number] = true
			}
		}
	}
	for i := range earned {
		earned[i] = earned[i] || carried[i]
	}
	return earned
}

// bounds reports whether checks of this kind hold a number against a limit.
func bounds(kind string) bool {
	switch kind {
	case "range", "length", "items", "bytes", "side", "ratio", "pixels", "bitsPerPixel", "duration", "frameRate":
		return true
	}
	return false
}
