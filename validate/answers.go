package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// rank orders answers, the most likely first.
type rank uint8

const (
	surely   rank = iota // a rule that refuses
	probably             // a rule that fails; that this refuses is inferred
	pass                 // accepted
	possibly             // a rule that is open
	scarcely             // a rule that fails; nobody knows whether this refuses
	ranks
)

// answer walks the stages. Rules of a block may answer in any order; once one of them surely refuses, no later block is
// reached. What is open, or fails without evidence, may answer or may not.
func (j *judgement) answer() {
	end, refused := 0, false
	for end < len(j.results) && !refused {
		begin := end
		for end = j.blockEnd(begin); begin < end; begin++ {
			refused = refused || j.results[begin].refuses()
		}
	}
	for at := surely; at < ranks; at++ {
		if at == pass && !refused {
			j.give(j.accepted())
		}
		for i := range end {
			if r := &j.results[i]; r.rank() == at {
				j.earned(r)
			}
		}
	}
	switch {
	case refused:
		j.v.Outcome = Rejected
	case len(j.v.Answers) == 1:
		j.v.Outcome = Accepted
	}
}

// blockEnd is where in the results the block ends that begins there. Stages whose order is not known are one block, and each rule is
// one where the inner order is known.
func (j *judgement) blockEnd(begin int) int {
	stages := j.endpoint.Stages
	stage := 0
	for j.ends[stage] <= begin {
		stage++
	}
	first := stage
	for first > 0 && !stages[first].Apart {
		first--
	}
	next := stage + 1
	for next < len(stages) && !stages[next].Apart {
		next++
	}
	if next == first+1 && stages[first].Ordered {
		return begin + 1
	}
	return j.ends[next-1]
}

// give adds an answer, unless it is there.
func (j *judgement) give(a *Answer) {
	for i := range j.v.Answers {
		if j.v.Answers[i].same(a) {
			return
		}
	}
	j.v.Answers = append(j.v.Answers, *a)
}

// same reports whether the other answer is the same to the one who gets it.
func (a *Answer) same(b *Answer) bool {
	return a.Error == b.Error && a.Accepted == b.Accepted && a.Message == b.Message && a.Body == b.Body && a.Status == b.Status && a.Code == b.Code
}

func (r *result) rank() rank {
	switch {
	case r.refuses():
		return surely
	case r.state == check.Open || r.maybe:
		return possibly
	case r.rule.Trust == spec.Inferred:
		return probably
	}
	return scarcely
}

// earned adds the answers of the errors of a rule.
func (j *judgement) earned(r *result) {
	at := r.step.answers
	for _, number := range r.rule.Errors {
		e := &j.provider.Errors[number]
		variant := j.variant(e)
		kept := &j.plan.answers[at+1+variant]
		at += 1 + len(e.Variants)
		a := kept.Load()
		if a == nil {
			var fixed bool
			if a, fixed = j.refusal(e, variant, r); fixed {
				kept.Store(a)
			}
		}
		j.give(a)
	}
}

// variant is how the error looks in this request; -1 when as the catalogue says.
func (j *judgement) variant(e *spec.Error) int {
	for i := range e.Variants {
		if holds(&j.record, e.Variants[i].When, check.NoIndex, nil) == check.Passed {
			return i
		}
	}
	return -1
}
