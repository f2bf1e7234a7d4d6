package repair

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/check"
)

// part is a part of a form.
type part struct {
	name, file string
	isFile     bool
	header     textproto.MIMEHeader
	data       []byte
}

// form changes a field or part of a form, or the JSON in its text.
func (m *mender) form(f *check.Fix, place *check.Place) string {
	outer, _ := check.ParsePlace(place.Text[:max(place.Inside, 0)])
	name := place.Name
	if place.Inside > 0 {
		name = outer.Name
	}
	change := func(text string) (string, string) {
		if place.Inside == 0 {
			return textOf(text, f), ""
		}
		out, why := changed([]byte(text), f, place.Tokens, nil)
		return string(out), why
	}
	if strings.HasPrefix(strings.ToLower(m.contentType()), "application/x-www-form-urlencoded") {
		return m.fields(f, name, place.Inside > 0)
	}
	return m.parts(func(parts []part) ([]part, string) {
		at := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		switch {
		case at < 0 && f.Do == check.DoSet && place.Inside == 0:
			return append(parts, part{name: name, data: []byte(f.Value)}), ""
		case at < 0:
			return nil, "there is no such part"
		case f.Do == check.DoRemove && place.Inside == 0:
			return slices.Delete(parts, at, at+1), ""
		case f.Do == check.DoRename && place.Inside == 0:
			parts[at].name = f.Value
		case f.Do == check.DoName:
			parts[at].file = named(parts[at].file, f.To[0])
		default:
			text, why := change(string(parts[at].data))
			if why != "" {
				return nil, why
			}
			parts[at].data = []byte(text)
		}
		return parts, ""
	})
}

func (m *mender) contentType() string {
	for _, h := range m.request.Headers {
		if strings.EqualFold(h.Name, "content-type") {
			return h.Value
		}
	}
	return ""
}

// fields changes a urlencoded form.
func (m *mender) fields(f *check.Fix, name string, inside bool) string {
	if inside {
		return "such a change is not made here"
	}
	m.request.Body = []byte(pairs(string(m.request.Body), name, f))
	return ""
}

// parts changes a multipart form. Parts that are not changed keep their headers and bytes.
func (m *mender) parts(change func([]part) ([]part, string)) string {
	_, parameters, err := mime.ParseMediaType(m.contentType())
	boundary := parameters["boundary"]
	if err != nil || boundary == "" {
		return "the header does not say where the parts of the body end"
	}
	parts, err := readParts(m.request.Body, boundary)
	if err != nil {
		return "the form cannot be read: " + err.Error()
	}
	parts, why := change(parts)
	if why != "" {
		return why
	}
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if w.SetBoundary(boundary) != nil {
		return "the boundary is not one that can be written"
	}
	for i := range parts {
		to, err := w.CreatePart(parts[i].headers())
		if err == nil {
			_, err = to.Write(parts[i].data)
		}
		if err != nil || bytes.Contains(parts[i].data, []byte("--"+boundary)) {
			return "the form cannot be written"
		}
	}
	w.Close() // to memory
	m.request.Body = out.Bytes()
	return ""
}

func readParts(body []byte, boundary string) ([]part, error) {
	var out []part
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, err
		}
		_, parameters, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		_, isFile := parameters["filename"]
		out = append(out, part{p.FormName(), parameters["filename"], isFile, p.Header, data})
	}
}

// headers is the header of a part as it is now.
func (p *part) headers() textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	for name, values := range p.header {
		h[name] = values
	}
	escape := strings.NewReplacer("\\", "\\\\", `"`, `\"`)
	text := `form-data; name="` + escape.Replace(p.name) + `"`
	if p.isFile {
		text += `; filename="` + escape.Replace(p.file) + `"`
	}
	h.Set("Content-Disposition", text)
	return h
}
