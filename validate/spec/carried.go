package spec

import "strconv"

// Carriers is the entries whose answers hold the code of e in another place than their own: see [Error.Carries].
func (p *Provider) Carriers(e *Error) []*Error {
	var out []*Error
	for i := range p.Errors {
		for _, id := range p.Errors[i].Carries {
			if id == e.ID {
				out = append(out, &p.Errors[i])
			}
		}
	}
	return out
}

// Holds reports whether an answer of e really has the code of the other entry in it: as its HTTP status, or in a hole of its envelope
// that a text of e fills.
func (p *Provider) Holds(e, other *Error) bool {
	if other.Code == "" {
		return false
	}
	status, envelope := e.Status, e.Envelope
	if p.holds(e, status, envelope, other.Code) {
		return true
	}
	for _, v := range e.Variants {
		status, envelope = e.Status, e.Envelope
		if v.Status != nil {
			status = *v.Status
		}
		if v.Envelope != nil {
			envelope = *v.Envelope
		}
		if p.holds(e, status, envelope, other.Code) {
			return true
		}
	}
	return false
}

func (p *Provider) holds(e *Error, status, envelope int, code string) bool {
	if strconv.Itoa(status) == code {
		return true
	}
	if envelope < 0 {
		return false
	}
	for _, piece := range p.Envelopes[envelope].Body {
		if !piece.Hole {
			continue
		}
		for _, v := range e.Vars {
			if v.Name == piece.Text && v.Value == code {
				return true
			}
		}
	}
	return false
}
