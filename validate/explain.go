package validate

import (
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// Explain finds entries of a provider's catalogue by code, key, our id, a piece of the message, HTTP status, or a whole answer of
// the provider: its body, JSON or plain text, with or without the status line and headers above it. The best matches come
// first; none when nothing fits. Without a text it is the whole catalogue.
func (r *Rules) Explain(provider, text string) []*spec.Error {
	p := r.Provider(provider)
	text = strings.TrimSpace(text)
	switch {
	case p == nil:
		return nil
	case text == "":
		return entries(p, func(*spec.Error) bool { return true })
	}
	if found := explainExact(p, text); found != nil {
		return found
	}
	a := readAnswer(text)
	for _, find := range [...]func() []*spec.Error{
		func() []*spec.Error { return a.explain(p) },
		func() []*spec.Error { return explainPiece(p, text) },
		func() []*spec.Error { return a.explainPieces(p) },
		func() []*spec.Error { return explainWords(p, text) },
		func() []*spec.Error { return explainStatus(p, text) },
	} {
		if found := find(); found != nil {
			return found
		}
	}
	return nil
}

func explainExact(p *spec.Provider, text string) []*spec.Error {
	return entries(p, func(e *spec.Error) bool {
		return e.ID == text || hasCode(e, func(code string) bool { return strings.EqualFold(code, text) })
	})
}

func entries(p *spec.Provider, take func(e *spec.Error) bool) []*spec.Error {
	var found []*spec.Error
	for i := range p.Errors {
		if take(&p.Errors[i]) {
			found = append(found, &p.Errors[i])
		}
	}
	return found
}

// hasCode reports whether is holds for a code or the key of e.
func hasCode(e *spec.Error, is func(code string) bool) bool {
	for i := range e.Variants {
		if code := e.Variants[i].Code; code != nil && *code != "" && is(*code) {
			return true
		}
	}
	return e.Code != "" && is(e.Code) || e.Key != "" && is(e.Key)
}

// explainPiece finds the entries whose message text is, or is a piece of, or has in it.
func explainPiece(p *spec.Provider, text string) []*spec.Error {
	lower := strings.ToLower(text)
	found := entries(p, func(e *spec.Error) bool { return fits(e, text) })
	found = append(found, entries(p, func(e *spec.Error) bool {
		return !fits(e, text) && (strings.Contains(strings.ToLower(e.Message), lower) || strings.Contains(e.ID, lower))
	})...)
	if found == nil {
		found = entries(p, func(e *spec.Error) bool {
			return len(e.Message) >= shortMessage && strings.Contains(lower, strings.ToLower(e.Message))
		})
	}
	return found
}

// shortMessage is the length below which a message may stand in a text by chance.
const shortMessage = 8

// explainWords finds the entries whose code is a word of the text.
func explainWords(p *spec.Provider, text string) []*spec.Error {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
	return entries(p, func(e *spec.Error) bool {
		return hasCode(e, func(code string) bool { return len(code) > 1 && slices.Contains(words, code) })
	})
}

func explainStatus(p *spec.Provider, text string) []*spec.Error {
	return entries(p, func(e *spec.Error) bool {
		return e.Status != 0 && (text == decimal(int64(e.Status)) || slices.ContainsFunc(e.Variants, func(v spec.Variant) bool {
			return v.Status != nil && text == decimal(int64(*v.Status))
		}))
	})
}

// answer is what an answer of a provider says: texts and numbers, and the names they stand under.
type answer struct {
	values []named
	names  []string
}

// named is a value and how deep in the body it stands; headers are at 1.
type named struct {
	text  string
	depth int
}

// readAnswer reads a body, and the status line and headers above it if they are there.
func readAnswer(text string) answer {
	var a answer
	for rest := text; rest != ""; {
		if root, _ := body.Parse([]byte(rest)); root != nil && (root.Kind == body.Object || root.Kind == body.Array) {
			a.add(root, 1)
			break
		}
		line, after, _ := strings.Cut(rest, "\n")
		rest = strings.TrimSpace(after)
		line = strings.TrimSpace(line)
		name, value, ok := strings.Cut(line, ":")
		switch {
		case strings.HasPrefix(line, "HTTP/"):
			if fields := strings.Fields(line); len(fields) > 1 {
				a.values = append(a.values, named{fields[1], 0})
			}
		case ok && !strings.Contains(name, " "):
			a.names = append(a.names, strings.TrimSpace(name))
			a.values = append(a.values, named{strings.TrimSpace(value), 1}, named{line, 1})
		default:
			a.values = append(a.values, named{line, 1})
		}
	}
	return a
}

func (a *answer) add(n *body.Node, depth int) {
	switch n.Kind {
	case body.String, body.Number:
		a.values = append(a.values, named{n.Text, depth})
	}
	for _, item := range n.Items {
		a.add(item, depth+1)
	}
	for i := range n.Members {
		a.names = append(a.names, n.Members[i].Key)
		a.add(n.Members[i].Value, depth+1)
	}
}

// explain finds the entries whose code or key is in the answer; those whose message is in it too are better, then those
// whose code stands deeper: what is said there is more exact. Of those alike, the ones come first whose answers look like this one.
func (a *answer) explain(p *spec.Provider) []*spec.Error {
	var best []*spec.Error
	most := 0
	for i := range p.Errors {
		score := a.score(&p.Errors[i])
		if score > most {
			best, most = nil, score
		}
		if score == most && score > 0 {
			best = append(best, &p.Errors[i])
		}
	}
	looks := make([]int, len(best))
	for i, e := range best {
		n := a.looks(p, e)
		k := i
		for ; k > 0 && looks[k-1] < n; k-- {
			looks[k], best[k] = looks[k-1], best[k-1]
		}
		looks[k], best[k] = n, e
	}
	return best
}

func (a *answer) score(e *spec.Error) int {
	code, message := 0, 0
	for _, v := range a.values {
		if v.text != "" && hasCode(e, func(code string) bool { return code == v.text }) {
			code = max(code, 1+v.depth)
		}
		if fits(e, v.text) {
			message = 1
		}
	}
	const deepest = 16
	switch {
	case code > 0:
		return (1+message)*2*deepest + min(code, deepest-1)
	case message > 0:
		return deepest
	}
	return 0
}

// looks counts the names of the answer that the envelope of e, or one of its variants, has.
func (a *answer) looks(p *spec.Provider, e *spec.Error) int {
	most := envelopeNames(p, e.Envelope, a.names)
	for i := range e.Variants {
		if envelope := e.Variants[i].Envelope; envelope != nil {
			most = max(most, envelopeNames(p, *envelope, a.names))
		}
	}
	return most
}

func envelopeNames(p *spec.Provider, envelope int, names []string) int {
	most := 0
	for _, e := range p.Dresses(envelope) {
		literal := ""
		for _, piece := range e.Body {
			if !piece.Hole {
				literal += piece.Text
			}
		}
		count := 0
		for _, name := range names {
			if strings.Contains(literal, `"`+name+`":`) || slices.ContainsFunc(e.Headers, func(h spec.Header) bool { return equalFold(h.Name, name) }) {
				count++
			}
		}
		most = max(most, count)
	}
	return most
}

// explainPieces looks for the texts of an answer that are long enough as pieces of messages.
func (a *answer) explainPieces(p *spec.Provider) []*spec.Error {
	for _, v := range a.values {
		if len(v.text) >= shortMessage {
			if found := explainPiece(p, v.text); found != nil {
				return found
			}
		}
	}
	return nil
}

// fits reports whether text is the message of e, or of one of its variants, with anything in its holes.
func fits(e *spec.Error, text string) bool {
	return matches(e.Message, e.Holes, text) || slices.ContainsFunc(e.Variants, func(v spec.Variant) bool { return v.Message != nil && matches(*v.Message, e.Holes, text) })
}

func matches(message string, holes []spec.Text, text string) bool {
	if message == "" {
		return false
	}
	for _, hole := range holes {
		message = strings.ReplaceAll(message, hole.Name, "\x00")
	}
	pieces := strings.Split(message, "\x00")
	last := pieces[len(pieces)-1]
	if !strings.HasPrefix(text, pieces[0]) || !strings.HasSuffix(text, last) || len(pieces) == 1 {
		return text == message
	}
	if strings.Trim(message, "\x00 ") == "" {
		return false // nothing but holes fits everything
	}
	for _, piece := range pieces {
		at := strings.Index(text, piece)
		if at < 0 {
			return false
		}
		text = text[at+len(piece):]
	}
	return true
}
