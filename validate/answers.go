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
			a := j.accepted()
			j.give(&a.Answer, a)
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

// give adds an answer, unless it is there. It is fixed when no request changes it; nil else.
//
//go:noinline
func (j *judgement) give(a *Answer, fixed *fixedAnswer) {
	for i := range j.v.Answers {
		if j.v.Answers[i].same(a) {
			return
		}
	}
	j.v.Answers = append(j.v.Answers, *a)
	j.fixed.answers = append(j.fixed.answers, fixed)
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
		look := j.lookOf(e.Variants, e.Envelope)
		kept := &j.plan.answers[at+look.number]
		at += j.plan.looks(e.Variants)
		if fixed := kept.Load(); fixed != nil {
			j.give(&fixed.Answer, fixed)
			continue
		}
		a, fixed := j.refusal(e, look, r)
		if fixed != nil {
			kept.Store(fixed)
		}
		j.give(a, fixed)
	}
}

// look is how an answer looks in this request.
type look struct {
	number   int           // of all the ways that plan.looks counts
	variant  *spec.Variant // nil: as the document says at first
	envelope int           // -1: none
}

// lookOf finds the variant of an answer, and then the envelope that comes in the place of its own.
func (j *judgement) lookOf(variants []spec.Variant, envelope int) look {
	found := look{envelope: envelope}
	variant := j.variant(variants)
	if variant > 0 {
		found.variant = &variants[variant-1]
		found.envelope = other(found.variant.Envelope, envelope)
	}
	dress := 0
	if found.envelope >= 0 {
		dresses := j.provider.Envelopes[found.envelope].Variants
		if dress = j.variant(dresses); dress > 0 {
			found.envelope = other(dresses[dress-1].Envelope, found.envelope)
		}
	}
	found.number = variant*j.plan.dresses + dress
	return found
}

// variant is the number of the first variant that holds, counted from 1; 0 when none does.
func (j *judgement) variant(variants []spec.Variant) int {
	for i := range variants {
		if holds(j.collector, variants[i].When, check.NoIndex, nil) == check.Passed {
			return i + 1
		}
	}
	return 0
}
