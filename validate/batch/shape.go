package batch

import (
	"bytes"
	"errors"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// shape is the body of a request, cut where entries, contents and ids go.
type shape struct {
	array, contentAt, idAt string // places
	fact                   string // holds the ids sent before; "" when the endpoint has no such rule
	adds                   bool   // requests add to a task that exists

	before, after []byte
	entry         [3][]byte // around the two texts
	idFirst       bool
	content, id   string // of the template's entry
}

// shapeOf finds out from the documents where entries, files and ids lie, and cuts text, or the sample, there.
func shapeOf(e *spec.Endpoint, text string) (shape, error) {
	var s shape
	for i := range e.Stages {
		for k := range e.Stages[i].Rules {
			r := &e.Stages[i].Rules[k]
			c, ok := r.Check.(check.Unique)
			if !ok || r.Place < 0 {
				continue
			}
			s.idAt = e.Places[r.Place].Text
			if c.Fact() != "" {
				s.fact, s.adds = c.Fact(), true
			}
		}
	}
	array, _, found := strings.Cut(s.idAt, "/*/")
	if s.array = array; !found {
		return s, errNoBatch
	}
	for _, m := range e.Media {
		if at := e.Places[m.Place].Text; strings.HasPrefix(at, array+"/*/") && s.contentAt == "" {
			s.contentAt = at
		}
	}
	if s.contentAt == "" || e.Body != spec.JSONBody {
		return s, errNoBatch
	}
	var root *body.Node
	if text != "" {
		f := doc.Parse("Body", []byte(text))
		if len(f.Problems) > 0 {
			return s, errors.New(f.Problems[0].String())
		}
		root = f.Root
	} else if e.Sample != nil {
		root = e.Sample.Get("json")
	}
	return s, s.cut(root)
}

// Marks that stand for the two texts of an entry while the template is written.
const (
	contentMark = "\uE000content\uE001"
	idMark      = "\uE000id\uE001"
)

// cut writes the template with marks and cuts it at them.
func (s *shape) cut(root *body.Node) error {
	if root == nil {
		return errNoBatch
	}
	w := templater{shape: s}
	w.write(root, "body:")
	text := string(w.out)
	content, id := strings.Index(text, `"`+contentMark+`"`), strings.Index(text, `"`+idMark+`"`)
	if content < 0 || id < 0 {
		return errors.New("want one entry with a text at " + s.contentAt + " and one at " + s.idAt)
	}
	s.before, s.after = w.out[:w.start], bytes.Clone(w.out[w.end:])
	first, second := contentMark, idMark
	if s.idFirst = id < content; s.idFirst {
		first, second = second, first
	}
	a, rest, _ := strings.Cut(string(w.out[w.start:w.end]), `"`+first+`"`)
	b, c, _ := strings.Cut(rest, `"`+second+`"`)
	s.entry = [3][]byte{[]byte(a), []byte(b), []byte(c)}
	return nil
}

// templater writes a JSON value without white space, of the array its first entry only.
type templater struct {
	shape      *shape
	out        []byte
	start, end int // of the entry
}

func (w *templater) write(n *body.Node, at string) {
	switch n.Kind {
	case body.Object:
		w.out = append(w.out, '{')
		for i := range n.Members {
			if i > 0 {
				w.out = append(w.out, ',')
			}
			w.out = append(spec.AppendJSON(w.out, n.Members[i].Key), ':')
			w.write(n.Members[i].Value, at+"/"+n.Members[i].Key)
		}
		w.out = append(w.out, '}')
	case body.Array:
		items := n.Items
		isEntries := at == w.shape.array
		if isEntries && len(items) > 1 {
			items = items[:1]
		}
		w.out = append(w.out, '[')
		for i, item := range items {
			if i > 0 {
				w.out = append(w.out, ',')
			}
			start := len(w.out)
			w.write(item, at+"/*")
			if isEntries {
				w.start, w.end = start, len(w.out)
			}
		}
		w.out = append(w.out, ']')
	case body.String:
		text := n.Text
		switch at {
		case w.shape.contentAt:
			w.shape.content, text = text, contentMark
		case w.shape.idAt:
			w.shape.id, text = text, idMark
		}
		w.out = spec.AppendJSON(w.out, text)
	case body.Bool:
		if n.True {
			w.out = append(w.out, "true"...)
		} else {
			w.out = append(w.out, "false"...)
		}
	case body.Null:
		w.out = append(w.out, "null"...)
	default:
		w.out = append(w.out, n.Text...)
	}
}

// one is a body with one entry.
func (s *shape) one(out []byte, content, id string) []byte {
	return append(s.append(append(out, s.before...), content, id), s.after...)
}

// append adds an entry.
func (s *shape) append(out []byte, content, id string) []byte {
	if s.idFirst {
		content, id = id, content
	}
	out = quote(append(out, s.entry[0]...), content)
	out = quote(append(out, s.entry[1]...), id)
	return append(out, s.entry[2]...)
}

// quote writes a JSON text; most need no escape.
func quote(out []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return spec.AppendJSON(out, text)
		}
	}
	return append(append(append(out, '"'), text...), '"')
}

func isContentType(name string) bool { return strings.EqualFold(name, "Content-Type") }

// limits is how many entries a request takes and how long its body may be, as far as documents say; 0 = they do not.
func limits(e *spec.Endpoint, array string) (most int, longest int64) {
	for i := range e.Stages {
		for k := range e.Stages[i].Rules {
			r := &e.Stages[i].Rules[k]
			if r.Place < 0 || len(r.When) > 0 {
				continue
			}
			switch c := r.Check.(type) {
			case check.Items:
				if n := upper(c.Bounds); e.Places[r.Place].Text == array && n > 0 {
					most = int(n)
				}
			case check.Bytes:
				if n := upper(c.Bounds); r.Place == spec.BodyPlace && n > 0 {
					longest = n
				}
			}
		}
	}
	return most, longest
}

// upper is the largest whole number that surely is inside; 0 when there is no bound or nobody knows it.
func upper(b check.Bounds) int64 {
	whole := int64(check.Whole(1))
	switch {
	case b.Max != nil && b.Max.Fact == "" && !b.OpenEdge:
		return int64(b.Max.Low) / whole
	case b.Max != nil && b.Max.Fact == "":
		return int64(b.Max.Low)/whole - 1
	case b.Below != nil && b.Below.Fact == "":
		return int64(b.Below.Low)/whole - 1
	}
	return 0
}
