package validate

import "github.com/willpass/willpass/validate/spec"

// AppendErrors writes entries of a provider's catalogue as a JSON array.
func AppendErrors(out []byte, p *spec.Provider, errors []*spec.Error) []byte {
	w := writer{out: append(out, '[')}
	for _, e := range errors {
		w.open('{')
		w.text("provider", p.ID)
		w.text("id", e.ID)
		w.text("code", e.Code)
		w.some("key", e.Key)
		w.number("status", int64(e.Status))
		w.text("message", e.Message)
		w.text("meaning", e.Meaning)
		w.text("decides", e.Decides)
		w.some("retry", e.Retry)
		w.text("do", e.Do)
		w.text("when", e.When)
		w.text("trust", e.Trust.String())
		if e.StatusTrust != e.Trust {
			w.some("statusTrust", e.StatusTrust.String())
		}
		if e.Source >= 0 {
			w.text("source", p.Sources[e.Source].URL)
		}
		w.texts("carries", e.Carries)
		w.some("unreached", e.Unreached)
		w.close('}')
	}
	return append(w.out, ']')
}

// AppendCatalogue writes the providers that are loaded, or the one named, as a JSON array: hosts and endpoints with their routes
// and the places that take files.
func (r *Rules) AppendCatalogue(out []byte, provider string) []byte {
	w := writer{out: append(out, '[')}
	for _, p := range r.providers {
		if provider != "" && p.ID != provider {
			continue
		}
		w.open('{')
		w.text("id", p.ID)
		w.text("name", p.Name)
		w.list("hosts", len(p.Hosts), func(i int) { w.text("id", p.Hosts[i].ID); w.text("host", p.Hosts[i].Name) })
		w.list("facts", len(p.Facts), func(i int) {
			w.text("id", p.Facts[i].ID)
			w.text("type", p.Facts[i].Type)
			w.text("about", p.Facts[i].About)
			w.bool("assumed", p.Facts[i].Default != nil)
		})
		w.list("endpoints", len(p.Endpoints), func(i int) {
			if e := &p.Endpoints[i]; p.Link(e) == nil {
				w.endpoint(e)
			}
		})
		w.close('}')
	}
	return append(w.out, ']')
}

func (w *writer) endpoint(e *spec.Endpoint) {
	w.text("id", e.ID)
	w.text("title", e.Title)
	w.text("method", e.Method)
	w.list("paths", len(e.Paths), func(i int) { w.text("path", e.Paths[i].Text) })
	w.list("media", len(e.Media), func(i int) { w.text("at", e.Places[e.Media[i].Place].Text); w.text("as", e.Media[i].As) })
	if e.Fallback != "" {
		w.text("fallback", e.Fallback)
	}
	w.bool("retired", e.Retired)
}
