package validate

import (
	"slices"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// Ranks of answers, the most likely first.
const (
	surely   = iota // a rule that refuses
	probably        // a rule that fails; that this refuses is inferred
	pass            // accepted
	possibly        // a rule that is open
	scarcely        // a rule that fails; nobody knows whether this refuses
)

// ranked is an answer with its rank.
type ranked struct {
	Answer
	rank int
}

// answers walks the stages. Rules of a block may answer in any order; once one of them surely refuses, no later block is
// reached. What is open, or fails without evidence, may answer or may not.
func (j *judgement) answers(stages [][]result) {
	var all []ranked
	refused := false
	for _, block := range j.blocks(stages) {
		for i := range block {
			r := &block[i]
			refused = refused || r.refuses()
			all = j.earned(all, r)
		}
		if refused {
			break
		}
	}
	if !refused {
		all = append(all, ranked{j.accepted(), pass})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return a.rank - b.rank })
	for i := range all {
		if !slices.ContainsFunc(j.v.Answers, all[i].same) {
			j.v.Answers = append(j.v.Answers, all[i].Answer)
		}
	}
	switch {
	case refused:
		j.v.Outcome = Rejected
	case len(j.v.Answers) == 1:
		j.v.Outcome = Accepted
	}
}

// same reports whether the other answer is the same to the one who gets it.
func (a *ranked) same(b Answer) bool {
	return a.Error == b.Error && a.Accepted == b.Accepted && a.Message == b.Message && a.Body == b.Body && a.Status == b.Status && a.Code == b.Code
}

// blocks joins stages whose order is not known, and splits those whose inner order is.
func (j *judgement) blocks(stages [][]result) [][]result {
	var out [][]result
	for i := 0; i < len(stages); {
		next := i + 1
		for next < len(stages) && !j.endpoint.Stages[next].Apart {
			next++
		}
		if next == i+1 && j.endpoint.Stages[i].Ordered {
			for k := range stages[i] {
				out = append(out, stages[i][k:k+1])
			}
		} else {
			out = append(out, slices.Concat(stages[i:next]...))
		}
		i = next
	}
	return out
}

// earned adds the errors of a rule.
func (j *judgement) earned(all []ranked, r *result) []ranked {
	rank := surely
	switch {
	case r.refuses():
	case r.state == check.Open || r.maybe:
		rank = possibly
	case r.rule.Trust == spec.Inferred:
		rank = probably
	default:
		rank = scarcely
	}
	for _, number := range r.rule.Errors {
		all = append(all, ranked{j.refusal(&j.provider.Errors[number], r), rank})
	}
	return all
}
