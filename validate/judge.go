package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// finish settles what can only be settled when the whole request is known.
func (c *collector) finish() {
	if c.endpoint.Body == spec.NoBody || c.endpoint.Body == spec.AnyBody {
		c.record.Faults = check.BodyFault{}
	}
	if n := c.record.Length; n > 0 {
		c.add(spec.BodyPlace, check.Part, check.NoIndex).Bytes = n
	}
	c.carry()
}

// result is what became of one rule.
type result struct {
	rule  *spec.Rule
	step  *step
	state check.State
	soft  bool // it fails, but nobody documents that this refuses a request
	maybe bool // it fails, but whether it is asked at all is open
	told  check.Told
	value *check.Value // that it is about; nil for none
	at    string
	index check.Index // of the value that is told about
	count int
}

// refuses reports whether the rule surely refuses the request.
func (r *result) refuses() bool { return r.state == check.Failed && !r.soft && !r.maybe }

// judgement asks the rules of an endpoint about what was collected of a request.
type judgement struct {
	*collector
	provider *spec.Provider
	plan     *plan
	v        Verdict
	fixed    fixed
	absent   check.Value  // stands for a value that is not there
	results  []result     // of the rules that did not pass
	ends     []int        // of each stage, in results
	items    bool         // the rule at hand is about elements
	known    []knownState // of the conditions in plan.asked, by number
	words    check.Words
	space    room
	text     []byte   // being made
	named    struct { // the place that was named last: rules ask about one place after another
		place int
		index check.Index
		words string
	}
}

// maxAsked bounds the conditions of a rule whose answers are kept.
const maxAsked = 8

// judge asks all rules and sums up.
func (j *judgement) judge(route *route, c *collector) Verdict {
	j.collector, j.provider, j.plan = c, route.provider, route.plan
	j.v = Verdict{Provider: route.provider.ID, Endpoint: c.endpoint.ID}
	j.space.begin(&j.v)
	j.fixed.begin()
	j.named.words = ""
	j.words.Begin()
	j.known = cleared(j.known, len(j.plan.asked)+1)
	j.fresh()
	if j.plan.items != nil {
		j.elements(c.endpoint.Items)
	}
	for i := range j.plan.stages {
		j.askAll(j.plan.stages[i])
		j.ends = append(j.ends, len(j.results))
	}
	j.answer()
	j.assumptions()
	j.space.end(&j.v)
	v := j.v
	j.v = Verdict{}
	return v
}

// elements asks the rules about each element and keeps the worst state of each.
func (j *judgement) elements(items *spec.Items) {
	n := len(j.record.Values[items.Each])
	j.record.Items = cleared(j.record.Items, n)
	j.items = true
	j.askAll(j.plan.items)
	j.items = false
	j.fresh()
}

// fresh forgets all results. Where there is none yet, all is zero.
func (j *judgement) fresh() {
	if len(j.results) > 0 {
		clear(j.results)
	}
	j.results, j.ends = j.results[:0], j.ends[:0]
}

// cleared is n zero values, in the memory of old where that is enough.
func cleared[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// askAll asks the rules that can do something but pass.
func (j *judgement) askAll(steps []step) {
	all, full := j.record.Values, j.record.Full
	for i := range steps {
		s := &steps[i]
		if s.how > onPlace && !full[s.place] {
			values := all[s.place]
			if len(values) == 0 && s.idle || s.first > 0 && j.known[s.first].state == check.Failed || j.passes(s, values) {
				continue
			}
		}
		j.ask(s)
	}
}

// passes reports whether a rule passes for these values of its place, at a glance: nothing is noted of what is found.
func (j *judgement) passes(s *step, values []check.Value) bool {
	if s.how == onEachOrNot && len(values) == 0 || s.how == onMember && len(values) < len(j.record.Values[s.above]) {
		return false
	}
	applied := false // to all alike
	if len(values) >= many {
		if values, applied = j.ofMany(s, values); len(values) == 0 {
			return true
		}
	}
	var last *check.Value
	for i := range values {
		v := &values[i]
		if s.passing>>v.Kind&1 != 0 || last != nil && last.Alike(v) {
			continue
		}
		if len(s.rule.When) > 0 && !applied {
			if applies := j.applies(s, v.Index); applies == 0 {
				return true
			} else if applies == check.Failed {
				continue
			}
		}
		if s.decodes || s.rule.Check.Ask(&j.record, v, nil) != check.Passed {
			return false
		}
		if s.texts {
			last = v
		}
	}
	return true
}

// ofMany is which of many values a rule need be asked about, and whether it surely applies to them all.
func (j *judgement) ofMany(s *step, values []check.Value) (some []check.Value, applied bool) {
	all := j.commonOf(s.place)
	if all.kinds&^s.passing == 0 || s.filled && all.filled {
		return nil, false
	}
	if applied = len(s.rule.When) > 0 && j.holdsAlike(s.rule.When, s.place); applied {
		if state := j.applies(s, values[0].Index); state == 0 || state == check.Failed {
			return nil, false
		}
	}
	if s.texts && all.same {
		values = values[:1]
	}
	return values, applied
}

// ask puts one rule to the request, and adds a result unless it passes.
func (j *judgement) ask(s *step) {
	if j.aside && j.beyond(s.rule) {
		return
	}
	if len(j.results) == cap(j.results) {
		j.moreResults()
	}
	r := &j.results[:len(j.results)+1][len(j.results)]
	r.rule, r.step, r.state, r.soft = s.rule, s, check.Passed, !s.rule.Trust.Hard()
	switch s.how {
	case onFact:
		v := j.record.FactAt(s.fact)
		if s.rule.Fact == "now" {
			v = &null
		}
		j.one(r, v)
	case onPlace:
		if j.whole(r); r.state == check.Passed {
			*r = result{}
		}
	default:
		j.values(r)
		if r.state == check.Passed && j.record.Full[s.place] {
			r.state, r.at = check.Open, j.record.Places[s.rule.Place].Text
			r.told.Why = onlyFirst
		}
	}
	if r.state > check.Passed {
		j.results = j.results[:len(j.results)+1]
		j.find(r)
	}
}

//go:noinline
func (j *judgement) moreResults() { j.results = append(j.results, result{})[:len(j.results)] }

// onlyFirst is why a rule is open about a place that holds more than [check.MaxValues] values.
const onlyFirst = "only the first 4096 values are looked at"

// null stands for the clock, which is no fact of the provider. Checks do not change values.
var null = check.Value{Kind: check.Null}

// values asks a rule about every value of its place, and about its absence where it could have been.
func (j *judgement) values(r *result) {
	place := r.step.place
	values := j.record.Values[place]
	passing, texts := r.step.passing, r.step.texts
	var last *check.Value // that passed
	if r.step.how != onMember {
		if r.step.how == onEachOrNot && j.record.Faults.Bad && j.record.Places[place].Root == check.AtForm {
			return
		}
		for i := range values {
			v := &values[i]
			if passing>>v.Kind&1 != 0 || last != nil && last.Alike(v) {
				continue
			}
			if state := j.tell(r, v); state == 0 {
				return
			} else if texts && state == check.Passed {
				last = v
			}
		}
		if len(values) == 0 && r.step.how == onEachOrNot {
			j.absent = check.Value{Index: check.NoIndex}
			j.tell(r, &j.absent)
		}
		return
	}
	above := j.record.Values[r.step.above]
	for i := range above {
		if above[i].Kind != check.Object {
			continue
		}
		var v *check.Value
		if i < len(values) && values[i].Index == above[i].Index {
			v = &values[i]
		} else if v = j.record.Find(place, above[i].Index); v == nil {
			j.absent = check.Value{Index: above[i].Index}
			v = &j.absent
		}
		if passing>>v.Kind&1 != 0 || last != nil && last.Alike(v) {
			continue
		}
		if state := j.tell(r, v); state == 0 {
			return
		} else if texts && state == check.Passed {
			last = v
		}
	}
}

// tell asks about one value. It is 0 when no other value need be asked about: the rule does not apply to this request.
func (j *judgement) tell(r *result, v *check.Value) check.State {
	state := j.one(r, v)
	if !j.items {
		return state
	}
	if at := int(v.Index[0]); at >= 0 && at < len(j.record.Items) {
		if state == check.Failed && r.soft {
			state = check.Open
		}
		j.record.Items[at] = max(j.record.Items[at], state)
	}
	return state
}

// one asks a rule about one value. The first worst value is the one that is told about. It is 0 when the rule does not apply to
// any value.
func (j *judgement) one(r *result, v *check.Value) check.State {
	applies := check.Passed
	if len(r.rule.When) > 0 {
		if applies = j.applies(r.step, indexOf(v)); applies == check.Failed {
			return check.Passed
		} else if applies == 0 {
			return 0
		}
	}
	state := askValue(&j.record, r.rule.Check, v, r.rule.Fact, nil)
	if state == check.Passed {
		if r.step.decodes {
			j.wantDecode(r.rule, v, "")
		}
		return state
	}
	if r.step.decodes && len(r.rule.Errors) > 1 {
		j.wantDecode(r.rule, v, FaultNeed)
	}
	if state == check.Open && r.step.fetches {
		j.wantFetch(r.rule, v)
	}
	maybe := state == check.Failed && applies == check.Open
	worse := state > r.state || state == r.state && r.maybe && !maybe
	if state == r.state {
		r.count++
	}
	if worse {
		r.state, r.told, r.maybe, r.count, r.index = state, check.Told{Words: &j.words}, maybe, 1, indexOf(v)
		askValue(&j.record, r.rule.Check, v, r.rule.Fact, &r.told)
		r.value = v
		if maybe {
			j.tellMaybe(r)
		}
		if r.rule.Place >= 0 {
			r.at = j.at(r.rule.Place, v.Index)
		} else {
			r.at = "fact:" + r.rule.Fact
		}
	}
	if maybe {
		return check.Open
	}
	return state
}

// tellMaybe tells why it is open whether a rule that fails applies.
func (j *judgement) tellMaybe(r *result) {
	var open check.Told
	holds(j.collector, r.rule.When, r.index, &open)
	r.told.Why, r.told.Need = notKnownToApply, open.Need
}

// at names the place of a value.
func (j *judgement) at(place int, index check.Index) string {
	at := &j.record.Places[place]
	switch {
	case index[0] < 0:
		return at.Text
	case j.named.place != place || j.named.index != index || j.named.words == "":
		j.text = at.AppendAt(j.text[:0], index)
		j.named.place, j.named.index, j.named.words = place, index, j.words.Of(j.text)
	}
	return j.named.words
}

// got is what was found, as it was sent.
func (r *result) got() string {
	if r.value != nil {
		return r.value.Exact(r.told.Got)
	}
	if r.step.how == onPlace {
		return r.told.Got
	}
	return ""
}

// indexOf is the index of a value, which may be no value at all.
func indexOf(v *check.Value) check.Index {
	if v == nil {
		return check.NoIndex
	}
	return v.Index
}

// notKnownToApply is why a rule that fails is open.
const notKnownToApply = "whether this rule applies is not known"

// whole asks a rule about all values of its place together.
func (j *judgement) whole(r *result) {
	var open check.Told
	applies := holds(j.collector, r.rule.When, check.NoIndex, &open)
	if applies == check.Failed {
		return
	}
	state, at := r.step.all.AskAll(&j.record, r.rule.Place, &r.told)
	if r.maybe = state == check.Failed && applies == check.Open; r.maybe {
		r.told.Why, r.told.Need = notKnownToApply, open.Need
	}
	r.state, r.count, r.value, r.at, r.index = state, 1, at, j.record.Places[r.rule.Place].Text, indexOf(at)
	if at != nil {
		r.at = j.at(r.rule.Place, at.Index)
	}
}
