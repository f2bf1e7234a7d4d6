package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// maxFindings bounds how many findings a verdict lists; the answers are complete all the same.
const maxFindings = 64

// find adds what became of a rule to the findings, and to the needs what would settle it.
func (j *judgement) find(r *result) {
	j.need(r.told.Need, r.at)
	if len(j.v.Findings) == maxFindings {
		return
	}
	j.v.Findings = append(j.v.Findings, j.finding(r).Finding)
	f := &j.v.Findings[len(j.v.Findings)-1]
	f.At, f.Got, f.Why, f.Advice, f.Fix, f.Count, f.Measured = r.at, r.told.Got, r.told.Why, r.told.Fix, j.fix(r), r.count, r.told.Measured
	if r.refuses() {
		f.State = check.Failed.String()
	} else if r.state == check.Failed && r.soft && f.Why == "" {
		f.Why = softWords(r.rule.Trust)
	}
}

// finding is what no request changes in the finding of a rule, and notes whether it is fixed.
func (j *judgement) finding(r *result) *fixedFinding {
	fixed := r.step.finding.Load()
	if fixed == nil {
		f := Finding{Rule: r.rule.ID, Kind: r.rule.Kind, State: check.Open.String(), Want: r.rule.Check.Want(), Trust: r.rule.Trust, Source: j.source(r.rule.Source)}
		if len(r.rule.Errors) > 0 {
			f.Error = j.provider.Errors[r.rule.Errors[0]].ID
		}
		asked := j.record.Asked
		limits := check.Figures(r.rule.Check, &j.record)
		if f.Limits = &limits; j.record.Asked != asked { // a limit is a fact
			j.fixed.findings = append(j.fixed.findings, nil)
			return &fixedFinding{Finding: f}
		}
		fixed = fixFinding(&f)
		r.step.finding.Store(fixed)
	}
	j.fixed.findings = append(j.fixed.findings, fixed)
	return fixed
}

func softWords(t spec.Trust) string {
	if t == spec.Inferred {
		return "that this refuses a request is inferred, no source states it"
	}
	return "whether this refuses a request is not known"
}

func (j *judgement) source(number int) string {
	if number < 0 {
		return ""
	}
	return j.provider.Sources[number].URL
}

// need adds a need once.
//
//go:noinline
func (j *judgement) need(n check.Need, at string) {
	if n.Kind == 0 {
		return
	}
	need := Need{Kind: n.Kind.String(), At: at, Name: n.Name}
	if n.Kind == check.NeedFact || n.Kind == check.NeedIDs {
		need.At = ""
	}
	for i := range j.v.Needs {
		if j.v.Needs[i] == need {
			return
		}
	}
	if len(j.v.Needs) < maxFindings {
		j.v.Needs = append(j.v.Needs, need)
	}
}

// wantDecode notes that an image was taken to decode because its header is well, or that its fault has several errors.
func (j *judgement) wantDecode(rule *spec.Rule, v *check.Value, name string) {
	if v == nil || v.File == nil || v.File.Media.Format == 0 || v.File.Decodes != check.NotKnown || len(j.v.Needs) == maxFindings {
		return
	}
	if f := v.File; f.Carrier == check.NoFile || f.Carrier == check.URLFile && f.Fetch != check.Fetched {
		return
	}
	j.need(check.Need{Kind: check.NeedDecode, Name: name}, j.at(rule.Place, v.Index))
}

// wantFetch notes every URL that is not known, not only the first, so that a caller can fetch them all at once.
func (j *judgement) wantFetch(rule *spec.Rule, v *check.Value) {
	if !v.Cut && len(j.v.Needs) < maxFindings {
		j.need(check.Need{Kind: check.NeedFetch, Name: j.words.Of(v.Text)}, j.at(rule.Place, v.Index))
	}
}

// assumptions lists the facts that were looked at and not given.
func (j *judgement) assumptions() {
	for i := range j.record.Facts {
		if f := &j.record.Facts[i]; f.Used && f.Assumed && (f.Value.Kind != check.String || len(f.Value.Text) > 0) { // an empty text says that nothing is known
			text := f.Words
			if f.Value.Kind == check.List {
				text = "[]"
			}
			j.assume(f.ID, text)
		}
	}
	for i := range j.v.Needs {
		if n := &j.v.Needs[i]; n.Kind == check.NeedDecode.String() && n.Name == "" {
			j.assume("decoded", "true")
			return
		}
	}
}

//go:noinline
func (j *judgement) assume(fact, value string) {
	j.v.Assumed = append(j.v.Assumed, Assumption{fact, value})
}
