package main

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate"
)

// show prints a verdict: what comes back, why, at which place, what to change, how sure, and the source.
func (p *program) show(rules *validate.Rules, v *validate.Verdict) {
	if v.Outcome != validate.Accepted {
		p.fail()
	}
	if p.json {
		fmt.Fprintf(p.out, "%s\n", v.AppendJSON(nil))
		return
	}
	fmt.Fprintln(p.out, p.headline(v))
	for i := range v.Answers {
		p.answer(v, &v.Answers[i], len(v.Answers) > 1)
	}
	p.findings(v)
	p.needs(v)
}

func (p *program) headline(v *validate.Verdict) string {
	where := "  " + color.New(color.Faint).Sprint(v.Provider+"/"+v.Endpoint)
	switch {
	case v.Outcome == validate.Accepted:
		return color.New(color.FgGreen, color.Bold).Sprint("WILL PASS") + where
	case v.Outcome == validate.Rejected && v.Sure():
		return color.New(color.FgRed, color.Bold).Sprint("WILL BE REFUSED") + where
	case v.Outcome == validate.Rejected:
		return color.New(color.FgRed, color.Bold).Sprint("WILL BE REFUSED") + ", with one of these answers" + where
	}
	return color.New(color.FgYellow, color.Bold).Sprint("NOT SURE") + ": one of these answers" + where
}

// shownBody is how many bytes of a predicted body are printed.
const shownBody = 600

func (p *program) answer(v *validate.Verdict, a *validate.Answer, several bool) {
	mark := "  "
	if several {
		mark = "  • "
	}
	status := "HTTP status not known"
	if a.Status != 0 {
		status = fmt.Sprintf("HTTP %d", a.Status)
	}
	if a.Accepted {
		fmt.Fprintf(p.out, "%saccepted: %s\n", mark, status)
		return
	}
	code := "no documented code"
	if a.Code != "" {
		code = "code " + color.New(color.Bold).Sprint(a.Code)
	}
	line := fmt.Sprintf("%s%s, %s", mark, code, status)
	if a.Message != "" {
		line += ": " + strings.ReplaceAll(a.Message, "\n", `\n`)
	}
	if a.When == "task" {
		line += " (later, when the task is asked for)"
	}
	fmt.Fprintf(p.out, "%s  %s\n", line, color.New(color.Faint).Sprint("["+a.Error+"]"))
	if v.Sure() {
		for _, h := range a.Headers {
			fmt.Fprintf(p.out, "    %s: %s\n", h.Name, h.Value)
		}
		if a.Body != "" && len(a.Body) <= shownBody {
			fmt.Fprintf(p.out, "    %s\n", color.New(color.Faint).Sprint(a.Body))
		}
	}
}

func (p *program) findings(v *validate.Verdict) {
	if len(v.Findings) == 0 {
		return
	}
	fmt.Fprintln(p.out, "Why")
	for _, f := range v.Findings {
		mark := color.New(color.FgRed).Sprint("✗")
		if f.State == "open" {
			mark = color.New(color.FgYellow).Sprint("?")
		}
		line := fmt.Sprintf("  %s %s", mark, color.New(color.Bold).Sprint(f.At))
		if f.Got != "" {
			line += ": got " + f.Got + ","
		} else {
			line += ":"
		}
		fmt.Fprintf(p.out, "%s want %s\n", line, f.Want)
		if f.Count > 1 {
			fmt.Fprintf(p.out, "      and %d more like it\n", f.Count-1)
		}
		if f.Why != "" {
			fmt.Fprintf(p.out, "      open: %s\n", f.Why)
		}
		if f.Fix != "" {
			fmt.Fprintf(p.out, "      fix:  %s\n", f.Fix)
		}
		fmt.Fprintf(p.out, "      %s\n", color.New(color.Faint).Sprint(f.Trust.String()+", "+f.Source))
	}
}

func (p *program) needs(v *validate.Verdict) {
	var lines []string
	for _, n := range v.Needs {
		switch n.Kind {
		case "fetch":
			lines = append(lines, "what "+n.Name+" holds")
		case "ids":
			lines = append(lines, "the ids already sent (--fact "+n.Name+"=a,b,c)")
		case "fact":
			lines = append(lines, "--fact "+n.Name+"=…")
		case "decode":
			if v.Outcome != validate.Accepted {
				continue
			}
			lines = append(lines, "whether the pixels at "+n.At+" decode (its header is well)")
		}
	}
	if len(lines) > 0 {
		fmt.Fprintln(p.out, "To be surer, tell")
		for _, line := range lines {
			fmt.Fprintln(p.out, "  - "+line)
		}
	}
	if len(v.Assumed) > 0 {
		parts := make([]string, len(v.Assumed))
		for i, a := range v.Assumed {
			parts[i] = a.Fact + "=" + a.Value
		}
		fmt.Fprintln(p.out, color.New(color.Faint).Sprint("Taken for granted: "+strings.Join(parts, ", ")))
	}
}
