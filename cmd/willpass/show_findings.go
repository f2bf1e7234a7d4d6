package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate"
)

// shownFindings is how many findings of a section are printed; --json has all.
const shownFindings = 12

// findings prints why: what refuses, what is open, and what would refuse once that is mended.
func (p *program) findings(v *validate.Verdict) {
	var failed, open, later []validate.Finding
	for _, f := range v.Findings {
		answers := func(a validate.Answer) bool { return a.Error == f.Error }
		switch {
		case f.State == "open":
			open = append(open, f)
		case slices.ContainsFunc(v.Answers, answers):
			failed = append(failed, f)
		default:
			later = append(later, f)
		}
	}
	if v.Outcome == validate.Rejected && len(failed) == 0 {
		failed, later = later, nil // the answer stands for an error that has no name of its own
	}
	p.section(v, "Why", failed)
	if v.Outcome == validate.Rejected && v.Sure() && len(open) > 0 {
		words := fmt.Sprintf("%s open; it matters once the request is mended (--json tells).", counted(len(open), "question is", "questions are"))
		defer func() { fmt.Fprintln(p.out); p.wrap("", "", words) }()
	} else {
		p.section(v, "Open", open)
	}
	p.section(v, "Then, once that is mended", later)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// section prints findings. What they share is said once: the place above them, source and reason below.
func (p *program) section(v *validate.Verdict, title string, findings []validate.Finding) {
	if len(findings) == 0 {
		return
	}
	more := max(0, len(findings)-shownFindings)
	findings = findings[:len(findings)-more]
	fmt.Fprintf(p.out, "\n%s\n", bold(title))
	for len(findings) > 0 {
		n := 1
		for n < len(findings) && alike(&findings[0], &findings[n]) {
			n++
		}
		fmt.Fprintf(p.out, "  %s\n", bold(findings[0].At))
		for i := range findings[:n] {
			p.finding(v, &findings[i])
		}
		last := &findings[n-1]
		if last.Why != "" {
			p.wrap("    ", "    ", last.Why)
		}
		p.wrap("    ", "    ", faint(last.Trust.String()+": "+last.Source))
		findings = findings[n:]
	}
	if more > 0 {
		fmt.Fprintf(p.out, "  and %d more (--json has all)\n", more)
	}
}

// shownFixes is how many changes of one finding are printed; --json has all.
const shownFixes = 6

// alike reports whether two findings share all but what was got and wanted.
func alike(a, b *validate.Finding) bool {
	return a.At == b.At && a.Why == b.Why && a.Trust == b.Trust && a.Source == b.Source && a.State == b.State
}

func (p *program) finding(v *validate.Verdict, f *validate.Finding) {
	mark := color.RedString("✗")
	if f.State == "open" {
		mark = color.YellowString("?")
	}
	words := gotAndWant(f)
	if f.Error != "" && len(v.Answers) > 1 {
		words += ", else " + codeOf(v, f.Error)
	}
	if f.Count > 1 {
		words += fmt.Sprintf(" (and %d more like it)", f.Count-1)
	}
	p.wrap("    "+mark+" ", "      ", words)
	switch {
	case len(f.Fix) > 0 && len(f.Fix) <= shownFixes:
		p.wrap("      fix: ", "           ", fixed(f.Fix))
	case f.Advice != "":
		p.wrap("      fix: ", "           ", f.Advice)
	}
}

// gotAndWant says what was found and what is wanted. A fault of a reader is a wish already.
func gotAndWant(f *validate.Finding) string {
	switch {
	case f.Got == "":
		return "want " + f.Want
	case strings.HasPrefix(f.Got, "want "):
		return f.Got + ", for it to be " + f.Want
	}
	return "got " + f.Got + ", want " + f.Want
}
