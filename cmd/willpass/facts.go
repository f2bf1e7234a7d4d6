package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// told is what the user knows, as flags say it.
type told struct{ facts, fetched, decoded []string }

func (t *told) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&t.facts, "fact", nil, "`name=value` that you know (names: rules PROVIDER)")
	c.Flags().StringArrayVar(&t.fetched, "fetched", nil, "`URL=FILE`: what a URL holds; URL= for nothing")
	c.Flags().StringArrayVar(&t.decoded, "decoded", nil, "`place=true` or false: an image decodes, or not")
}

// read makes facts of the flags, for one of the providers that are loaded. A fact that no other has either is refused. The
// clock is known: it is now, unless a flag says otherwise.
func (t *told) read(provider *spec.Provider, all []*spec.Provider) (validate.Facts, error) {
	facts := validate.Facts{Now: time.Now().Unix()}
	for _, flag := range t.facts {
		if err := readFact(&facts, flag, provider, all); err != nil {
			return facts, fmt.Errorf("--fact %s: %w", flag, err)
		}
	}
	for _, flag := range t.fetched {
		at := strings.LastIndexByte(flag, '=')
		if at < 0 {
			return facts, fmt.Errorf("--fetched %s: want URL=FILE", flag)
		}
		f := validate.Fetched{URL: flag[:at], Failed: at == len(flag)-1}
		if !f.Failed {
			var err error
			if f.Media, err = probeFile(flag[at+1:], false); err != nil {
				return facts, fmt.Errorf("--fetched %s: %w", flag, err)
			}
		}
		facts.Fetched = append(facts.Fetched, f)
	}
	for _, flag := range t.decoded {
		at := strings.LastIndexByte(flag, '=')
		ok, err := strconv.ParseBool(flag[at+1:])
		if at < 0 || err != nil {
			return facts, fmt.Errorf("--decoded %s: want place=true or place=false", flag)
		}
		facts.Decoded = append(facts.Decoded, validate.Decoded{At: flag[:at], OK: ok})
	}
	return facts, nil
}

func readFact(facts *validate.Facts, flag string, provider *spec.Provider, all []*spec.Provider) error {
	name, value, ok := strings.Cut(flag, "=")
	if !ok {
		return fmt.Errorf("want name=value")
	}
	if name == "now" {
		seconds, err := seconds(value)
		facts.Now = seconds
		return err
	}
	known := factOf(provider, name)
	if known == nil {
		if slices.ContainsFunc(all, func(other *spec.Provider) bool { return factOf(other, name) != nil }) {
			return nil
		}
		var names []string
		for _, f := range provider.Facts {
			names = append(names, f.ID)
		}
		return fmt.Errorf("%s has no fact %q%s (willpass rules %s lists them)", provider.ID, name, doc.Nearest(name, names), provider.ID)
	}
	fact, err := typed(known.Type, value)
	fact.Name = name
	facts.Named = append(facts.Named, fact)
	return err
}

func factOf(provider *spec.Provider, id string) *spec.Fact {
	for i := range provider.Facts {
		if provider.Facts[i].ID == id {
			return &provider.Facts[i]
		}
	}
	return nil
}

// typed reads a value by the type that the provider's document gives the fact.
func typed(kind, value string) (fact validate.Fact, err error) {
	switch kind {
	case "boolean":
		if fact.Bool, err = strconv.ParseBool(value); err != nil {
			err = fmt.Errorf("want true or false")
		}
	case "number":
		if _, err = strconv.ParseFloat(value, 64); err != nil {
			err = fmt.Errorf("want a number")
		}
		fact.Text = value
	case "time":
		var at int64
		at, err = seconds(value)
		fact.Text = strconv.FormatInt(at, 10)
	case "list":
		if value != "" {
			fact.List = strings.Split(value, ",")
		}
	default:
		fact.Text = value
	}
	return fact, err
}

// seconds reads a time: seconds since 1970, or as in RFC 3339.
func seconds(value string) (int64, error) {
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return at.Unix(), nil
	}
	at, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("want seconds since 1970 or a time such as 2026-01-31T12:00:00Z")
	}
	return at, nil
}
