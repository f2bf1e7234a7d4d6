package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// Explain finds entries of a provider's catalogue by code, key, our id, a piece of the message, or a whole answer of the provider
// (its JSON or plain-text body). The best matches come first; none when nothing fits.
func (r *Rules) Explain(provider, text string) []*spec.Error {
	p := r.Provider(provider)
	text = strings.TrimSpace(text)
	if p == nil || text == "" {
		return nil
	}
	if found := explainExact(p, text); found != nil {
		return found
	}
	if root, _ := body.Parse([]byte(text)); root != nil && (root.Kind == body.Object || root.Kind == body.Array) {
		return explainAnswer(p, scalars(nil, root))
	}
	return explainPiece(p, text)
}

func explainExact(p *spec.Provider, text string) []*spec.Error {
	var found []*spec.Error
	for i := range p.Errors {
		e := &p.Errors[i]
		if strings.EqualFold(e.Code, text) || e.Key != "" && strings.EqualFold(e.Key, text) || e.ID == text {
			found = append(found, e)
		}
	}
	return found
}

// explainAnswer finds the entries whose code or key is in an answer; those whose message is in it too are better.
func explainAnswer(p *spec.Provider, values []string) []*spec.Error {
	var best []*spec.Error
	most := 0
	for i := range p.Errors {
		e := &p.Errors[i]
		score := 0
		for _, v := range values {
			if v == e.Code && e.Code != "" || e.Key != "" && v == e.Key {
				score |= 2
			}
			if fits(e, v) {
				score |= 1
			}
		}
		if score > most {
			best, most = nil, score
		}
		if score == most && score > 0 {
			best = append(best, e)
		}
	}
	return best
}

func explainPiece(p *spec.Provider, text string) []*spec.Error {
	var whole, part []*spec.Error
	lower := strings.ToLower(text)
	for i := range p.Errors {
		e := &p.Errors[i]
		switch {
		case fits(e, text):
			whole = append(whole, e)
		case strings.Contains(strings.ToLower(e.Message), lower) || strings.Contains(e.ID, lower):
			part = append(part, e)
		}
	}
	return append(whole, part...)
}

// fits reports whether text is the message of e, with anything in its holes.
func fits(e *spec.Error, text string) bool {
	if e.Message == "" {
		return false
	}
	pattern := e.Message
	for _, hole := range e.Holes {
		pattern = strings.ReplaceAll(pattern, hole.Name, "\x00")
	}
	pieces := strings.Split(pattern, "\x00")
	if !strings.HasPrefix(text, pieces[0]) || !strings.HasSuffix(text, pieces[len(pieces)-1]) {
		return false
	}
	for _, piece := range pieces {
		at := strings.Index(text, piece)
		if at < 0 {
			return false
		}
		text = text[at+len(piece):]
	}
	return len(pieces) > 1 || text == ""
}

// scalars is the texts and numbers in n.
func scalars(out []string, n *body.Node) []string {
	switch n.Kind {
	case body.String, body.Number:
		out = append(out, n.Text)
	}
	for _, item := range n.Items {
		out = scalars(out, item)
	}
	for i := range n.Members {
		out = scalars(out, n.Members[i].Value)
	}
	return out
}
