package cases

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate"
)

func (e expander) request(n *node) (r validate.Request, err error) {
	body := ""
	for _, m := range n.members {
		var content []byte
		switch m.name {
		case "method":
			content, err = e.bytes(m.value)
			r.Method = string(content)
		case "url":
			content, err = e.bytes(m.value)
			r.URL = string(content)
		case "headers":
			r.Headers, err = e.headers(m.value)
		default:
			if body != "" {
				return r, fmt.Errorf("a request has one body, got %s and %s", body, m.name)
			}
			body = m.name
		}
		if err != nil {
			return r, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if body == "" {
		return r, nil
	}
	given, typed := contentType(r.Headers)
	set := ""
	switch content := n.get(body); body {
	case "json":
		set = "application/json"
		r.Body, err = e.json(nil, content)
	case "text":
		r.Body, err = e.bytes(content)
	case "base64":
		var text []byte
		if text, err = e.bytes(content); err == nil {
			r.Body, err = base64.StdEncoding.AppendDecode([]byte{}, text)
		}
	case "file":
		var path string
		if path, err = e.string(content); err == nil {
			r.Body, err = e.file(path)
		}
	case "form":
		parts, problem := e.parts(content)
		if err = problem; err != nil {
			break
		}
		media, _, _ := strings.Cut(given, ";")
		if strings.EqualFold(strings.Trim(media, " "), "application/x-www-form-urlencoded") {
			r.Body, err = urlencoded(parts)
			break
		}
		set = "multipart/form-data; boundary=" + boundary
		r.Body = multipart(parts)
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w", body, err)
	}
	if set != "" && !typed {
		r.Headers = append(r.Headers, validate.Header{Name: "Content-Type", Value: set})
	}
	return r, nil
}

func (e expander) headers(n *node) ([]validate.Header, error) {
	if n.kind != '{' {
		return nil, fmt.Errorf("want an object, got %.60s", n.write(nil))
	}
	headers := make([]validate.Header, 0, len(n.members)+1)
	for _, m := range n.members {
		value, err := e.bytes(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		headers = append(headers, validate.Header{Name: m.name, Value: string(value)})
	}
	return headers, nil
}

func contentType(headers []validate.Header) (value string, found bool) {
	for _, h := range headers {
		if strings.EqualFold(h.Name, "Content-Type") {
			return h.Value, true
		}
	}
	return "", false
}
