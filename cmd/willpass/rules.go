package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate/spec"
)

func (p *program) rulesCommand() *cobra.Command {
	var coverage bool
	var lint string
	c := &cobra.Command{
		Use:   "rules [PROVIDER[/ENDPOINT]]",
		Short: "List providers, endpoints, or the rules of an endpoint",
		Long: `List the providers, the endpoints of one with the facts that you can tell about
your account, or the rules of an endpoint in their order.`,
		Example: `  willpass rules
  willpass rules vidu
  willpass rules vidu/img2video
  willpass rules --coverage
  willpass rules --lint my-provider/`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case lint != "" && (coverage || len(args) > 0):
				return errors.New("rules --lint wants a folder and nothing else")
			case len(args) > 1:
				return errors.New("rules wants at most one provider or provider/endpoint")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			name := strings.Join(args, "")
			p.whole = true
			switch {
			case lint != "":
				return p.lint(lint)
			case coverage:
				return p.coverage(name)
			case name == "":
				return p.listProviders()
			case strings.Contains(name, "/"):
				return p.listRules(name)
			}
			return p.listEndpoints(name)
		},
	}
	c.Flags().BoolVar(&coverage, "coverage", false, "count what the documents know")
	c.Flags().StringVar(&lint, "lint", "", "list what is wrong in the documents of a `folder`")
	return c
}

func (p *program) listProviders() error {
	rules, err := p.rules()
	if err != nil {
		return err
	}
	if p.json {
		fmt.Fprintf(p.out, "%s\n", rules.AppendCatalogue(nil, ""))
		return nil
	}
	var rows [][]string
	for _, provider := range rules.Providers() {
		host := "none"
		if n := len(provider.Hosts); n > 0 {
			host = provider.Hosts[0].Name
			if n > 1 {
				host += fmt.Sprintf(" and %d more", n-1)
			}
		}
		rows = append(rows, []string{provider.ID, provider.Name, fmt.Sprint(len(provider.Endpoints)), fmt.Sprint(len(provider.Errors)), host})
	}
	p.table([]string{"PROVIDER", "NAME", "ENDPOINTS", "ERRORS", "HOSTS"}, rows)
	return nil
}

func (p *program) listEndpoints(id string) error {
	rules, provider, err := p.provider(id)
	if err != nil {
		return err
	}
	if p.json {
		fmt.Fprintf(p.out, "%s\n", rules.AppendCatalogue(nil, provider.ID))
		return nil
	}
	p.wrap(bold(provider.Name)+"  ", "  ", provider.Title)
	if provider.Docs != "" {
		fmt.Fprintln(p.out, faint(provider.Docs))
	}
	fmt.Fprintln(p.out)
	var rows [][]string
	for i := range provider.Endpoints {
		rows = append(rows, endpointRows(provider, &provider.Endpoints[i])...)
	}
	p.table([]string{"ENDPOINT", "RULES", "REQUEST"}, rows)
	if len(provider.Facts) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", bold("Facts that you can tell with --fact name=value"))
	}
	for _, f := range provider.Facts {
		p.wrap("  "+bold(f.ID)+" ", "      ", "("+f.Type+ifDefault(&f)+"): "+f.About)
	}
	return nil
}

// endpointRows is an endpoint and, below it, its further paths.
func endpointRows(provider *spec.Provider, e *spec.Endpoint) [][]string {
	count := 0
	for k := range e.Stages {
		count += len(e.Stages[k].Rules)
	}
	name, status := provider.ID+"/"+e.ID, ""
	if e.Retired {
		status = "  (retired)"
	}
	switch e.Fallback {
	case "path":
		return [][]string{{name, fmt.Sprint(count), "any other path"}}
	case "method":
		return [][]string{{name, fmt.Sprint(count), "any other method"}}
	}
	var rows [][]string
	for k, path := range e.Paths {
		if k == 0 {
			rows = append(rows, []string{name, fmt.Sprint(count), e.Method + " " + path.Text + status})
		} else {
			rows = append(rows, []string{"", "", e.Method + " " + path.Text})
		}
	}
	return rows
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

// lint prints every problem of the documents in a folder.
func (p *program) lint(folder string) error {
	files, err := folderFiles(folder)
	if err != nil {
		return fmt.Errorf("--lint: %w", err)
	}
	problems := spec.Lint(files)
	for _, problem := range problems {
		if p.json {
			fmt.Fprintf(p.out, `{"file":%s,"line":%d,"col":%d,"problem":%s}`+"\n", spec.AppendJSON(nil, problem.File), problem.Line, problem.Col, spec.AppendJSON(nil, problem.Words))
		} else {
			fmt.Fprintln(p.out, problem)
		}
	}
	if len(problems) > 0 {
		p.exit = exitUsage
	}
	return nil
}
