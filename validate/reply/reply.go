// Package reply reads a provider's real responses by the envelopes in its documents: where does the code lie, where the
// message, where the id of a new task?
package reply

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/willpass/willpass/validate/spec"
)

// Reply is what a response holds at the places that an envelope names.
type Reply struct {
	Envelope string            // id
	Holes    map[string]string // by name: code, message, status, taskId, …; numbers as written
}

// Failure reads a response as one of the envelopes that errors of the provider come in; ok is false when it is in none.
func Failure(p *spec.Provider, body []byte) (r Reply, ok bool) {
	tried := map[int]bool{}
	for i := range p.Errors {
		n := p.Errors[i].Envelope
		if n < 0 || tried[n] {
			continue
		}
		tried[n] = true
		for _, e := range p.Dresses(n) {
			if r, ok := Read(e, body); ok && r.Holes["code"] != "" {
				return r, true
			}
		}
	}
	return Reply{}, false
}

// Success reads a response as that of an endpoint to a request that it accepts.
func Success(p *spec.Provider, e *spec.Endpoint, body []byte) (r Reply, ok bool) {
	envelopes := p.Dresses(e.Accepts.Envelope)
	for _, v := range e.Accepts.Variants {
		if v.Envelope != nil {
			envelopes = append(envelopes, p.Dresses(*v.Envelope)...)
		}
	}
	for _, envelope := range envelopes {
		if r, ok := Read(envelope, body); ok {
			return r, true
		}
	}
	return Reply{}, false
}

// Read reads a body as one envelope. A JSON body must have every member of the envelope, with its literal values; further
// members do not matter. Any other body must have every literal text of the envelope in its order.
func Read(e *spec.Envelope, body []byte) (r Reply, ok bool) {
	r = Reply{Envelope: e.ID, Holes: map[string]string{}}
	if len(e.Body) == 0 {
		return r, len(body) == 0
	}
	shape, isJSON := parse([]byte(template(e.Body)))
	if !isJSON {
		return r, text(e.Body, string(body), r.Holes)
	}
	value, valid := parse(body)
	return r, valid && match(shape, value, r.Holes)
}

// The marks of a hole inside a text of a shape: characters that no envelope uses.
const (
	opens  = "\uE000"
	closes = "\uE001"
)

// template is the envelope as JSON whose holes are marked texts.
func template(t spec.Template) string {
	var b strings.Builder
	for _, p := range t {
		switch {
		case !p.Hole:
			b.WriteString(p.Text)
		case p.How == spec.Bare:
			b.WriteString(`"` + opens + p.Text + closes + `"`)
		default:
			b.WriteString(opens + p.Text + closes)
		}
	}
	return b.String()
}

func parse(text []byte) (value any, ok bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&value) != nil || d.More() {
		return nil, false
	}
	return value, true
}

// match compares a value with a shape and fills the holes.
func match(shape, value any, holes map[string]string) bool {
	switch s := shape.(type) {
	case map[string]any:
		v, ok := value.(map[string]any)
		if !ok {
			return false
		}
		for name, member := range s {
			got, there := v[name]
			if !there || !match(member, got, holes) {
				return false
			}
		}
		return true
	case []any:
		v, ok := value.([]any)
		return ok && (len(s) == 0 || len(v) == 0 || match(s[0], v[0], holes))
	case string:
		if name, whole := hole(s); whole {
			holes[name] = scalar(value)
			return true
		}
		v, ok := value.(string)
		return ok && text(pieces(s), v, holes)
	}
	return scalar(shape) == scalar(value)
}

// hole is the name of the hole that a marked text is as a whole.
func hole(s string) (name string, whole bool) {
	inside, ok := strings.CutPrefix(s, opens)
	name, rest, found := strings.Cut(inside, closes)
	return name, ok && found && rest == ""
}

// pieces is a marked text as a template.
func pieces(s string) spec.Template {
	var t spec.Template
	for s != "" {
		before, rest, found := strings.Cut(s, opens)
		if before != "" {
			t = append(t, spec.Piece{Text: before})
		}
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, closes)
		t = append(t, spec.Piece{Text: name, Hole: true})
		s = after
	}
	return t
}

// text compares a text with a template; a hole reaches to the next literal text.
func text(t spec.Template, s string, holes map[string]string) bool {
	name := ""
	for _, p := range t {
		if p.Hole {
			name = p.Text
			continue
		}
		before, after, found := strings.Cut(s, p.Text)
		if !found || name == "" && before != "" {
			return false
		}
		if name != "" {
			holes[name], name = before, ""
		}
		s = after
	}
	if name != "" {
		holes[name], s = s, ""
	}
	return s == ""
}

// scalar is a value as text; "" for objects, arrays and null.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return ""
}
