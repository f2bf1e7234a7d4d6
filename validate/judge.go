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
		c.add(spec.BodyPlace, check.Value{Kind: check.Part, Index: check.NoIndex, Bytes: n})
	}
	c.carry()
}

// result is what became of one rule.
type result struct {
	rule  *spec.Rule
	state check.State
	soft  bool // it fails, but nobody documents that this refuses a request
	maybe bool // it fails, but whether it is asked at all is open
	told  check.Told
	got   string // what was found, as it was sent
	at    string
	index check.Index // of the value that is told about
	count int
}

// refuses reports whether the rule surely refuses the request.
func (r *result) refuses() bool { return r.state == check.Failed && !r.soft && !r.maybe }

// judge asks all rules and sums up.
func judge(route *route, c *collector) Verdict {
	e := c.endpoint
	j := judgement{collector: c, v: Verdict{Provider: route.provider.ID, Endpoint: e.ID}, provider: route.provider}
	if e.Items != nil {
		j.items(e.Items)
	}
	stages := make([][]result, len(e.Stages))
	for i := range e.Stages {
		for k := range e.Stages[i].Rules {
			if r := j.ask(&e.Stages[i].Rules[k]); r.state > check.Passed {
				stages[i] = append(stages[i], r)
				j.find(&r)
			}
		}
	}
	j.answers(stages)
	j.assumptions()
	return j.v
}

type judgement struct {
	*collector
	provider *spec.Provider
	v        Verdict
	absent   check.Value // stands for a value that is not there
}

// items asks the rules about each element and keeps the worst state of each.
func (j *judgement) items(items *spec.Items) {
	n := len(j.record.Values[items.Each])
	j.record.Items = make([]check.State, n)
	for i := range items.Rules {
		rule := &items.Rules[i]
		r := j.askEach(rule, func(v *check.Value, state check.State) {
			if at := int(v.Index[0]); at >= 0 && at < n {
				if state == check.Failed && !rule.Trust.Hard() {
					state = check.Open
				}
				j.record.Items[at] = max(j.record.Items[at], state)
			}
		})
		if r.state > check.Passed {
			j.find(&r)
		}
	}
}

// ask puts one rule to the request.
func (j *judgement) ask(rule *spec.Rule) result {
	if j.aside && j.beyond(rule) {
		return result{}
	}
	return j.askEach(rule, nil)
}

func (j *judgement) askEach(rule *spec.Rule, each func(v *check.Value, state check.State)) result {
	r := result{rule: rule, state: check.Passed, soft: !rule.Trust.Hard()}
	whole, isWhole := j.asksWhole(rule)
	switch {
	case rule.Place < 0:
		v := j.record.Fact(rule.Fact)
		if rule.Fact == "now" {
			v = &check.Value{Kind: check.Null}
		}
		j.one(&r, v)
	case isWhole:
		j.whole(&r, whole)
	default:
		j.values(&r, each)
		if r.state == check.Passed && j.record.Full[rule.Place] {
			r.state, r.at = check.Open, j.record.Places[rule.Place].Text
			r.told.Why = "only the first " + decimal(check.MaxValues) + " values are looked at"
		}
	}
	return r
}

// values asks a rule about every value of its place, and about its absence where it could have been.
func (j *judgement) values(r *result, each func(v *check.Value, state check.State)) {
	place := r.rule.Place
	at := &j.record.Places[place]
	switch {
	case at.Root == check.AtForm && j.record.Faults.Bad:
		return
	case at.Root != check.AtJSON || at.Whole() || at.Tokens[len(at.Tokens)-1] == "*":
		values := j.record.Values[place]
		for i := range values {
			j.tell(r, &values[i], each)
		}
		if len(values) == 0 && at.Root != check.AtJSON {
			j.absent = check.Value{Index: check.NoIndex}
			j.tell(r, &j.absent, each)
		}
		return
	}
	above := j.record.Values[j.endpoint.Parent[place]]
	for i := range above {
		if above[i].Kind != check.Object {
			continue
		}
		v := j.record.Find(place, above[i].Index)
		if v == nil {
			j.absent = check.Value{Index: above[i].Index}
			v = &j.absent
		}
		j.tell(r, v, each)
	}
}

func (j *judgement) tell(r *result, v *check.Value, each func(v *check.Value, state check.State)) {
	if state := j.one(r, v); each != nil {
		each(v, state)
	}
}

// one asks a rule about one value. The first worst value is the one that is told about.
func (j *judgement) one(r *result, v *check.Value) check.State {
	applies := holds(&j.record, r.rule.When, indexOf(v), nil)
	if applies == check.Failed {
		return check.Passed
	}
	state := askValue(&j.record, r.rule.Check, v, r.rule.Fact, nil)
	if state == check.Passed {
		j.wantDecode(r.rule, v, "")
		return state
	}
	if len(r.rule.Errors) > 1 {
		j.wantDecode(r.rule, v, FaultNeed)
	}
	if state == check.Open {
		j.wantFetch(r.rule, v)
	}
	maybe := state == check.Failed && applies == check.Open
	worse := state > r.state || state == r.state && r.maybe && !maybe
	if state == r.state {
		r.count++
	}
	if worse {
		r.state, r.told, r.maybe, r.count, r.index = state, check.Told{}, maybe, 1, indexOf(v)
		askValue(&j.record, r.rule.Check, v, r.rule.Fact, &r.told)
		if v != nil {
			r.got = v.Exact(r.told.Got)
		}
		if maybe {
			var open check.Told
			holds(&j.record, r.rule.When, indexOf(v), &open)
			r.told.Why, r.told.Need = notKnownToApply, open.Need
		}
		if r.rule.Place >= 0 {
			r.at = j.record.Places[r.rule.Place].At(v.Index)
		} else {
			r.at = "fact:" + r.rule.Fact
		}
	}
	if maybe {
		return check.Open
	}
	return state
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

// wholePlace is a check that looks at all values of its place at once; at is the one that it failed for.
type wholePlace interface {
	AskAll(r *check.Record, place int, told *check.Told) (state check.State, at *check.Value)
}

// asksWhole reports whether a rule asks about all elements of an array together: its place ends in a wildcard.
func (j *judgement) asksWhole(rule *spec.Rule) (wholePlace, bool) {
	switch c := rule.Check.(type) {
	case check.Unique:
		return c, c.Whole()
	case check.Alike:
		return c, true
	case check.Items:
		tokens := j.record.Places[max(rule.Place, 0)].Tokens
		return c, len(tokens) > 0 && tokens[len(tokens)-1] == "*"
	}
	return nil, false
}

func (j *judgement) whole(r *result, c wholePlace) {
	var open check.Told
	applies := holds(&j.record, r.rule.When, check.NoIndex, &open)
	if applies == check.Failed {
		return
	}
	state, at := c.AskAll(&j.record, r.rule.Place, &r.told)
	if r.maybe = state == check.Failed && applies == check.Open; r.maybe {
		r.told.Why, r.told.Need = notKnownToApply, open.Need
	}
	r.state, r.count, r.at, r.index = state, 1, j.record.Places[r.rule.Place].Text, indexOf(at)
	if r.got = r.told.Got; at != nil {
		r.got = at.Exact(r.got)
		r.at = j.record.Places[r.rule.Place].At(at.Index)
	}
}

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
	switch {
	case v == nil && !aboutAbsence(c.Kind),
		v != nil && aboutFiles(c.Kind) && !check.Readable(v),
		v != nil && aboutScalars(c.Kind) && (v.Kind == check.Null || v.Kind == check.Array || v.Kind == check.Object):
		return check.Failed
	}
	s := askValue(r, c.Check, v, c.Fact, nil)
	if s == check.Open && told != nil {
		askValue(r, c.Check, v, c.Fact, told)
	}
	return s
}

// aboutScalars reports whether a kind of check asks about a text, number or boolean, and so nothing when there is none.
func aboutScalars(kind string) bool {
	switch kind {
	case "oneOf", "starts", "range", "length", "charset", "is", "url", "base64", "dataUrl":
		return true
	}
	return false
}

// aboutFiles reports whether a kind of check asks about the header of a file, and so nothing when there is none.
func aboutFiles(kind string) bool {
	switch kind {
	case "format", "decodes", "side", "pixels", "ratio", "alike", "colour", "bitsPerPixel", "duration", "frameRate", "encrypted":
		return true
	}
	return false
}

// aboutAbsence reports whether a kind of check decides about values that are not there.
func aboutAbsence(kind string) bool {
	switch kind {
	case "required", "absent", "anyOf", "atMostOne", "parses":
		return true
	}
	return false
}
