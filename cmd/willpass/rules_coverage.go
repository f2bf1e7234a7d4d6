package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// coverageJSON is one provider on a line of rules --coverage --json.
type coverageJSON struct {
	Provider  string          `json:"provider"`
	Endpoints int             `json:"endpoints"`
	Retired   int             `json:"retired"`
	Rules     int             `json:"rules"`
	Written   int             `json:"written"`
	Limits    map[string]int  `json:"limits"`
	Errors    []decidedJSON   `json:"errors"`
	Unreached []unreachedJSON `json:"unreached"`
	Missing   []string        `json:"missing"`
}

type decidedJSON struct {
	Decides   string `json:"decides"`
	Errors    int    `json:"errors"`
	Earned    int    `json:"earned"`
	Unreached int    `json:"unreached"`
}

type unreachedJSON struct {
	Error string `json:"error"`
	Code  string `json:"code"`
	Why   string `json:"why"`
}

// coverage prints how much the documents know: of one provider, or of all.
func (p *program) coverage(id string) error {
	var rules *validate.Rules
	var err error
	if id == "" {
		rules, err = p.rules()
	} else {
		rules, _, err = p.provider(id)
	}
	if err != nil {
		return err
	}
	var all []coverageJSON
	for _, provider := range rules.Providers() {
		if id == "" || provider.ID == id {
			all = append(all, coverageOf(provider))
		}
	}
	if !p.json {
		p.coverageTables(all)
		return nil
	}
	for i := range all {
		line, err := json.Marshal(all[i])
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%s\n", line)
	}
	return nil
}

func coverageOf(provider *spec.Provider) coverageJSON {
	c := provider.Coverage()
	out := coverageJSON{Provider: provider.ID, Endpoints: c.Endpoints, Retired: c.Retired, Rules: c.Rules, Written: c.Written,
		Limits: map[string]int{}, Unreached: []unreachedJSON{}, Missing: []string{}}
	for trust := spec.Documented; trust <= spec.Unknown; trust++ {
		out.Limits[trust.String()] = c.Limits[trust]
	}
	for _, d := range c.Errors {
		out.Errors = append(out.Errors, decidedJSON{d.By, d.Errors, d.Earned, d.Unreached})
	}
	for _, e := range c.Unreached {
		out.Unreached = append(out.Unreached, unreachedJSON{e.ID, e.Code, e.Unreached})
	}
	for _, e := range c.Missing {
		out.Missing = append(out.Missing, e.ID)
	}
	return out
}

func (p *program) coverageTables(all []coverageJSON) {
	number := func(n int) string { return fmt.Sprint(n) }
	var rules, errors [][]string
	for _, c := range all {
		rules = append(rules, []string{c.Provider, number(c.Endpoints), number(c.Retired), number(c.Rules), number(c.Written),
			number(c.Limits["documented"]), number(c.Limits["observed"]), number(c.Limits["inferred"]), number(c.Limits["unknown"])})
		row := []string{c.Provider}
		unreached := 0
		for _, d := range c.Errors {
			if unreached += d.Unreached; d.Decides == "server" {
				row = append(row, number(d.Errors))
			} else {
				row = append(row, fmt.Sprintf("%d of %d", d.Earned, d.Errors))
			}
		}
		errors = append(errors, append(row, number(unreached), number(len(c.Missing))))
	}
	fmt.Fprintln(p.out, bold("Endpoints, rules (as asked, as written), and limits by trust"))
	p.table([]string{"PROVIDER", "ENDP.", "RETIRED", "ASKED", "WRITTEN", "DOCUM.", "OBSERV.", "INFER.", "UNKN."}, rules)
	fmt.Fprintf(p.out, "\n%s\n", bold("Errors that a rule earns, by who decides; the server's are only explained"))
	p.table([]string{"PROVIDER", "REQUEST", "CALLER", "FETCH", "SERVER", "UNREACHED", "MISSING"}, errors)
	for _, c := range all {
		p.unreached(&c)
	}
}

// unreached prints the errors that no rule earns, those of one reason together.
func (p *program) unreached(c *coverageJSON) {
	if len(c.Unreached) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", bold("Unreached in "+c.Provider))
	}
	var reasons []string
	for _, u := range c.Unreached {
		if slices.Contains(reasons, u.Why) {
			continue
		}
		reasons = append(reasons, u.Why)
		var names []string
		for _, other := range c.Unreached {
			if other.Why == u.Why {
				names = append(names, other.Error)
			}
		}
		p.wrap("  ", "  ", strings.Join(names, ", "))
		p.wrap("      ", "      ", u.Why)
	}
	if len(c.Missing) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", bold("Missing in "+c.Provider+": no rule earns them and no reason is given"))
		p.wrap("  ", "  ", strings.Join(c.Missing, ", "))
	}
}
