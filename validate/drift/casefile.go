package drift

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/probe"
)

// maxCase bounds the body that a case is made of, in bytes.
const maxCase = 32 << 20

// Case is the report as a case file: the request, and the real answer as what is wanted. Secrets are removed: the value of
// every header but those that say what a body is, of query parameters, path segments and members whose name speaks of a key,
// token, secret, signature or password. Image bytes are removed: a picture becomes the recipe of one with the same header, any
// other file as many zero bytes. It is an error when the body cannot be read again, or is in no form that a case can say.
func (r Report) Case() ([]byte, error) {
	request, err := r.request()
	if err != nil {
		return nil, err
	}
	want := map[string]any{"outcome": "accepted"}
	if r.Code != "" || r.Status >= 400 {
		want = map[string]any{"outcome": "rejected"}
		if !r.late {
			want["status"] = r.Status
		}
		if r.Code != "" {
			want["code"] = r.Code
		}
		if r.Message != "" {
			want["message"] = r.Message
		}
	}
	name := fmt.Sprintf("%s/%s: %s", r.Predicted.Provider, r.Predicted.Endpoint, r.Kind)
	one := map[string]any{"name": name, "request": request, "want": want}
	if facts := r.facts(); len(facts) > 0 {
		one["facts"] = facts
	}
	out, err := json.MarshalIndent(map[string]any{"cases": []any{one}}, "", " ")
	if err != nil {
		return nil, err
	}
	return append(out, '\n'), nil
}

const redacted = "redacted"

// facts is what was known beside the request when it was judged, but for what URLs hold and what decodes.
func (r Report) facts() map[string]any {
	out := map[string]any{}
	for _, f := range r.real.Judged.Facts.Named {
		switch {
		case f.List != nil:
			out[f.Name] = f.List
		case f.Text != "":
			out[f.Name] = f.Text
		default:
			out[f.Name] = f.Bool
		}
	}
	if now := r.real.Judged.Facts.Now; now != 0 {
		out["now"] = now
	}
	return out
}

func (r Report) request() (map[string]any, error) {
	headers, contentType := map[string]any{}, ""
	for _, h := range r.real.Request.Headers {
		value := h.Value
		switch name := strings.ToLower(h.Name); name {
		case "content-type":
			contentType = value
		case "accept", "accept-language", "content-encoding":
		case "cookie":
			continue
		default:
			value = secretText(value)
		}
		headers[h.Name] = value
	}
	out := map[string]any{"method": r.real.Request.Method, "url": Address(r.real.Request.URL, r.real.Params), "headers": headers}
	if r.real.Body == nil {
		if r.real.Judged.Bytes > 0 {
			return nil, errors.New("the body was not kept and cannot be read again")
		}
		return out, nil
	}
	body, err := r.real.Body()
	if err != nil {
		return nil, err
	}
	defer body.Close()
	text, err := io.ReadAll(io.LimitReader(body, maxCase+1))
	if err != nil || len(text) > maxCase {
		return nil, errors.Join(err, errors.New("the body is too long for a case"))
	}
	media, params, _ := mime.ParseMediaType(contentType)
	switch {
	case media == "multipart/form-data":
		delete(headers, contentTypeName(headers))
		out["form"], err = form(text, params["boundary"])
	case json.Valid(text):
		out["json"], err = jsonBody(text)
	case len(text) > 0:
		err = errors.New("the body is neither JSON nor a form")
	}
	return out, err
}

func contentTypeName(headers map[string]any) string {
	for name := range headers {
		if strings.EqualFold(name, "Content-Type") {
			return name
		}
	}
	return ""
}

// secretText keeps the word before a secret, such as Bearer.
func secretText(value string) string {
	if word, _, found := strings.Cut(value, " "); found && len(word) < 12 {
		return word + " " + redacted
	}
	return redacted
}

// speaksOfSecrets reports whether a name does.
func speaksOfSecrets(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"key", "token", "secret", "signature", "password", "auth"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// Address is a URL without secrets: without user, and without the values of query parameters and of path segments, given by
// name, whose name speaks of a key, token, secret, signature or password. "" when it is no URL.
func Address(text string, params []validate.Fact) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	u.User = nil
	query := u.Query()
	for name := range query {
		if speaksOfSecrets(name) {
			query.Set(name, redacted)
		}
	}
	u.RawQuery = query.Encode()
	segments := strings.Split(u.Path, "/")
	for _, p := range params {
		for i := range segments {
			if segments[i] == p.Text && speaksOfSecrets(p.Name) {
				segments[i] = redacted
			}
		}
	}
	u.Path, u.RawPath = strings.Join(segments, "/"), ""
	return u.String()
}

// jsonBody is a JSON value without secrets and images. Numbers keep their spelling.
func jsonBody(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	return clean("", value), nil
}

// longText is how long a text in base64 may be before it is taken for a file.
const longText = 256

func clean(name string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		for n, member := range v {
			v[n] = clean(n, member)
		}
	case []any:
		for i := range v {
			v[i] = clean(name, v[i])
		}
	case string:
		if speaksOfSecrets(name) && v != "" {
			return redacted
		}
		header, data, isData := strings.Cut(v, ";base64,")
		if isData = isData && strings.HasPrefix(header, "data:"); !isData {
			data = v
		}
		file, err := base64.StdEncoding.DecodeString(data)
		if err != nil || !isData && len(v) < longText {
			return v
		}
		encode := "base64"
		if isData {
			encode = "dataurl"
		}
		return recipe(file, encode)
	}
	return value
}

// form is the parts of a form without secrets and images.
func form(text []byte, boundary string) ([]any, error) {
	in := multipart.NewReader(bytes.NewReader(text), boundary)
	out := []any{}
	for {
		part, err := in.NextRawPart()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		entry := map[string]any{"name": part.FormName()}
		if part.FileName() != "" {
			entry["filename"] = "file" + extension(part.FileName())
			entry["value"] = recipe(content, "")
			if kind := part.Header.Get("Content-Type"); kind != "" {
				entry["type"] = kind
			}
		} else {
			entry["value"] = clean(part.FormName(), string(content))
		}
		out = append(out, entry)
	}
}

func extension(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 && len(name)-dot < 6 {
		return name[dot:]
	}
	return ""
}

// recipe stands for a file: a picture whose header says the same, or as many zero bytes.
func recipe(file []byte, encode string) any {
	m := probe.Bytes(file)
	words := fmt.Sprintf("%s %dx%d", m.Format, m.Width, m.Height)
	if m.Channels == 1 {
		words += " gray"
	}
	if m.Orientation > 1 {
		words += fmt.Sprintf(" orientation=%d", m.Orientation)
	}
	for _, text := range []string{fmt.Sprintf("%s bytes=%d", words, len(file)), words, strings.Replace(words, " gray", "", 1)} {
		made, err := cases.Image(text)
		if err != nil || !same(m, probe.Bytes(made)) {
			continue
		}
		out := map[string]any{"$image": text}
		if encode != "" {
			out["encode"] = encode
		}
		return out
	}
	zeros := map[string]any{"$repeat": []any{"A", (len(file) + 2) / 3 * 4}}
	if encode == "" {
		zeros["$repeat"] = []any{"0", len(file)}
	}
	return zeros
}

func same(a, b probe.Media) bool {
	return a.Fault == probe.None && a.Format == b.Format && a.Width == b.Width && a.Height == b.Height && a.Orientation == b.Orientation
}
