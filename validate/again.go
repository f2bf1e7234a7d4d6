package validate

import "github.com/willpass/willpass/validate/check"

// Again judges the same request with other facts, without its body: a first verdict names what it needs, the caller
// gets it and asks again. Facts replaces all facts given before. Call it after [Stream.End].
func (s *Stream) Again(facts Facts) Verdict {
	if s.route.endpoint == nil {
		return s.End()
	}
	c := &s.collector
	c.learnFacts(&facts)
	c.record.Now, c.record.Facts = facts.Now, factValues(c.record.Facts, s.route.rules.more[s.route.number].facts, s.route.provider, &facts)
	for _, m := range c.endpoint.Media {
		values := c.record.Values[m.Place]
		for i := range values {
			switch f := values[i].File; f {
			case nil, &c.blank:
			case &c.link:
				values[i].File = &c.blank
			default:
				f.Carrier, f.Fetch, f.Decodes = check.NoFile, check.NotFetched, check.NotKnown
			}
		}
	}
	c.carry()
	return s.judgement.judge(&s.route, c)
}

// Texts is what a place such as "body:/taggingRequest/*/context/id" holds, in the order of the request: texts and numbers
// as written. Only places that a rule of the endpoint names are known. Complete is false when the request holds more than
// is kept: more values than [check.MaxValues], or a text longer than [check.MaxText] bytes. Call it after [Stream.End].
func (s *Stream) Texts(place string) (texts []string, complete bool) {
	if s.route.endpoint == nil {
		return nil, true
	}
	r := &s.collector.record
	for i := range r.Places {
		if r.Places[i].Text != place {
			continue
		}
		complete = !r.Full[i]
		for k := range r.Values[i] {
			v := &r.Values[i][k]
			if v.Kind != check.String && v.Kind != check.Number {
				continue
			}
			texts = append(texts, string(v.Text))
			complete = complete && !v.Cut && !v.Lost()
		}
		return texts, complete
	}
	return nil, true
}
