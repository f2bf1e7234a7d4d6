package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// Like judges requests that differ from a template in the text at one place only, by asking nothing but the rules that look
// at that place. It is for one goroutine.
type Like struct {
	j      judgement
	place  int
	value  *check.Value
	media  []spec.Media
	asks   []asking
	scheme check.Carrier
}

// asking is a rule that looks at the place, and what came of it in the template.
type asking struct {
	rule  *spec.Rule
	when  []spec.Condition // those that look at the place
	holds check.State
	state check.State
}

// Like prepares to judge requests like this one whose text at place, such as "body:/taggingRequest/*/context/id", is another.
// Call it after [Stream.End]. ok is false when the place holds no single text here, or a rule looks at more of it than can be
// asked about a text alone, such as base64: then such requests must be judged whole.
func (s *Stream) Like(place string) (l *Like, ok bool) {
	if s.route.endpoint == nil {
		return nil, false
	}
	c, e := &s.collector, s.route.endpoint
	l = &Like{j: judgement{collector: c, provider: s.route.provider}, place: -1}
	for i := range c.record.Places {
		if c.record.Places[i].Text == place && len(c.record.Values[i]) == 1 && c.record.Values[i][0].Kind == check.String {
			l.place, l.value = i, &c.record.Values[i][0]
		}
	}
	if l.place < 0 || l.value.Twice {
		return nil, false
	}
	for _, m := range e.Media {
		if m.Place == l.place {
			l.media = append(l.media, m)
		}
	}
	if l.value.File != nil {
		if l.scheme = l.value.File.Carrier; l.scheme != check.URLFile || l.value.File.Fetch != check.NotFetched {
			return nil, false
		}
	}
	if e.Items != nil && !l.collect(e.Items.Rules) {
		return nil, false
	}
	for i := range e.Stages {
		if !l.collect(e.Stages[i].Rules) {
			return nil, false
		}
	}
	return l, true
}

// collect keeps the rules that look at the place; false when one cannot be asked about a text alone.
func (l *Like) collect(rules []spec.Rule) bool {
	for i := range rules {
		a := asking{rule: &rules[i], holds: check.Passed}
		asked := true
		for _, c := range a.rule.When {
			if c.Place == l.place {
				a.when = append(a.when, c)
			} else if holdsOne(l.j.collector, &c, l.value.Index, nil) == check.Failed {
				asked = false
			}
		}
		if how, _ := howAsked(l.j.endpoint, a.rule); !asked || how == onPlace || a.rule.Place != l.place && len(a.when) == 0 {
			continue
		}
		for _, kind := range append([]string{a.rule.Kind}, kinds(a.when)...) {
			if kind == "base64" || kind == "dataUrl" || kind == "parses" {
				return false
			}
		}
		a.holds, a.state = l.ask(&a)
		l.asks = append(l.asks, a)
	}
	return true
}

func kinds(when []spec.Condition) []string {
	var out []string
	for i := range when {
		out = append(out, when[i].Kind)
	}
	return out
}

func (l *Like) ask(a *asking) (holding, state check.State) {
	holding, state = holds(l.j.collector, a.when, l.value.Index, nil), check.Passed
	if holding != check.Failed && a.rule.Place == l.place {
		state = askValue(&l.j.record, a.rule.Check, l.value, a.rule.Fact, nil)
	}
	return holding, state
}

// Same reports whether a request with this text at the place gets the answers of the template, but for two things that the
// caller must see to: the length of the body, and that no two texts are equal where a rule wants them to differ. False means
// that it may get others: judge it whole.
func (l *Like) Same(text []byte) bool {
	if len(text) == 0 || len(text) > check.MaxText {
		return false
	}
	v := l.value
	v.Text, v.Bytes, v.Chars = text, int64(len(text)), countChars(text)
	if l.j.fetched.last(len(l.j.facts.Fetched), l.j.fetchedURL, text) >= 0 {
		return false
	}
	for i := range l.media {
		if m := &l.media[i]; m.As == "auto" && carrier(m.As, m.Schemes, v) != l.scheme {
			return false
		}
	}
	for i := range l.asks {
		if holding, state := l.ask(&l.asks[i]); holding != l.asks[i].holds || state != l.asks[i].state {
			return false
		}
	}
	return true
}
