package cases

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// draft is an endpoint's sample while it is being edited: a request and facts in the form of case files, recipes and all.
type draft struct {
	endpoint *spec.Endpoint
	request  *node
	facts    *node
}

func newDraft(e *spec.Endpoint, sample *body.Node) *draft {
	d := &draft{endpoint: e, request: copyOf(sample), facts: object()}
	if e.Given != nil {
		d.facts = copyOf(e.Given)
	}
	return d
}

// at is the value at a place of the sample; nil when there is none. * is the first element.
func (d *draft) at(place check.Place) *node {
	switch place.Root {
	case check.AtMethod:
		return d.request.get("method")
	case check.AtFact:
		return d.facts.get(place.Name)
	case check.AtHeader:
		if headers := d.request.get("headers"); headers != nil {
			for _, m := range headers.members {
				if strings.EqualFold(m.name, place.Name) {
					return m.value
				}
			}
		}
	case check.AtForm:
		if form := d.request.get("form"); form != nil {
			for _, entry := range form.items {
				if name := entry.get("name"); name != nil && name.text() == place.Name {
					return entry
				}
			}
		}
	case check.AtJSON:
		n := d.request.get("json")
		for _, token := range place.Tokens {
			if n = n.step(token); n == nil {
				return nil
			}
		}
		return n
	case check.AtHost, check.AtPath, check.AtPathParam, check.AtQuery:
		if value, found := d.url().at(d.endpoint, place); found {
			return text(value)
		}
	}
	return nil
}

// step is the member or element that a token of a JSON pointer names; nil when there is none.
func (n *node) step(token string) *node {
	if n == nil || n.kind != '[' {
		if n != nil && n.kind == '{' {
			return n.get(token)
		}
		return nil
	}
	if i := index(token); i < len(n.items) {
		return n.items[i]
	}
	return nil
}

// index is the number of an element; * is the first.
func index(token string) int {
	i, _ := strconv.Atoi(token)
	return max(i, 0)
}

// set puts a value at a place, and what is missing above it. In a form, a value that is not an entry becomes one.
func (d *draft) set(place check.Place, value *node) error {
	switch place.Root {
	case check.AtMethod:
		d.request.put("method", value)
	case check.AtFact:
		d.facts.put(place.Name, value)
	case check.AtHeader:
		d.drop(place)
		d.request.member("headers", '{').put(place.Name, value)
	case check.AtForm:
		d.setForm(place.Name, value)
	case check.AtBody:
		return d.setBody(value)
	case check.AtJSON:
		if len(place.Tokens) == 0 {
			d.request.put("json", value)
			return nil
		}
		return d.setJSON(place, value)
	default:
		url := d.url()
		if err := url.set(d.endpoint, place, value.text()); err != nil {
			return err
		}
		d.request.put("url", text(url.String()))
	}
	return nil
}

// setJSON puts a value into the JSON body. Objects that have to be made for it get the other members that rules require.
func (d *draft) setJSON(place check.Place, value *node) error {
	made := len(place.Tokens)
	for made > 1 && d.at(check.Place{Root: check.AtJSON, Tokens: place.Tokens[:made-1]}) == nil {
		made--
	}
	if err := d.request.member("json", '{').grow(place.Tokens, value); err != nil {
		return err
	}
	for _, stage := range d.endpoint.Stages {
		for _, r := range stage.Rules {
			if _, required := r.Check.(check.Required); !required || r.Place < 0 || !r.Trust.Hard() {
				continue
			}
			other := d.endpoint.Places[r.Place]
			above := len(other.Tokens) - 1
			if above < made || above >= len(place.Tokens) || !sameTokens(other.Tokens[:above], place.Tokens[:above]) || d.at(other) != nil {
				continue
			}
			if err := d.setJSON(other, d.someValue(other)); err != nil {
				return err
			}
		}
	}
	return nil
}

// sameTokens reports whether two places are the same when * is the first element.
func sameTokens(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] && !(index(a[i]) == 0 && index(b[i]) == 0 && (a[i] == "*" || b[i] == "*")) {
			return false
		}
	}
	return true
}

func (n *node) grow(tokens []string, value *node) error {
	next := value
	if len(tokens) > 1 {
		if next = n.step(tokens[0]); next == nil || next.kind != '{' && next.kind != '[' {
			next = object()
			if tokens[1] == "*" {
				next.kind = '['
			}
		}
		if err := next.grow(tokens[1:], value); err != nil {
			return err
		}
	}
	switch {
	case n.kind == '{' && n.recipe() == "":
		n.put(tokens[0], next)
	case n.kind == '[' && index(tokens[0]) < len(n.items):
		n.items[index(tokens[0])] = next
	case n.kind == '[':
		n.items = append(n.items, next)
	default:
		return fmt.Errorf("the sample has nothing to put %s into", tokens[0])
	}
	return nil
}

func (d *draft) setForm(name string, value *node) {
	form := d.request.member("form", '[')
	if value.kind != '{' || value.get("value") == nil && value.get("file") == nil {
		entry := object()
		entry.put("value", value)
		value = entry
	}
	entry := object()
	entry.put("name", text(name))
	for _, m := range value.members {
		entry.put(m.name, m.value)
	}
	for i, old := range form.items {
		if old.get("name").text() == name {
			form.items[i] = entry
			return
		}
	}
	form.items = append(form.items, entry)
}

// repeat sends a part of the form n times.
func (d *draft) repeat(place check.Place, n int64) error {
	if d.at(place) == nil {
		if err := d.set(place, d.someValue(place)); err != nil {
			return err
		}
	}
	part := d.at(place)
	d.drop(place)
	form := d.request.member("form", '[')
	for range n {
		form.items = append(form.items, part.clone())
	}
	return nil
}

// setBody sends raw text instead of the body, under the media type that the body had.
func (d *draft) setBody(value *node) error {
	mediaType := check.Place{Root: check.AtHeader, Name: "content-type"}
	if d.at(mediaType) == nil {
		switch {
		case d.request.get("json") != nil:
			d.request.member("headers", '{').put("Content-Type", text("application/json"))
		case d.request.get("form") != nil:
			d.request.member("headers", '{').put("Content-Type", text("multipart/form-data; boundary="+boundary))
		}
	}
	for _, kind := range [...]string{"json", "form", "text", "base64", "file"} {
		d.request.drop(kind)
	}
	d.request.put("text", value)
	return nil
}

// drop removes what is at a place, if anything is.
func (d *draft) drop(place check.Place) {
	switch place.Root {
	case check.AtMethod:
		d.request.drop("method")
	case check.AtFact:
		d.facts.drop(place.Name)
	case check.AtHeader:
		headers := d.request.get("headers")
		if headers == nil {
			return
		}
		for _, m := range headers.members {
			if strings.EqualFold(m.name, place.Name) {
				headers.drop(m.name)
				return
			}
		}
	case check.AtForm:
		form := d.request.get("form")
		if form == nil {
			return
		}
		for i, entry := range form.items {
			if entry.get("name").text() == place.Name {
				form.items = append(form.items[:i], form.items[i+1:]...)
				return
			}
		}
	case check.AtJSON:
		d.dropJSON(place)
	case check.AtBody:
		for _, kind := range [...]string{"json", "form", "text", "base64", "file"} {
			d.request.drop(kind)
		}
	case check.AtQuery:
		url := d.url()
		url.dropQuery(place.Name)
		d.request.put("url", text(url.String()))
	}
}

func (d *draft) dropJSON(place check.Place) {
	if len(place.Tokens) == 0 {
		d.request.drop("json")
		return
	}
	last := len(place.Tokens) - 1
	above := d.at(check.Place{Root: check.AtJSON, Tokens: place.Tokens[:last]})
	switch token := place.Tokens[last]; {
	case above == nil:
	case above.kind == '{':
		above.drop(token)
	case above.kind == '[' && index(token) < len(above.items):
		i := index(token)
		above.items = append(above.items[:i], above.items[i+1:]...)
	}
}
