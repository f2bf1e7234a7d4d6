package spec

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Envelope is how an answer looks on the wire.
type Envelope struct {
	ID          string
	ContentType string
	Headers     []Header
	Body        Template
	Trust       Trust
	Source      int       // in Provider.Sources; -1 = none
	Variants    []Variant // which envelope comes in its place; the first whose conditions hold counts
}

// Header is a header line of an answer.
type Header struct {
	Name  string
	Value Template
}

// Template is a text with holes.
type Template []Piece

// Piece is literal text, or the name of a hole.
type Piece struct {
	Text string
	Hole bool
	How  Escape
}

// Escape is how the text for a hole is written.
type Escape uint8

// How holes are filled.
const (
	Raw    Escape = iota
	Quoted        // inside a JSON text: escaped
	Bare          // instead of a JSON text: a number as it is, everything else as a JSON text
)

func (l *loader) envelope(f *doc.File, n *body.Node) {
	f.Only(n, "id", "contentType", "headers", "body", "variants", "trust", "source", "about")
	e := Envelope{ID: f.NeedText(n, "id"), ContentType: f.Text(n, "contentType"), Trust: l.trust(f, n, "trust", Unfounded), Source: l.source(f, n, -1)}
	for i := range l.p.Envelopes {
		if l.p.Envelopes[i].ID == e.ID {
			f.Note(n, "the envelope "+e.ID+" is there twice")
		}
	}
	for _, m := range f.Members(n, "headers") {
		if f.Want(m.Value, body.String) {
			holesEnd(f, m.Value)
			e.Headers = append(e.Headers, Header{m.Key, pieces(m.Value.Text, false)})
		}
	}
	if b := n.Get("body"); b != nil {
		holesEnd(f, b)
		if b.Kind == body.String {
			e.Body = pieces(b.Text, strings.Contains(e.ContentType, "json"))
		} else {
			e.Body = compact(nil, b)
		}
	}
	l.p.Envelopes = append(l.p.Envelopes, e)
}

// envelopeVariants reads the variants of an envelope, when all envelopes are known.
func (l *loader) envelopeVariants(f *doc.File, n *body.Node) {
	var variants []Variant
	for _, v := range f.Objects(n, "variants") {
		f.Only(v, "when", "envelope", "trust", "source", "note")
		if variant := l.variant(f, v, nil); variant.Envelope != nil && *variant.Envelope >= 0 {
			variants = append(variants, variant)
		} else {
			f.Note(v, `want the id of another one in "envelope"`)
		}
	}
	if i := slices.IndexFunc(l.p.Envelopes, func(e Envelope) bool { return e.ID == f.Text(n, "id") }); i >= 0 {
		l.p.Envelopes[i].Variants = variants
	}
}

// Dresses is an envelope and those that may come in its place; none when the number is -1.
func (p *Provider) Dresses(envelope int) []*Envelope {
	if envelope < 0 {
		return nil
	}
	out := []*Envelope{&p.Envelopes[envelope]}
	for _, v := range out[0].Variants {
		out = append(out, &p.Envelopes[*v.Envelope])
	}
	return out
}

func (l *loader) envelopeID(f *doc.File, n *body.Node, key string) int {
	id := f.Text(n, key)
	if id == "" {
		return -1
	}
	ids := make([]string, len(l.p.Envelopes))
	for i := range l.p.Envelopes {
		if ids[i] = l.p.Envelopes[i].ID; ids[i] == id {
			return i
		}
	}
	f.Note(n.Get(key), "no envelope has the id "+id+doc.Nearest(id, ids))
	return -1
}

// holesEnd notes texts in n with a hole that has no end or no name.
func holesEnd(f *doc.File, n *body.Node) {
	for text := n.Text; n.Kind == body.String; {
		_, rest, found := strings.Cut(text, "{{")
		if !found {
			break
		}
		name, after, ends := strings.Cut(rest, "}}")
		if !ends || name == "" || strings.Contains(name, "{{") {
			f.Note(n, "want a name and }} after {{")
			break
		}
		text = after
	}
	for _, item := range n.Items {
		holesEnd(f, item)
	}
	for i := range n.Members {
		holesEnd(f, n.Members[i].Value)
	}
}

// pieces splits a text at its {{holes}}. In JSON a hole between quotes is escaped.
func pieces(text string, json bool) Template {
	var out Template
	inside := false
	for {
		before, rest, found := strings.Cut(text, "{{")
		if before != "" {
			out = append(out, Piece{Text: before})
		}
		if !found {
			return out
		}
		for i := range len(before) {
			if before[i] == '"' && (i == 0 || before[i-1] != '\\') {
				inside = !inside
			}
		}
		name, after, _ := strings.Cut(rest, "}}")
		how := Raw
		if json && inside {
			how = Quoted
		} else if json {
			how = Bare
		}
		out = append(out, Piece{Text: name, Hole: true, How: how})
		text = after
	}
}

// compact writes a JSON value without white space, in the order of the document.
func compact(out Template, n *body.Node) Template {
	lit := func(text string) { out = append(out, Piece{Text: text}) }
	switch n.Kind {
	case body.Object:
		for i := range n.Members {
			lit(opening(i, "{") + string(AppendJSON(nil, n.Members[i].Key)) + ":")
			out = compact(out, n.Members[i].Value)
		}
		if len(n.Members) == 0 {
			lit("{")
		}
		lit("}")
	case body.Array:
		for i := range n.Items {
			lit(opening(i, "["))
			out = compact(out, n.Items[i])
		}
		if len(n.Items) == 0 {
			lit("[")
		}
		lit("]")
	case body.String:
		if name, ok := strings.CutPrefix(n.Text, "{{"); ok && strings.HasSuffix(name, ":number}}") && !strings.Contains(name, "{{") {
			out = append(out, Piece{Text: strings.TrimSuffix(name, ":number}}"), Hole: true, How: Bare})
			break
		}
		lit(`"`)
		for _, p := range pieces(n.Text, false) {
			if p.Hole {
				p.How = Quoted
			} else {
				text := AppendJSON(nil, p.Text)
				p.Text = string(text[1 : len(text)-1])
			}
			out = append(out, p)
		}
		lit(`"`)
	case body.Number:
		lit(n.Text)
	case body.Bool:
		if n.True {
			lit("true")
		} else {
			lit("false")
		}
	default:
		lit("null")
	}
	return out
}

func opening(i int, bracket string) string {
	if i > 0 {
		return ","
	}
	return bracket
}

// AppendJSON writes text as a JSON text in quotes. Bytes that are not UTF-8 become U+FFFD; nothing else is changed.
func AppendJSON(out []byte, text string) []byte {
	out = append(out, '"')
	for {
		n, start := body.Printable(text), len(out)
		if n == len(text) {
			out = Longer(out, n+1)
			copy(out[start:], text)
			out[start+n] = '"'
			return out
		}
		c := text[n]
		if c != '"' && c != '\\' {
			return append(appendEscaped(out, text), '"')
		}
		out = Longer(out, n+2)
		to := out[start:]
		copy(to, text[:n])
		to[n], to[n+1] = '\\', c
		text = text[n+1:]
	}
}

// Longer is out with so many bytes more, of no value. It is append in less code, for a module that is compiled before the first verdict.
//
//go:noinline
func Longer(out []byte, n int) []byte {
	if end := len(out) + n; end <= cap(out) {
		return out[:end]
	}
	return append(out, make([]byte, n)...)
}

// appendEscaped writes the inside of a text.
func appendEscaped(out []byte, text string) []byte {
	from := 0 // what is not written yet begins here
	for i := 0; i < len(text); {
		if i += body.Printable(text[i:]); i == len(text) {
			break
		}
		b := text[i]
		if b >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			if i += n; r == utf8.RuneError && n == 1 {
				out = append(append(out, text[from:i-1]...), "\uFFFD"...)
				from = i
			}
			continue
		}
		escape, n := [...]byte{'\\', b, '0', '0', "0123456789abcdef"[b>>4], "0123456789abcdef"[b&15]}, 2
		switch b {
		case '"', '\\':
		case '\n':
			escape[1] = 'n'
		case '\r':
			escape[1] = 'r'
		case '\t':
			escape[1] = 't'
		default:
			escape[1], n = 'u', len(escape)
		}
		out = append(append(out, text[from:i]...), escape[:n]...)
		i++
		from = i
	}
	return append(out, text[from:]...)
}
