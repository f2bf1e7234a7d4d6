package cases

import (
	"fmt"
	"strings"
)

const boundary = "willpass-boundary"

// part is one entry of a form: {"name","filename","type"} and either "value" (a string or a recipe) or "file" (a path, or a
// recipe that makes the bytes).
type part struct {
	name     string
	filename string
	file     bool // it has a filename, which may be empty
	mime     string
	content  []byte
}

func (e expander) parts(n *node) ([]part, error) {
	entries := make([]indexed, len(n.items))
	for i, item := range n.items {
		entries[i] = indexed{e, item}
	}
	if n.recipe() == "$times" {
		var err error
		if entries, err = e.times(n); err != nil {
			return nil, err
		}
	} else if n.kind != '[' {
		return nil, fmt.Errorf("want a list of parts, got %s", n.write(nil))
	}
	parts := make([]part, len(entries))
	for i, entry := range entries {
		var err error
		if parts[i], err = entry.expander.part(entry.node); err != nil {
			return nil, fmt.Errorf("part %d: %w", i, err)
		}
	}
	return parts, nil
}

func (e expander) part(n *node) (p part, err error) {
	if err := n.keys("name", "filename", "type", "value", "file"); err != nil {
		return p, err
	}
	value, file := n.get("value"), n.get("file")
	if n.get("name") == nil || (value == nil) == (file == nil) {
		return p, fmt.Errorf("want a name, and value or file, got %s", n.write(nil))
	}
	for _, m := range n.members {
		switch m.name {
		case "name":
			p.name, err = e.string(m.value)
		case "filename":
			p.filename, err = e.string(m.value)
		case "type":
			p.mime, err = e.string(m.value)
		case "value":
			p.content, err = e.bytes(m.value)
		case "file":
			p.content, err = e.content(m.value)
		}
		if err != nil {
			return p, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	p.file = n.get("filename") != nil
	if file != nil && !p.file {
		p.file = true
		p.filename, err = e.filename(file)
	}
	return p, err
}

// content is what a "file" holds: the bytes at a path, or those that a recipe makes.
func (e expander) content(n *node) ([]byte, error) {
	if n.recipe() != "" {
		return e.bytes(n)
	}
	path, err := e.string(n)
	if err != nil {
		return nil, err
	}
	return e.file(path)
}

// filename is the name of a file part that the case does not name: the end of its path, image.png for a picture made
// by a recipe, else "file".
func (e expander) filename(n *node) (string, error) {
	switch n.recipe() {
	case "":
		path, err := e.string(n)
		return path[strings.LastIndexByte(path, '/')+1:], err
	case "$image":
		recipe, err := e.string(n.get("$image"))
		format, _, _ := strings.Cut(recipe, " ")
		return "image." + format, err
	}
	return "file", nil
}

// multipart writes the parts in order. Names are written as browsers do: %22 for a quote, %0D and %0A for a line break.
// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
func multipart(parts []part) []byte {
	escape := strings.NewReplacer("\"", "%22", "\r", "%0D", "\n", "%0A").Replace
	out := []byte{}
	for _, p := range parts {
		head := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escape(p.name) + "\""
		if p.file {
			head += "; filename=\"" + escape(p.filename) + "\""
		}
		if p.mime != "" {
			head += "\r\nContent-Type: " + p.mime
		}
		out = append(append(append(out, head+"\r\n\r\n"...), p.content...), "\r\n"...)
	}
	return append(out, "--"+boundary+"--\r\n"...)
}

// urlencoded writes name=value pairs; a letter, digit, *, -, . and _ stays, a space becomes +, any other byte %XX.
// https://url.spec.whatwg.org/#application-x-www-form-urlencoded
func urlencoded(parts []part) ([]byte, error) {
	out := []byte{}
	for i, p := range parts {
		if p.file || p.mime != "" {
			return nil, fmt.Errorf("%s: an urlencoded form has no files", p.name)
		}
		if i > 0 {
			out = append(out, '&')
		}
		out = percent(append(percent(out, []byte(p.name)), '='), p.content)
	}
	return out, nil
}

func percent(out, text []byte) []byte {
	for _, c := range text {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == '*', c == '-', c == '.', c == '_':
			out = append(out, c)
		case c == ' ':
			out = append(out, '+')
		default:
			out = append(out, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return out
}
