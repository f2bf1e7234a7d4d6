package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// maxAnswer bounds the length of an answer that is explained, in bytes.
const maxAnswer = 1 << 20

// leastNear is how long a text must be for a code like it to be more than chance.
const leastNear = 5

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain PROVIDER TEXT",
		Short: "Explain an error: by code, message, or a whole answer",
		Long: `Explain an error of a provider: by its code or key, by our id, by a piece of its
message, or by a whole answer on standard input ("-"), with or without its
headers.

Exit code: 0 it is found, 1 the provider documents no such error.`,
		Example: `  willpass explain omnious 806
  willpass explain aliyun 'base64decode error'
  willpass explain nhn - < response.json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return errors.New("explain wants a provider and what to explain: a code, a piece of a message, or - for an answer on standard input")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			rules, provider, err := p.provider(args[0])
			if err != nil {
				return err
			}
			text := strings.TrimSpace(strings.Join(args[1:], " "))
			if text == "-" {
				answer, err := io.ReadAll(io.LimitReader(p.in, maxAnswer))
				if err != nil {
					return err
				}
				text = string(bytes.TrimSpace(answer))
			}
			if text == "" {
				return errors.New("there is nothing to explain: the text is empty")
			}
			p.entries(provider, rules.Explain(provider.ID, text), text)
			return nil
		},
	}
}

// entries prints entries of a catalogue. What all of several say alike is printed once, below them.
func (p *program) entries(provider *spec.Provider, found []*spec.Error, text string) {
	if len(found) == 0 {
		p.fail()
	}
	if p.json {
		fmt.Fprintf(p.out, "%s\n", validate.AppendErrors(nil, provider, found))
		return
	}
	if len(found) == 0 {
		near := ""
		if len(text) >= leastNear {
			var names []string
			for i := range provider.Errors {
				names = append(names, provider.Errors[i].Code, provider.Errors[i].Key, provider.Errors[i].ID)
			}
			near = doc.Nearest(text, names)
		}
		p.wrap("", "", fmt.Sprintf("%s documents no error like %q%s", provider.Name, short(text), near))
		return
	}
	shared := make([]fact, 0)
	for i, e := range found {
		facts := factsOf(provider, e)
		if i == 0 {
			shared = facts
		}
		shared = both(shared, facts)
	}
	for i, e := range found {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		p.wrap("", "  ", heading(e))
		for _, f := range factsOf(provider, e) {
			if len(found) == 1 || len(both(shared, []fact{f})) == 0 {
				p.fact(f)
			}
		}
	}
	if len(found) > 1 && len(shared) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", bold(fmt.Sprintf("All %d", len(found))))
		for _, f := range shared {
			p.fact(f)
		}
	}
}

// fact is one thing that is said about an error.
type fact struct{ name, text string }

func (p *program) fact(f fact) { p.wrap(fmt.Sprintf("  %-9s", f.name), "           ", oneLine(f.text)) }

// both is the facts that are in a and in b.
func both(a, b []fact) []fact {
	var out []fact
	for _, f := range a {
		for _, g := range b {
			if f == g {
				out = append(out, f)
			}
		}
	}
	return out
}

func heading(e *spec.Error) string {
	code := e.Code
	if code == "" {
		code = "no documented code"
	}
	head := bold(code)
	if e.Key != "" && e.Key != e.Code {
		head += " " + e.Key
	}
	if e.Status != 0 {
		head += fmt.Sprintf("  HTTP %d", e.Status)
		if e.StatusTrust > e.Trust {
			head += " (" + e.StatusTrust.String() + ")"
		}
	}
	if e.ID != e.Code {
		head += "  " + faint("["+e.ID+"]")
	}
	return head
}

// factsOf is what there is to say about an error, in the order of a reader's questions.
func factsOf(provider *spec.Provider, e *spec.Error) []fact {
	all := []fact{{"message", e.Message}, {"means", e.Meaning}, {"do", e.Do}, {"comes", ""}, {"decided", decidedBy(e.Decides)}, {"retry", ""},
		{"with", beside(provider, e)}, {"unasked", e.Unreached}, {"source", ""}}
	if e.When == "task" {
		all[3].text = "later, when the task is asked for"
	}
	switch e.Retry {
	case "yes":
		all[5].text = "may help"
	case "no":
		all[5].text = "does not help"
	}
	if e.Source >= 0 {
		all[8].text = e.Trust.String() + ", " + provider.Sources[e.Source].URL
	}
	var out []fact
	for _, f := range all {
		if f.text != "" {
			out = append(out, f)
		}
	}
	return out
}

// beside says which other codes come in the same answer.
func beside(provider *spec.Provider, e *spec.Error) string {
	words := ""
	if carriers := provider.Carriers(e); len(carriers) > 0 {
		ids := make([]string, len(carriers))
		for i, c := range carriers {
			ids[i] = c.ID
		}
		words = "comes together with " + strings.Join(ids, ", ")
	}
	if len(e.Carries) > 0 {
		words = strings.TrimPrefix(words+"; its answer also holds "+strings.Join(e.Carries, ", "), "; ")
	}
	return words
}

// decidedBy says who decides about an error.
func decidedBy(who string) string {
	switch who {
	case "request":
		return "by the request alone"
	case "caller":
		return "by what the caller knows: credentials, quota, clock, ids"
	case "fetch":
		return "by what a URL in the request holds"
	case "server":
		return "by the provider alone: willpass never predicts it"
	}
	return ""
}
