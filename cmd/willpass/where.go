package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
)

func (p *program) whereCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "where FILE",
		Short:   "List the endpoints that would take a file, and why the others would not",
		Example: "  willpass where photo.heic",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			rules, err := p.rules()
			if err != nil {
				return err
			}
			return p.where(rules, args[0])
		},
	}
}

func (p *program) where(rules *validate.Rules, name string) error {
	m, err := probeFile(name, false)
	if err != nil {
		return err
	}
	facts, err := p.readFacts()
	if err != nil {
		return err
	}
	p.exit = exitFail
	rows := p.newTable("ENDPOINT", "ANSWER", "WHY")
	for _, provider := range rules.Providers() {
		for i := range provider.Endpoints {
			endpoint := provider.ID + "/" + provider.Endpoints[i].ID
			v, ok := rules.CheckFiles(endpoint, []validate.File{{Name: filepath.Base(name), Media: m}}, facts)
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
			rows.AppendRow(table.Row{endpoint, inShort(&v), firstWhy(&v)})
		}
	}
	if !p.json {
		fmt.Fprintln(p.out, rows.Render())
	}
	return nil
}

// inShort names the answers of a verdict on one line.
func inShort(v *validate.Verdict) string {
	var codes []string
	for i := range v.Answers {
		code := v.Answers[i].Code
		switch {
		case v.Answers[i].Accepted:
			code = "passes"
		case code == "":
			code = "refused"
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) > 3 {
		codes = append(codes[:3], "…")
	}
	return strings.Join(codes, " / ")
}

func firstWhy(v *validate.Verdict) string {
	for _, f := range v.Findings {
		if f.State == "failed" || v.Outcome == validate.Uncertain {
			return "got " + f.Got + ", want " + f.Want
		}
	}
	return ""
}
