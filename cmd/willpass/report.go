package main

import (
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
)

// report is verdicts that are written together, for other programs.
type report struct{ entries []entry }

// entry is one verdict in a report.
type entry struct {
	path, endpoint string
	outcome        validate.Outcome
	answer         string   // what comes back, in a line
	problems       []string // why, a line each
	findings       []problem
}

// problem is a finding in a report.
type problem struct {
	rule, at, words, source string
	failed                  bool
	fix                     []check.Fix
}

func (r *report) add(path, endpoint string, v *validate.Verdict) {
	e := entry{path: path, endpoint: endpoint, outcome: v.Outcome, answer: "accepted"}
	if v.Outcome != validate.Accepted {
		e.answer = "code " + strings.Join(codes(v), " or ")
		if v.Sure() && v.Answers[0].Message != "" {
			e.answer += ": " + oneLine(v.Answers[0].Message)
		}
		if v.Outcome == validate.Uncertain {
			e.answer = "not sure: accepted or " + e.answer
		}
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		words := gotAndWant(f)
		switch {
		case f.Why != "":
			words += " (" + f.Why + ")"
		case len(f.Fix) > 0 && len(f.Fix) <= shownFixes:
			words += "; " + fixed(f.Fix)
		case f.Advice != "":
			words += "; " + f.Advice
		}
		rule := f.Error
		if rule == "" {
			rule = f.Rule
		}
		failed := f.State == check.Failed.String()
		e.findings = append(e.findings, problem{v.Provider + "/" + rule, f.At, words, f.Source, failed, f.Fix})
		e.problems = append(e.problems, f.At+": "+words)
	}
	r.entries = append(r.entries, e)
}
