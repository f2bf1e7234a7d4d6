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

// applies is [holds] for a rule. Conditions that are not about elements are asked once, however many values and rules there are; the
// others once for all rules about the same element. It is 0 when one fails that fails for all elements.
func (j *judgement) applies(s *step, ix check.Index) check.State {
	state := check.Passed
	for i := range s.rule.When {
		number, at := uint8(0), check.NoIndex
		if i < maxAsked {
			number = s.asked[i]
		}
		if s.each>>i&1 != 0 {
			at = ix
		}
		known := &j.known[number]
		if number == 0 || known.state == 0 || known.at != at {
			if c := &s.rule.When[i]; number == 0 || s.each>>i&1 != 0 {
				known.state = holdsOne(j.collector, c, ix, nil)
			} else {
				known.state = j.alone(c)
			}
			known.at = at
		}
		if known.state == check.Failed {
			if s.final>>i&1 != 0 {
				return 0
			}
			return check.Failed
		}
		state = max(state, known.state)
	}
	return state
}

// knownState is the answer of a condition, and the element that it is about.
type knownState struct {
	at    check.Index
	state check.State
}

// alone is [holdsOne] for a condition that is not about elements.
func (j *judgement) alone(c *spec.Condition) check.State {
	var v *check.Value
	if c.Place < 0 {
		v = j.record.Fact(c.Fact)
	} else if values := j.record.Values[c.Place]; len(values) > 0 {
		v = &values[0]
	}
	return holdsFor(j.collector, c, v, nil)
}

// held is the condition that was asked last, of what, and the answer: often the next element holds the same text.
type held struct {
	condition *spec.Condition
	value     *check.Value
	state     check.State
}

// holds reports whether all conditions hold at ix: Passed, Failed, or Open with what would settle it in told.
func holds(c *collector, when []spec.Condition, ix check.Index, told *check.Told) check.State {
	state := check.Passed
	for i := range when {
		s := holdsOne(c, &when[i], ix, told)
		if s == check.Failed {
			return check.Failed
		}
		state = max(state, s)
	}
	return state
}

// holdsOne asks about the value at ix; below elements that ix does not number, about any of them. When more of them were sent than
// are kept, none of which passes, the answer is open.
func holdsOne(c *collector, when *spec.Condition, ix check.Index, told *check.Told) check.State {
	r := &c.record
	if when.Place < 0 {
		return holdsFor(c, when, r.Fact(when.Fact), told)
	}
	values := r.Values[when.Place]
	n := 0
	if len(values) == 0 {
		n = r.Places[when.Place].Wildcards()
	} else { // as many as any of its values has numbers
		for n < len(ix) && values[0].Index[n] >= 0 {
			n++
		}
	}
	if n == 0 || ix[n-1] >= 0 {
		return holdsFor(c, when, r.Find(when.Place, ix), told)
	}
	return holdsAny(c, when, ix, told)
}

// holdsAny is holdsOne where ix does not number the elements.
func holdsAny(c *collector, when *spec.Condition, ix check.Index, told *check.Told) check.State {
	r := &c.record
	values := r.Values[when.Place]
	best := check.Failed
	if r.Full[when.Place] {
		best = check.Open
	}
	for i := range values {
		if in := values[i].Index; ix[0] < 0 || in[0] == ix[0] {
			best = min(best, holdsFor(c, when, &values[i], told))
		}
	}
	return best
}

func holdsFor(c *collector, when *spec.Condition, v *check.Value, told *check.Told) check.State {
	about := when.About
	switch {
	case v == nil:
		if about&check.Absence == 0 {
			return check.Failed
		}
	case about&check.Headers != 0 && !check.Readable(v),
		about&check.Scalars != 0 && (v.Kind == check.Null || v.Kind == check.Array || v.Kind == check.Object):
		return check.Failed
	case about&check.Texts != 0 && c.held.condition == when && c.held.value != v && c.held.value.Alike(v):
		return c.held.state
	}
	s := askValue(&c.record, when.Check, v, when.Fact, nil)
	if s == check.Open && told != nil {
		askValue(&c.record, when.Check, v, when.Fact, told)
	} else if v != nil && about&check.Texts != 0 {
		c.held = held{when, v, s}
	}
	return s
}
