package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// accepted is the answer to a request that passes.
func (j *judgement) accepted() Answer {
	a := Answer{Accepted: true, Status: j.endpoint.Accepts.Status, When: "now", Trust: j.endpoint.Trust}
	a.StatusTrust = a.Trust
	if number := j.endpoint.Accepts.Envelope; number >= 0 {
		j.wrap(&a, &j.provider.Envelopes[number], vars{j.endpoint.Accepts.Vars, {{Name: "status", Value: decimal(int64(a.Status))}}})
	}
	return a
}

// refusal is the answer of an error that a rule earns.
func (j *judgement) refusal(e *spec.Error, r *result) Answer {
	a := Answer{Error: e.ID, Code: e.Code, Status: e.Status, StatusTrust: e.StatusTrust, Message: e.Message, When: e.When, Trust: max(e.Trust, r.rule.Trust)}
	envelope := e.Envelope
	for i := range e.Variants {
		if v := &e.Variants[i]; holds(&j.record, v.When, check.NoIndex, nil) == check.Passed {
			a.Code, a.Message = other(v.Code, a.Code), other(v.Message, a.Message)
			a.Status, envelope = other(v.Status, a.Status), other(v.Envelope, envelope)
			break
		}
	}
	field := r.rule.Fact
	if r.rule.Place >= 0 {
		field = j.record.Places[r.rule.Place].Field()
	}
	names := vars{r.rule.Fills, e.Vars, {
		{Name: "field", Value: field}, {Name: "at", Value: r.at}, {Name: "got", Value: r.got}, {Name: "want", Value: r.rule.Check.Want()},
		{Name: "method", Value: j.plain(spec.MethodPlace)}, {Name: "path", Value: j.plain(spec.PathPlace)}, {Name: "host", Value: j.plain(spec.HostPlace)},
	}}
	a.Message = fill(a.Message, e.Holes, names)
	names = append(names, []spec.Text{{Name: "code", Value: a.Code}, {Name: "status", Value: decimal(int64(a.Status))}, {Name: "message", Value: a.Message},
		{Name: "key", Value: e.Key}, {Name: "error", Value: e.ID}})
	if envelope >= 0 {
		j.wrap(&a, &j.provider.Envelopes[envelope], names)
	}
	return a
}

func other[T any](given *T, or T) T {
	if given != nil {
		return *given
	}
	return or
}

// plain is the text at a place that every request has.
func (j *judgement) plain(place int) string {
	if values := j.record.Values[place]; len(values) > 0 {
		return string(values[0].Text)
	}
	return ""
}

// fill puts texts into the holes of a message. What looks like a hole in such a text is none.
func fill(message string, holes []spec.Text, names vars) string {
	out := ""
	for {
		at, next := len(message), -1
		for i := range holes {
			if n := strings.Index(message, holes[i].Name); n >= 0 && n < at && holes[i].Name != "" {
				at, next = n, i
			}
		}
		if out += message[:at]; next < 0 {
			return out
		}
		value, ok := names.get(holes[next].Value)
		if !ok || value == "" {
			value = "<" + holes[next].Value + ">"
		}
		out, message = out+value, message[at+len(holes[next].Name):]
	}
}

// vars is lists of named texts; the first that has a name counts.
type vars [][]spec.Text

func (v vars) get(name string) (string, bool) {
	for _, list := range v {
		for i := range list {
			if list[i].Name == name {
				return list[i].Value, true
			}
		}
	}
	return "", false
}

// wrap renders the headers and the body of an answer.
func (j *judgement) wrap(a *Answer, e *spec.Envelope, names vars) {
	a.ContentType = e.ContentType
	for i := range e.Headers {
		a.Headers = append(a.Headers, Header{e.Headers[i].Name, oneLine(render(nil, e.Headers[i].Value, names))})
	}
	a.Body = string(render(nil, e.Body, names))
}

func render(out []byte, t spec.Template, names vars) []byte {
	for i := range t {
		p := &t[i]
		if !p.Hole {
			out = append(out, p.Text...)
			continue
		}
		value, ok := names.get(p.Text)
		if !ok {
			value = "<" + p.Text + ">"
		}
		switch {
		case p.How == spec.Quoted:
			text := spec.AppendJSON(nil, value)
			out = append(out, text[1:len(text)-1]...)
		case p.How == spec.Bare && !isNumber(value):
			out = spec.AppendJSON(out, value)
		default:
			out = append(out, value...)
		}
	}
	return out
}

// isNumber reports whether text is a number of JSON.
func isNumber(text string) bool {
	n, _ := body.Parse([]byte(text))
	return n.Is(body.Number)
}

// oneLine is the value of a header: a line break in it would begin another one.
func oneLine(text []byte) string {
	for i, b := range text {
		if b == '\r' || b == '\n' || b == 0 {
			text[i] = ' '
		}
	}
	return string(text)
}
