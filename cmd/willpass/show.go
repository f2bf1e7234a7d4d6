package main

import (
	"fmt"
	"slices"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// show prints a verdict: what comes back, why, at which place, what to change, how sure, and the source.
func (p *program) show(provider *spec.Provider, v *validate.Verdict) {
	if v.Outcome != validate.Accepted {
		p.fail()
	}
	if p.format == "junit" || p.format == "sarif" {
		p.report.add(p.input, v.Provider+"/"+v.Endpoint, v)
		return
	}
	if p.json {
		fmt.Fprintf(p.out, "%s\n", v.AppendJSON(nil))
		return
	}
	p.headline(v)
	for i := range v.Answers {
		p.answer(&v.Answers[i], len(v.Answers) > 1)
	}
	if v.Sure() {
		p.exact(&v.Answers[0])
	}
	p.findings(v)
	if v.Outcome == validate.Uncertain || !v.Sure() {
		p.needs(provider, v)
	}
	p.assumed(v)
}

func (p *program) headline(v *validate.Verdict) {
	words := bold(color.YellowString("NOT SURE"))
	switch v.Outcome {
	case validate.Accepted:
		words = bold(color.GreenString("WILL PASS"))
	case validate.Rejected:
		words = bold(color.RedString("WILL BE REFUSED"))
	}
	if len(v.Answers) > 1 {
		words += ", with one of these answers"
	}
	p.wrap("", "  ", words+"  "+v.Provider+"/"+v.Endpoint)
}

// answer prints one answer on a line: status, code, message.
func (p *program) answer(a *validate.Answer, several bool) {
	first, rest := "  ", "  "
	if several {
		first, rest = "  • ", "    "
	}
	status := "HTTP status not known"
	if a.Status != 0 {
		status = fmt.Sprintf("HTTP %d", a.Status)
		if a.StatusTrust > a.Trust {
			status += " (" + a.StatusTrust.String() + ")"
		}
	}
	words := "code not documented"
	switch {
	case a.Accepted:
		words = "accepted"
	case a.Code != "":
		words = "code " + bold(a.Code)
	}
	words += ", " + status
	if a.Message != "" {
		words += ": " + oneLine(a.Message)
	}
	if a.When == "task" {
		words += " (later, when the task is asked for)"
	}
	if a.Error != "" && a.Error != a.Code {
		words += " " + faint("["+a.Error+"]")
	}
	p.wrap(first, rest, words)
}

// shownBody is how many bytes of a predicted body are printed.
const shownBody = 600

// exact prints headers and body of the one answer that is left, as they come.
func (p *program) exact(a *validate.Answer) {
	for _, h := range a.Headers {
		fmt.Fprintf(p.out, "  %s\n", faint(h.Name+": "+h.Value))
	}
	if a.Body != "" && len(a.Body) <= shownBody && (a.Code != "" || a.Message != "" || a.Accepted) {
		fmt.Fprintf(p.out, "  %s\n", faint(a.Body))
	}
}

// needs says how to tell what would settle the open questions.
func (p *program) needs(provider *spec.Provider, v *validate.Verdict) {
	type line struct{ flag, about string }
	var lines []line
	for _, n := range v.Needs {
		switch n.Kind {
		case "fetch":
			lines = append(lines, line{"--fetched " + n.Name + "=FILE", "what the URL holds"})
		case "decode":
			if n.Name == validate.FaultNeed || slices.Contains(v.Assumed, validate.Assumption{Fact: "decoded", Value: "true"}) {
				continue // it is told below
			}
			lines = append(lines, line{"--decoded " + n.At + "=true", "its pixels decode"})
		case "fact", "ids":
			about, value := "", "…"
			if f := factOf(provider, n.Name); f != nil {
				about = f.About
				if value = "VALUE"; f.Type == "boolean" {
					value = "true"
				}
			}
			lines = append(lines, line{"--fact " + n.Name + "=" + value, about})
		}
	}
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", bold("To be surer, tell"))
	for _, l := range lines {
		fmt.Fprintf(p.out, "  %s\n", l.flag)
		if l.about != "" {
			p.wrap("      ", "      ", l.about)
		}
	}
}

// assumed lists what was taken for granted.
func (p *program) assumed(v *validate.Verdict) {
	if len(v.Assumed) == 0 {
		return
	}
	words := "Taken for granted:"
	for i, a := range v.Assumed {
		if i > 0 {
			words += ","
		}
		if a.Value == "" {
			a.Value = "none"
		}
		words += " " + a.Fact + "=" + a.Value
	}
	fmt.Fprintln(p.out)
	p.wrap("", "  ", faint(words))
}

// codeOf names an error as its answer shows it, for the findings.
func codeOf(v *validate.Verdict, id string) string {
	at := slices.IndexFunc(v.Answers, func(a validate.Answer) bool { return a.Error == id })
	if at < 0 || v.Answers[at].Code == "" {
		return id
	}
	return v.Answers[at].Code
}
