package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
)

func (p *program) whereCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "where FILE",
		Short: "List the endpoints that would take a file",
		Long: `List the endpoints that would take a file, and why the others would not. All
else is as in the sample request of each endpoint.

Exit code: 0 some endpoint takes it, 1 none surely does.`,
		Example: "  willpass where photo.heic",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("where wants one file")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return p.where(args[0]) },
	}
	p.told.flags(c)
	return c
}

func (p *program) where(name string) error {
	file, err := p.fileOf(name)
	if err != nil {
		return err
	}
	rules, err := p.rules()
	if err != nil {
		return err
	}
	p.exit = exitFail
	var fates []fate
	for _, provider := range rules.Providers() {
		facts, err := p.told.read(provider, rules.Providers())
		if err != nil {
			return err
		}
		for i := range provider.Endpoints {
			endpoint := provider.ID + "/" + provider.Endpoints[i].ID
			v, ok := rules.CheckFiles(endpoint, []validate.File{file}, facts)
			if !ok || provider.Endpoints[i].Retired {
				continue
			}
			if v.Outcome == validate.Accepted {
				p.exit = exitPass
			}
			if p.json {
				fmt.Fprintf(p.out, "%s\n", v.AppendJSON(nil))
				continue
			}
			fates = gather(fates, endpoint, &v)
		}
	}
	if !p.json {
		p.wrap(bold(name)+"  ", "  ", described(&file.Media))
		p.fates(fates)
	}
	return nil
}

// fate is what happens to a file, and the endpoints where it does.
type fate struct {
	outcome   validate.Outcome
	why       string
	endpoints []string
}

// gather adds an endpoint to those of the same fate.
func gather(fates []fate, endpoint string, v *validate.Verdict) []fate {
	why := firstWhy(v)
	for i := range fates {
		if fates[i].outcome == v.Outcome && fates[i].why == why {
			fates[i].endpoints = append(fates[i].endpoints, endpoint)
			return fates
		}
	}
	return append(fates, fate{v.Outcome, why, []string{endpoint}})
}

func (p *program) fates(fates []fate) {
	for _, part := range [...]struct {
		outcome validate.Outcome
		title   string
	}{{validate.Accepted, color.GreenString("Takes it")}, {validate.Uncertain, color.YellowString("Not sure")}, {validate.Rejected, color.RedString("Refuses it")}} {
		titled := false
		for _, f := range fates {
			if f.outcome != part.outcome {
				continue
			}
			if !titled {
				fmt.Fprintf(p.out, "\n%s\n", bold(part.title))
				titled = true
			}
			if f.why != "" {
				p.wrap("  ", "  ", f.why)
			}
			for _, line := range byProvider(f.endpoints) {
				p.wrap("    ", "      ", line)
			}
		}
	}
}

// byProvider writes endpoints on one line per provider: vidu/: img2video, extend.
func byProvider(endpoints []string) []string {
	var out []string
	for _, endpoint := range endpoints {
		provider, name, _ := strings.Cut(endpoint, "/")
		if n := len(out); n > 0 && strings.HasPrefix(out[n-1], provider+"/ ") {
			out[n-1] += ", " + name
		} else {
			out = append(out, provider+"/ "+name)
		}
	}
	return out
}

// firstWhy is the first reason why a file is not surely taken, with the codes that may come.
func firstWhy(v *validate.Verdict) string {
	if v.Outcome == validate.Accepted {
		return ""
	}
	for _, f := range v.Findings {
		if f.State != "failed" && v.Outcome == validate.Rejected {
			continue
		}
		return gotAndWant(&f) + ": " + strings.Join(codes(v), ", ")
	}
	return strings.Join(codes(v), ", ")
}

// codes names the errors among the answers of a verdict, each once.
func codes(v *validate.Verdict) []string {
	var out []string
	for i := range v.Answers {
		code := v.Answers[i].Code
		switch {
		case v.Answers[i].Accepted:
			continue
		case code == "":
			code = "no documented code"
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}
