package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// maxAnswer bounds the length of an answer that is explained, in bytes.
const maxAnswer = 1 << 20

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain PROVIDER CODE | explain PROVIDER TEXT | explain PROVIDER -",
		Short: "Explain an error: by code, by a piece of its message, or a whole answer on standard input",
		Example: `  willpass explain omnious 806
  willpass explain aliyun 'base64decode error'
  willpass explain nhn - < response.json`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			rules, err := p.rules()
			if err != nil {
				return err
			}
			provider := rules.Provider(args[0])
			if provider == nil {
				return noProvider(rules, args[0])
			}
			text := strings.Join(args[1:], " ")
			if text == "-" {
				answer, err := io.ReadAll(io.LimitReader(p.in, maxAnswer))
				if err != nil {
					return err
				}
				text = string(answer)
			}
			found := rules.Explain(provider.ID, text)
			if len(found) == 0 {
				p.fail()
			}
			if p.json {
				fmt.Fprintf(p.out, "%s\n", validate.AppendErrors(nil, provider, found))
				return nil
			}
			if len(found) == 0 {
				fmt.Fprintf(p.out, "%s documents no error like %q\n", provider.Name, short(text))
			}
			for _, e := range found {
				p.entry(provider, e)
			}
			return nil
		},
	}
}

// entry prints one entry of a catalogue.
func (p *program) entry(provider *spec.Provider, e *spec.Error) {
	head := color.New(color.Bold).Sprint(e.Code)
	if e.Key != "" && e.Key != e.Code {
		head += " " + e.Key
	}
	if e.Status != 0 {
		head += fmt.Sprintf("  HTTP %d", e.Status)
		if e.StatusTrust != e.Trust {
			head += " (" + e.StatusTrust.String() + ")"
		}
	}
	fmt.Fprintf(p.out, "%s  %s\n", head, color.New(color.Faint).Sprint("["+e.ID+"]"))
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(p.out, "  %-9s%s\n", name, text)
		}
	}
	line("message", strings.ReplaceAll(e.Message, "\n", `\n`))
	line("means", e.Meaning)
	line("do", e.Do)
	line("decided", map[string]string{"request": "by the request alone", "caller": "by what the caller knows: credentials, quota, clock, ids",
		"fetch": "by what a URL in the request holds", "server": "by the provider alone: willpass never predicts it"}[e.Decides])
	line("retry", map[string]string{"yes": "may help", "no": "does not help"}[e.Retry])
	line("unasked", e.Unreached)
	if e.Source >= 0 {
		line("source", e.Trust.String()+", "+provider.Sources[e.Source].URL)
	}
}

func noProvider(rules *validate.Rules, id string) error {
	ids := make([]string, 0, len(rules.Providers()))
	for _, provider := range rules.Providers() {
		ids = append(ids, provider.ID)
	}
	return fmt.Errorf("no provider is called %q%s; there are %s", id, doc.Nearest(id, ids), strings.Join(ids, ", "))
}

func noEndpoint(rules *validate.Rules, name string) error {
	id, _, _ := strings.Cut(name, "/")
	provider := rules.Provider(id)
	if provider == nil {
		return noProvider(rules, id)
	}
	var names []string
	for i := range provider.Endpoints {
		names = append(names, id+"/"+provider.Endpoints[i].ID)
	}
	return fmt.Errorf("no endpoint is called %q%s (willpass rules %s lists them)", name, doc.Nearest(name, names), id)
}
