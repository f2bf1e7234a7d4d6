package check

import (
	"github.com/willpass/willpass/validate/body"
)

// Limit is a bound as a document states it. Low and High differ where the unit is ambiguous: "5MB" is 5 000 000 or
// 5 242 880 bytes, and between the two nobody can say.
type Limit struct {
	Low, High Micro
	Fact      string // the number is this fact
	Words     string // as written; of a fact the default, if it has one
}

// limit reads `5`, `"5MB"`, `"5MiB"` or `{"fact":"maxSide"}`.
func (p *Params) limit(n *body.Node) *Limit {
	switch n.Kind {
	case body.Number:
		if m, ok := ParseMicro([]byte(n.Text)); ok {
			return &Limit{Low: m, High: m, Words: m.String()}
		}
	case body.String:
		if l, ok := sizeLimit(n.Text); ok {
			return l
		}
	case body.Object:
		p.Doc.Only(n, "fact")
		if id := p.Doc.NeedText(n, "fact"); id != "" {
			p.UseFact(n, id)
			return &Limit{Fact: id, Words: p.factWords(id)}
		}
		return nil
	}
	p.Doc.Note(n, `want a limit: a number, a size such as "5MB" or "5MiB", or {"fact":"id"}`)
	return nil
}

// factWords is the number that a fact is taken as; a fact without default is a limit that nobody published.
func (p *Params) factWords(id string) string {
	if p.Default != nil {
		if m, ok := ParseMicro([]byte(p.Default(id))); ok {
			return m.String()
		}
	}
	return notPublished(id)
}

func notPublished(fact string) string {
	return "the provider's limit (not published: fact " + fact + ")"
}

// sizeLimit reads a number with a unit; the letter case of the unit counts, since "MB" is ambiguous and "MiB" is not.
func sizeLimit(text string) (*Limit, bool) {
	end := 0
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '.') {
		end++
	}
	m, ok := ParseMicro([]byte(text[:end]))
	if !ok {
		return nil, false
	}
	low, high := Micro(1), Micro(1)
	switch text[end:] {
	case "":
	case "KB":
		low, high = 1000, 1<<10
	case "MB":
		low, high = 1_000_000, 1<<20
	case "GB":
		low, high = 1_000_000_000, 1<<30
	case "KiB":
		low, high = 1<<10, 1<<10
	case "MiB":
		low, high = 1<<20, 1<<20
	case "GiB":
		low, high = 1<<30, 1<<30
	default:
		return nil, false
	}
	words := text
	if end < len(text) {
		words = text[:end] + " " + text[end:]
	}
	return &Limit{Low: times(m, low), High: times(m, high), Words: words}, true
}

func times(m, factor Micro) Micro {
	if factor > 1 && m > (1<<63-1)/factor {
		return 1<<63 - 1
	}
	return m * factor
}

// value is the bound with the caller's fact filled in; false when the fact is not known.
func (l *Limit) value(r *Record) (low, high Micro, ok bool) {
	if l.Fact == "" {
		return l.Low, l.High, true
	}
	v := r.Fact(l.Fact)
	if v == nil || v.Kind == Unknown || v.Kind == Absent {
		return 0, 0, false
	}
	m, ok := ParseMicro(v.Text)
	return m, m, ok
}
