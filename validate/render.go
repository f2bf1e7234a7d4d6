package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// accepted is the answer to a request that passes. Beside its look no request changes it.
func (j *judgement) accepted() *fixedAnswer {
	e := j.endpoint
	look := j.lookOf(e.Accepts.Variants, e.Accepts.Envelope)
	kept := &j.plan.accepted[look.number]
	if a := kept.Load(); a != nil {
		return a
	}
	a := &Answer{Accepted: true, Status: e.Accepts.Status, When: "now", Trust: e.Trust, StatusTrust: e.Trust}
	if look.variant != nil {
		a.Status = other(look.variant.Status, a.Status)
	}
	if look.envelope >= 0 {
		names := names{lists: [2][]spec.Text{e.Accepts.Vars}, judgement: j, answer: a}
		names.wrap(&j.provider.Envelopes[look.envelope])
	}
	fixed := fixAnswer(a)
	kept.Store(fixed)
	return fixed
}

// refusal is the answer of an error that a rule earns; also as a fixed one, when no request changes it.
func (j *judgement) refusal(e *spec.Error, look look, r *result) (a *Answer, fixed *fixedAnswer) {
	a = &Answer{Error: e.ID, Code: e.Code, Status: e.Status, StatusTrust: e.StatusTrust, Message: e.Message, When: e.When, Trust: max(e.Trust, r.rule.Trust)}
	if look.variant != nil {
		a.become(look.variant)
	}
	names := names{lists: [2][]spec.Text{r.rule.Fills, e.Vars}, judgement: j, result: r}
	a.Message = fill(a.Message, e.Holes, &names)
	names.answer, names.error = a, e
	if look.envelope >= 0 {
		names.wrap(&j.provider.Envelopes[look.envelope])
	}
	if !names.vary {
		fixed = fixAnswer(a)
	}
	return a, fixed
}

// become makes the answer that of a variant.
//
//go:noinline
func (a *Answer) become(v *spec.Variant) {
	a.Code, a.Message, a.Status = other(v.Code, a.Code), other(v.Message, a.Message), other(v.Status, a.Status)
}

func other[T any](given *T, or T) T {
	if given != nil {
		return *given
	}
	return or
}

// names is the texts for the holes of an answer.
type names struct {
	lists [2][]spec.Text // the first that has a name counts
	*judgement
	result *result
	answer *Answer
	error  *spec.Error
	vary   bool // a text was asked for that depends on the request
}

func (n *names) get(name string) (string, bool) {
	for _, list := range n.lists {
		for i := range list {
			if list[i].Name == name {
				return list[i].Value, true
			}
		}
	}
	if r := n.result; r != nil {
		switch name {
		case "field":
			if r.rule.Place < 0 {
				return r.rule.Fact, true
			}
			return n.record.Places[r.rule.Place].Field(), true
		case "want":
			return r.rule.Check.Want(), true
		case "at", "got", "method", "path", "host":
			n.vary = true
			return n.found(name, r), true
		}
	}
	if a := n.answer; a != nil {
		switch name {
		case "status":
			return decimal(int64(a.Status)), true
		case "code":
			return a.Code, n.error != nil
		case "message":
			return a.Message, n.error != nil
		}
	}
	if e := n.error; e != nil {
		switch name {
		case "key":
			return e.Key, true
		case "error":
			return e.ID, true
		}
	}
	return "", false
}

// found is a text that depends on the request.
func (n *names) found(name string, r *result) string {
	switch name {
	case "at":
		return r.at
	case "got":
		return r.got()
	case "method":
		return n.plain(spec.MethodPlace)
	case "path":
		return n.plain(spec.PathPlace)
	}
	return n.plain(spec.HostPlace)
}

// plain is the text at a place that every request has.
func (j *judgement) plain(place int) string {
	if values := j.record.Values[place]; len(values) > 0 {
		return string(values[0].Text)
	}
	return ""
}

// fill puts texts into the holes of a message. What looks like a hole in such a text is none.
func fill(message string, holes []spec.Text, names *names) string {
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

// wrap renders the headers and the body of an answer.
func (n *names) wrap(e *spec.Envelope) {
	a := n.answer
	a.ContentType = e.ContentType
	if len(e.Headers) > 0 {
		n.wrapHeaders(e.Headers)
	}
	a.Body = string(render(nil, e.Body, n))
}

func (n *names) wrapHeaders(headers []spec.Header) {
	for i := range headers {
		n.answer.Headers = append(n.answer.Headers, Header{headers[i].Name, oneLine(render(nil, headers[i].Value, n))})
	}
}

func render(out []byte, t spec.Template, names *names) []byte {
	for i := range t {
		p := &t[i]
		value := p.Text
		if p.Hole {
			value = names.inHole(value)
			quoted := p.How == spec.Quoted
			if quoted || p.How == spec.Bare && !body.IsNumber(value) {
				start := len(out)
				out = spec.AppendJSON(out, value)
				if quoted { // the template has the quotes
					out = out[:start+copy(out[start:], out[start+1:len(out)-1])]
				}
				continue
			}
		}
		out = append(out, value...)
	}
	return out
}

// inHole is the text for a hole; its name when there is none.
func (n *names) inHole(name string) string {
	value, ok := n.get(name)
	if !ok {
		value = "<" + name + ">"
	}
	return value
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
