package pages

import (
	"fmt"
	"sort"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// change says how the request of a case differs from the sample of its endpoint.
func change(e *spec.Endpoint, c *body.Node) string {
	request := c.Get("request")
	var d difference
	before := e.Sample
	if before == nil {
		before = &body.Node{Kind: body.Object}
	}
	for _, key := range [...]string{"method", "url"} {
		if a, b := before.Get(key), request.Get(key); b != nil && (a == nil || a.Text != b.Text) {
			d.add(key, b)
		}
	}
	d.objects("header:", lowered(before.Get("headers")), lowered(request.Get("headers")), false)
	d.values("body:", before.Get("json"), request.Get("json"))
	if text := request.Get("text"); text != nil && (before.Get("text") == nil || compact(before.Get("text")) != compact(text)) {
		d.out = append(d.out, "the body "+code(short(compact(text), 100)))
		d.dropped("body:")
	}
	if b := request.Get("base64"); b != nil {
		d.out = append(d.out, "the body "+code(short(b.Text, 100)))
	}
	d.objects("form:", parts(before.Get("form")), parts(request.Get("form")), false)
	words := strings.Join(d.out, ", ")
	if facts := knowing(changed(e.Given, c.Get("facts"))); len(facts) > 0 {
		words = strings.TrimPrefix(words+"; while ", "; while ") + strings.Join(facts, ", ")
	}
	if words == "" {
		words = "as it is"
	}
	return words
}

// difference collects what differs.
type difference struct{ out []string }

func (d *difference) add(place string, n *body.Node) {
	d.out = append(d.out, code(place)+" = "+code(short(compact(n), 120)))
}

func (d *difference) dropped(place string) {
	for i := range d.out {
		if d.out[i] == "without "+code(place) {
			d.out = append(d.out[:i], d.out[i+1:]...)
			return
		}
	}
}

// values compares two JSON values.
func (d *difference) values(place string, a, b *body.Node) {
	switch {
	case a == nil && b == nil:
	case b == nil:
		d.out = append(d.out, "without "+code(place))
	case a == nil:
		d.add(place, b)
	case a.Kind == body.Object && b.Kind == body.Object && recipe(a) == "" && recipe(b) == "":
		d.objects(place+"/", a, b, true)
	case a.Kind == body.Array && b.Kind == body.Array && len(a.Items) == len(b.Items):
		for i := range a.Items {
			d.values(fmt.Sprintf("%s/%d", place, i), a.Items[i], b.Items[i])
		}
	case compact(a) != compact(b):
		d.add(place, b)
	}
}

func (d *difference) objects(prefix string, a, b *body.Node, deep bool) {
	if b != nil {
		for _, m := range b.Members {
			switch old := a.Get(m.Key); {
			case deep:
				d.values(prefix+m.Key, old, m.Value)
			case old == nil || compact(old) != compact(m.Value):
				d.add(prefix+m.Key, m.Value)
			}
		}
	}
	if a != nil {
		for _, m := range a.Members {
			if b.Get(m.Key) == nil {
				d.out = append(d.out, "without "+code(prefix+m.Key))
			}
		}
	}
}

// lowered is headers with their names in lower case.
func lowered(n *body.Node) *body.Node {
	out := &body.Node{Kind: body.Object}
	if n != nil {
		for _, m := range n.Members {
			m.Key = strings.ToLower(m.Key)
			out.Members = append(out.Members, m)
		}
	}
	return out
}

// parts is the entries of a form by name, each as the words that stand for it.
func parts(form *body.Node) *body.Node {
	out := &body.Node{Kind: body.Object}
	if form != nil {
		for _, part := range form.Items {
			value := part.Get("value")
			if value == nil || part.Get("filename") != nil {
				words := strings.NewReplacer("<", "", ">", "").Replace(partValue(part))
				value = &body.Node{Kind: body.Object, Members: []body.Member{{Key: "$", Value: &body.Node{Kind: body.Number, Text: words}}}}
			}
			out.Members = append(out.Members, body.Member{Key: part.Get("name").Text, Value: value})
		}
	}
	return out
}

// changed is the facts of a case that the sample does not have.
func changed(given, facts *body.Node) *body.Node {
	out := &body.Node{Kind: body.Object}
	if facts != nil {
		for _, m := range facts.Members {
			if old := given.Get(m.Key); old == nil || compact(old) != compact(m.Value) {
				out.Members = append(out.Members, m)
			}
		}
	}
	return out
}

// known says what facts say.
func knowing(facts *body.Node) []string {
	var out []string
	for _, m := range facts.Members {
		switch m.Key {
		case "fetched":
			for _, u := range m.Value.Members {
				words := code(u.Key) + " holds " + code(compact(u.Value))
				if u.Value.Get("failed") != nil {
					words = code(u.Key) + " cannot be downloaded"
				}
				out = append(out, words)
			}
		case "decoded":
			for _, u := range m.Value.Members {
				out = append(out, code(u.Key)+map[bool]string{true: " decodes", false: " does not decode"}[u.Value.True])
			}
		default:
			out = append(out, code(m.Key)+" is "+code(short(compact(m.Value), 80)))
		}
	}
	sort.Strings(out)
	return out
}
