package repair

import (
	"net/url"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// url changes the URL: its path, a segment of it, or a parameter of the query. What is not changed stays as it is written.
func (m *mender) url(v *validate.Verdict, f *check.Fix, place *check.Place) string {
	u, err := url.Parse(m.request.URL)
	if err != nil {
		return "the URL cannot be read"
	}
	switch {
	case place.Root == check.AtHost:
		u.Host = f.Value
	case place.Root == check.AtPath:
		u.Path, u.RawPath = f.Value, ""
	case place.Root == check.AtPathParam:
		_, e := m.rules.Endpoint(v.Provider + "/" + v.Endpoint)
		if e == nil || !segment(u, e.Paths, place.Name, f) {
			return "no segment of the path is called so"
		}
	default:
		u.RawQuery = pairs(u.RawQuery, place.Name, f)
	}
	m.request.URL = u.String()
	return ""
}

// segment changes the segment that a pattern of the endpoint names.
func segment(u *url.URL, patterns []spec.Pattern, name string, f *check.Fix) bool {
	for i := range patterns {
		if !patterns[i].Match(u.Path) {
			continue
		}
		parts := strings.Split(u.Path, "/")
		for k, part := range patterns[i].Segments {
			if spec.Param(part) == name && k < len(parts) {
				parts[k] = textOf(parts[k], f)
				u.Path, u.RawPath = strings.Join(parts, "/"), ""
				return true
			}
		}
	}
	return false
}

// pairs changes one of name=value&name=value, in place.
func pairs(text, name string, f *check.Fix) string {
	var out []string
	found := false
	for _, pair := range strings.Split(text, "&") {
		key, value, _ := strings.Cut(pair, "=")
		plain, err := url.QueryUnescape(key)
		switch {
		case pair == "":
			continue
		case err != nil || plain != name:
		case f.Do == check.DoRemove:
			continue
		case f.Do == check.DoRename:
			pair = url.QueryEscape(f.Value) + "=" + value
		default:
			old, err := url.QueryUnescape(value)
			if err != nil {
				old = value
			}
			pair = key + "=" + url.QueryEscape(textOf(old, f))
		}
		found = found || plain == name
		out = append(out, pair)
	}
	if !found && f.Do == check.DoSet {
		out = append(out, url.QueryEscape(name)+"="+url.QueryEscape(f.Value))
	}
	return strings.Join(out, "&")
}

// header changes a header, or adds it.
func (m *mender) header(f *check.Fix, name string) {
	found := false
	kept := m.request.Headers[:0]
	for _, h := range m.request.Headers {
		if strings.EqualFold(h.Name, name) {
			if found = true; f.Do == check.DoRemove {
				continue
			}
			h.Value = m.typed(name, textOf(h.Value, f))
		}
		kept = append(kept, h)
	}
	if m.request.Headers = kept; !found && f.Do == check.DoSet {
		m.request.Headers = append(kept, validate.Header{Name: canonical(name), Value: m.typed(name, f.Value)})
	}
}

// canonical writes a header's name as people do: Content-Type.
func canonical(name string) string {
	words := strings.Split(name, "-")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "-")
}

// typed adds the boundary of the body to a Content-Type that wants one.
func (m *mender) typed(name, value string) string {
	if strings.EqualFold(name, "content-type") && value == "multipart/form-data" {
		line, _, _ := strings.Cut(string(m.request.Body[:min(len(m.request.Body), 200)]), "\r\n")
		if boundary, ok := strings.CutPrefix(line, "--"); ok {
			return value + "; boundary=" + boundary
		}
	}
	return value
}
