package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
)

// readFacts reads the --fact flags. The clock is known: it is now, unless a flag says otherwise.
func (p *program) readFacts() (validate.Facts, error) {
	facts := validate.Facts{Now: time.Now().Unix()}
	for _, flag := range p.facts {
		name, value, ok := strings.Cut(flag, "=")
		if !ok {
			return facts, fmt.Errorf("--fact %s: want name=value", flag)
		}
		if when, err := time.Parse(time.RFC3339, value); err == nil {
			value = fmt.Sprint(when.Unix())
		}
		if name == "now" {
			if _, err := fmt.Sscan(value, &facts.Now); err != nil {
				return facts, fmt.Errorf("--fact %s: want seconds since 1970 or a time such as 2026-01-31T12:00:00Z", flag)
			}
			continue
		}
		fact := validate.Fact{Name: name, Text: value, Bool: value == "true" || value == "yes"}
		if value != "" {
			fact.List = strings.Split(value, ",")
		}
		facts.Named = append(facts.Named, fact)
	}
	return facts, nil
}
