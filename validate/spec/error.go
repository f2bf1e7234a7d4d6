package spec

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Error is one entry of a provider's catalogue. ID is ours and the key; code, status and message are the provider's.
type Error struct {
	ID, Code, Key string
	Status        int // HTTP status; 0 = not known
	StatusTrust   Trust
	Message       string // as documented, with the provider's own holes
	Meaning       string
	Decides       string // request, caller, fetch or server
	Retry         string // "yes", "no" or "" = not known
	Do            string
	Trust         Trust
	Source        int // in Provider.Sources; -1 = none
	Envelope      int // in Provider.Envelopes; -1 = none
	When          string
	Holes         []Text // token of the message, variable
	Vars          []Text
	Carries       []string // ids of entries whose code the same answer holds in another place
	Unreached     string
	Variants      []Variant
	At            *body.Node
	In            string
}

// Variant is how an error looks under conditions on facts or on the host. What is not Given stays as in the error.
type Variant struct {
	When          []Condition
	Code, Message *string
	Status        *int // of HTTP
	Envelope      *int // in Provider.Envelopes
}

func (l *loader) error(f *doc.File, n *body.Node) {
	f.Only(n, "id", "code", "key", "status", "statusTrust", "message", "meaning", "decides", "retry", "do", "trust", "source", "envelope",
		"when", "holes", "vars", "carries", "unreached", "variants")
	trust, source := l.ground(f)
	e := Error{ID: f.NeedText(n, "id"), Code: f.Text(n, "code"), Key: f.Text(n, "key"), Status: int(f.Int(n, "status")),
		Message: f.Text(n, "message"), Meaning: f.Text(n, "meaning"), Decides: l.choice(f, n, "decides", "request", "caller", "fetch", "server"),
		Do: f.Text(n, "do"), Trust: l.trust(f, n, "trust", trust), Source: l.source(f, n, source), Envelope: l.envelopeID(f, n, "envelope"),
		When: "now", Carries: f.Texts(n, "carries"), Unreached: f.Text(n, "unreached"), At: n, In: f.Name}
	e.StatusTrust = l.trust(f, n, "statusTrust", e.Trust)
	if n.Get("when") != nil {
		e.When = l.choice(f, n, "when", "now", "task")
	}
	if r := n.Get("retry"); r != nil && r.Kind != body.Null && f.Want(r, body.Bool) {
		e.Retry = "no"
		if r.True {
			e.Retry = "yes"
		}
	}
	e.Holes, e.Vars = l.texts(f, n, "holes"), l.texts(f, n, "vars")
	for _, v := range f.Objects(n, "variants") {
		f.Only(v, "when", "code", "message", "status", "envelope", "trust", "source", "note")
		e.Variants = append(e.Variants, l.variant(f, v, nil))
	}
	if l.p.errorNumber(e.ID) >= 0 {
		f.Note(n, "the error "+e.ID+" is there twice")
	}
	l.p.Errors = append(l.p.Errors, e)
}

// variant reads how an answer looks under conditions: on facts, host and path, and where it belongs to an endpoint on any of its places.
func (l *loader) variant(f *doc.File, n *body.Node, b *builder) Variant {
	v := Variant{When: l.conditions(f, n, b, "")}
	if len(v.When) == 0 {
		f.Note(n, `want conditions in "when"`)
	}
	if n.Get("code") != nil {
		code := f.Text(n, "code")
		v.Code = &code
	}
	if n.Get("message") != nil {
		message := f.Text(n, "message")
		v.Message = &message
	}
	if n.Get("status") != nil {
		status := int(f.Int(n, "status"))
		v.Status = &status
	}
	if n.Get("envelope") != nil {
		envelope := l.envelopeID(f, n, "envelope")
		v.Envelope = &envelope
	}
	return v
}

// errorNumber is where the error is in Provider.Errors; -1 when there is none.
func (p *Provider) errorNumber(id string) int {
	for i := range p.Errors {
		if p.Errors[i].ID == id {
			return i
		}
	}
	return -1
}

// errors reads one error id or a list of them.
func (l *loader) errors(f *doc.File, n *body.Node) []int {
	var out []int
	for _, id := range f.List(n) {
		number := l.p.errorNumber(id)
		if number < 0 {
			f.Note(n, "no error has the id "+id+doc.Nearest(id, l.p.errorIDs()))
			continue
		}
		out = append(out, number)
	}
	return out
}

func (p *Provider) errorIDs() []string {
	ids := make([]string, len(p.Errors))
	for i := range p.Errors {
		ids[i] = p.Errors[i].ID
	}
	return ids
}
