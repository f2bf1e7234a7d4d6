package main

import (
	"fmt"
	"strings"

	"github.com/fatih/color"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

func (p *program) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rules [PROVIDER[/ENDPOINT]]",
		Short: "List providers, the endpoints of one, or the rules of an endpoint in their order",
		Example: `  willpass rules
  willpass rules vidu
  willpass rules vidu/img2video`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			rules, err := p.rules()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				p.listProviders(rules)
				return nil
			}
			id, endpoint, whole := strings.Cut(args[0], "/")
			provider := rules.Provider(id)
			switch {
			case provider == nil:
				return noProvider(rules, id)
			case !whole:
				p.listEndpoints(rules, provider)
				return nil
			}
			if _, e := rules.Endpoint(id + "/" + endpoint); e != nil {
				p.listRules(provider, e)
				return nil
			}
			return noEndpoint(rules, args[0])
		},
	}
}

func (p *program) listProviders(rules *validate.Rules) {
	if p.json {
		fmt.Fprintf(p.out, "%s\n", rules.AppendCatalogue(nil, ""))
		return
	}
	rows := p.newTable("PROVIDER", "NAME", "ENDPOINTS", "ERRORS", "HOSTS")
	for _, provider := range rules.Providers() {
		host := provider.Hosts[0].Name
		if n := len(provider.Hosts) - 1; n > 0 {
			host += fmt.Sprintf(" and %d more", n)
		}
		rows.AppendRow(table.Row{provider.ID, provider.Name, len(provider.Endpoints), len(provider.Errors), host})
	}
	fmt.Fprintln(p.out, rows.Render())
}

func (p *program) listEndpoints(rules *validate.Rules, provider *spec.Provider) {
	if p.json {
		fmt.Fprintf(p.out, "%s\n", rules.AppendCatalogue(nil, provider.ID))
		return
	}
	fmt.Fprintf(p.out, "%s  %s\n\n", color.New(color.Bold).Sprint(provider.Title), provider.Docs)
	rows := p.newTable("ENDPOINT", "REQUEST", "RULES")
	for i := range provider.Endpoints {
		e := &provider.Endpoints[i]
		count := 0
		for k := range e.Stages {
			count += len(e.Stages[k].Rules)
		}
		for k, path := range e.Paths {
			if k == 0 {
				rows.AppendRow(table.Row{provider.ID + "/" + e.ID, e.Method + " " + path.Text, count})
			} else {
				rows.AppendRow(table.Row{"", e.Method + " " + path.Text, ""})
			}
		}
	}
	fmt.Fprintln(p.out, rows.Render())
	if len(provider.Facts) > 0 {
		fmt.Fprintln(p.out, "\nFacts that you can tell with --fact name=value")
	}
	for _, f := range provider.Facts {
		fmt.Fprintf(p.out, "  %s (%s%s): %s\n", color.New(color.Bold).Sprint(f.ID), f.Type, ifDefault(&f), f.About)
	}
}

func ifDefault(f *spec.Fact) string {
	switch {
	case f.Default == nil:
		return ", open until told"
	case f.Type == "boolean":
		return fmt.Sprintf(", taken as %v", f.Default.True)
	case f.Type == "list":
		return ", taken as empty"
	}
	return ", taken as " + f.Default.Text
}

func (p *program) listRules(provider *spec.Provider, e *spec.Endpoint) {
	fmt.Fprintf(p.out, "%s  %s\n", color.New(color.Bold).Sprint(provider.ID+"/"+e.ID), e.Title)
	for i := range e.Stages {
		s := &e.Stages[i]
		order := "in no known order"
		if i > 0 && s.Apart {
			order = "after the stage before, " + order
		}
		if s.Ordered {
			order = strings.Replace(order, "in no known order", "in this order", 1)
		}
		fmt.Fprintf(p.out, "\n%s (%s)\n", s.Name, order)
		for k := range s.Rules {
			p.rule(provider, &s.Rules[k])
		}
	}
	if e.Items != nil {
		fmt.Fprintf(p.out, "\neach element of %s\n", e.Places[e.Items.Place].Text)
		for k := range e.Items.Rules {
			p.rule(provider, &e.Items.Rules[k])
		}
	}
}

func (p *program) rule(provider *spec.Provider, r *spec.Rule) {
	var codes []string
	for _, number := range r.Errors {
		code := provider.Errors[number].Code
		if code == "" {
			code = "no documented code"
		}
		codes = append(codes, code)
	}
	fmt.Fprintf(p.out, "  %s: want %s, else %s", strings.TrimSuffix(r.ID, "."+r.Kind), r.Check.Want(), color.New(color.Bold).Sprint(strings.Join(codes, " or ")))
	if !r.Trust.Hard() {
		fmt.Fprintf(p.out, " (%s)", r.Trust)
	}
	fmt.Fprintln(p.out)
}
