package cases

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
)

// Result is what came of one case.
type Result struct {
	Case       Case
	Verdict    validate.Verdict
	Mismatches []string // what is not as wanted, one line each; none: the case passes
	Err        error    // the case could not be expanded

	request validate.Request
	facts   validate.Facts
}

// Pass reports whether the verdict is as wanted. A case that wants nothing passes.
func (r Result) Pass() bool { return r.Err == nil && len(r.Mismatches) == 0 }

// Run judges every case under the rules, or those that its file names, and compares. Files are looked up from the folder of the
// case's file.
func Run(rules *validate.Rules, cases []Case) []Result {
	results := make([]Result, len(cases))
	own := owners{"": rules}
	for i, c := range cases {
		results[i] = own.judge(c)
		results[i].request.Body = nil // the bodies of all cases need not fit into memory
	}
	return results
}

func (o owners) judge(c Case) Result {
	r := Result{Case: c}
	var rules *validate.Rules
	if rules, r.Err = o.rules(c); r.Err != nil {
		return r
	}
	if r.request, r.facts, r.Err = Expand(c, c.Dir()); r.Err == nil {
		r.Verdict = rules.Check(r.request, r.facts)
		r.Mismatches = c.Want.Compare(&r.Verdict)
	}
	return r
}

// Compare lists what in the verdict is not as wanted.
func (w Want) Compare(v *validate.Verdict) []string {
	m := mismatches{}
	first := validate.Answer{}
	if len(v.Answers) > 0 {
		first = v.Answers[0]
	}
	m.text("provider", w.Provider, v.Provider)
	m.text("endpoint", w.Endpoint, v.Endpoint)
	m.text("outcome", w.Outcome, v.Outcome.String())
	if w.Sure != nil && *w.Sure != v.Sure() {
		m.add("sure", strconv.FormatBool(*w.Sure), strconv.FormatBool(v.Sure()))
	}
	m.text("code", w.Code, first.Code)
	if w.Status != nil && *w.Status != first.Status {
		m.add("status", strconv.Itoa(*w.Status), strconv.Itoa(first.Status))
	}
	m.text("message", w.Message, first.Message)
	m.text("body", w.Body, first.Body)
	m.text("when", w.When, first.When)
	got := codes(v.Answers)
	if w.Answers != nil {
		want := slices.Compact(slices.Sorted(slices.Values(*w.Answers)))
		if !slices.Equal(want, got) {
			m.add("answers", fmt.Sprintf("%q", want), fmt.Sprintf("%q", got))
		}
	}
	for _, code := range w.Includes {
		if !slices.Contains(got, code) {
			m.add("includes", strconv.Quote(code), fmt.Sprintf("%q", got))
		}
	}
	for _, f := range w.Findings {
		if !slices.ContainsFunc(v.Findings, f.matches) {
			m.add("findings", f.String(), shown(v.Findings))
		}
	}
	return m
}

// codes is the set of all codes, sorted; "accepted" stands for acceptance.
func codes(answers []validate.Answer) []string {
	all := make([]string, len(answers))
	for i, a := range answers {
		if all[i] = a.Code; a.Accepted {
			all[i] = "accepted"
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

type mismatches []string

func (m *mismatches) add(key, want, got string) {
	*m = append(*m, key+": want "+want+", got "+got)
}

func (m *mismatches) text(key string, want *string, got string) {
	if want != nil && *want != got {
		m.add(key, strconv.Quote(*want), strconv.Quote(got))
	}
}

func (w WantFinding) matches(f validate.Finding) bool {
	return same(w.Rule, f.Rule) && same(w.Error, f.Error) && same(w.At, f.At) && same(w.State, f.State)
}

func same(want *string, got string) bool { return want == nil || *want == got }

func (w WantFinding) String() string {
	words := []string{}
	for _, part := range [...]struct {
		name  string
		value *string
	}{{"rule", w.Rule}, {"error", w.Error}, {"at", w.At}, {"state", w.State}} {
		if part.value != nil {
			words = append(words, part.name+" "+strconv.Quote(*part.value))
		}
	}
	return strings.Join(words, " ")
}

// shown writes findings in one line.
func shown(findings []validate.Finding) string {
	if len(findings) == 0 {
		return "none"
	}
	words := make([]string, len(findings))
	for i, f := range findings {
		words[i] = f.Rule + " " + f.State + " at " + f.At + " (" + f.Error + ")"
	}
	return strings.Join(words, "; ")
}
