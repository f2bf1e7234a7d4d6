package repair

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// file changes a file that the request carries: as a part, or as base64 in its JSON.
func (m *mender) file(v *validate.Verdict, fixes []check.Fix) string {
	place, ok := check.ParsePlace(fixes[0].At)
	switch {
	case ok && place.Root == check.AtForm:
		return m.parts(func(parts []part) ([]part, string) {
			at := slices.IndexFunc(parts, func(p part) bool { return p.name == place.Name })
			if at < 0 {
				return nil, "there is no such part"
			}
			p := &parts[at]
			file, format, why := m.painted(v, p.data, fixes)
			if why != "" {
				return nil, why
			}
			p.data = file
			if !hasName(p.file, format) {
				p.file = named(p.file, extensionOf(format))
			}
			if declared := p.header.Get("Content-Type"); strings.HasPrefix(declared, "image/") {
				p.header.Set("Content-Type", "image/"+format)
			}
			return parts, ""
		})
	case ok && place.Root == check.AtJSON && place.Inside == 0:
		path := pathOf(place.Tokens)
		text := gjson.GetBytes(m.request.Body, path).Str
		if strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") {
			return "the picture is behind a URL: mend it there"
		}
		header := headerOf(text)
		old, err := base64.StdEncoding.DecodeString(standard(text[header:]))
		if err != nil {
			return "its base64 cannot be read"
		}
		file, format, why := m.painted(v, old, fixes)
		if why != "" {
			return why
		}
		head := text[:header]
		if strings.HasPrefix(strings.ToLower(head), "data:image/") {
			head = "data:image/" + format + ";base64,"
		}
		m.request.Body, why = set(m.request.Body, path, quoted(head+base64.StdEncoding.EncodeToString(file)))
		return why
	}
	return "a file there is not changed here"
}

// painted is a file after the changes.
func (m *mender) painted(v *validate.Verdict, file []byte, fixes []check.Fix) (out []byte, format, why string) {
	media := read(file)
	picture, why := open(file, media, m.limits)
	if why != "" {
		return nil, "", why
	}
	endpoint, at := v.Provider+"/"+v.Endpoint, anyOf(fixes[0].At)
	picture.fits = func(width, height int64) bool {
		made := probe.Media{Format: media.Format, Width: width, Height: height, Bytes: 1, Trailing: -1}
		judged, ok := m.rules.CheckFiles(endpoint, []validate.File{{At: at, Media: made}}, validate.Facts{})
		return !ok || !slices.ContainsFunc(judged.Findings, isAboutSize)
	}
	for i := range fixes {
		if fixes[i].Do == check.DoEncode {
			return picture.encode(&fixes[i])
		}
		if why := picture.change(&fixes[i]); why != "" {
			return nil, "", why
		}
	}
	return nil, "", "nothing says how to write it"
}

// anyOf writes a concrete place with wildcards: body:/images/* of body:/images/0.
func anyOf(at string) string {
	tokens := strings.Split(at, "/")
	for i := 1; i < len(tokens); i++ {
		if strings.Trim(tokens[i], "0123456789") == "" && tokens[i] != "" {
			tokens[i] = "*"
		}
	}
	return strings.Join(tokens, "/")
}
