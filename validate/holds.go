package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// nothing stands for a value that is not there. Checks do not change values.
var nothing = check.Value{Index: check.NoIndex}

// askValue asks a check about a value; a fact that nobody knows leaves it open.
func askValue(r *check.Record, c check.Check, v *check.Value, fact string, told *check.Told) check.State {
	if v != nil && v.Kind == check.Unknown {
		if told != nil {
			told.Why, told.Need = "this fact is not known", check.Need{Kind: check.NeedFact, Name: fact}
		}
		return check.Open
	}
	if v == nil {
		v = &nothing
	}
	return c.Ask(r, v, told)
}

// applies is [holds] for a rule. Conditions that are not about elements are asked once, however many values there are. It is 0 when one
// fails that fails for all of them.
func (j *judgement) applies(s *step, ix check.Index) check.State {
	state := check.Passed
	for i := range s.rule.When {
		var one check.State
		bit := uint8(1) << i
		if s.alone&bit == 0 {
			one = holdsOne(&j.record, &s.rule.When[i], ix, nil)
		} else if one = j.known[i]; one == 0 {
			one = holdsOne(&j.record, &s.rule.When[i], ix, nil)
			j.known[i] = one
		}
		if one == check.Failed {
			if s.final&bit != 0 {
				return 0
			}
			return check.Failed
		}
		state = max(state, one)
	}
	return state
}

// holds reports whether all conditions hold at ix: Passed, Failed, or Open with what would settle it in told.
func holds(r *check.Record, when []spec.Condition, ix check.Index, told *check.Told) check.State {
	state := check.Passed
	for i := range when {
		s := holdsOne(r, &when[i], ix, told)
		if s == check.Failed {
			return check.Failed
		}
		state = max(state, s)
	}
	return state
}

// holdsOne asks about the value at ix; below elements that ix does not number, about any of them. When more of them were sent than
// are kept, none of which passes, the answer is open.
func holdsOne(r *check.Record, c *spec.Condition, ix check.Index, told *check.Told) check.State {
	if c.Place < 0 {
		return holdsFor(r, c, r.Fact(c.Fact), told)
	}
	if n := r.Places[c.Place].Wildcards(); n == 0 || ix[n-1] >= 0 {
		return holdsFor(r, c, r.Find(c.Place, ix), told)
	}
	best := check.Failed
	if r.Full[c.Place] {
		best = check.Open
	}
	values := r.Values[c.Place]
	for i := range values {
		if in := values[i].Index; ix[0] < 0 || in[0] == ix[0] {
			best = min(best, holdsFor(r, c, &values[i], told))
		}
	}
	return best
}

func holdsFor(r *check.Record, c *spec.Condition, v *check.Value, told *check.Told) check.State {
	about := check.AboutOf(c.Check)
	switch {
	case v == nil && about&check.Absence == 0,
		v != nil && about&check.Headers != 0 && !check.Readable(v),
		v != nil && about&check.Scalars != 0 && (v.Kind == check.Null || v.Kind == check.Array || v.Kind == check.Object):
		return check.Failed
	}
	s := askValue(r, c.Check, v, c.Fact, nil)
	if s == check.Open && told != nil {
		askValue(r, c.Check, v, c.Fact, told)
	}
	return s
}
