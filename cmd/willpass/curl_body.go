package main

import (
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
)

// source is text, or the name of a file whose content stands for it; "-" is standard input.
type source struct {
	text  string
	file  string
	strip bool // line breaks and zero bytes of the file are left out, as curl -d does
}

func (c *curlCall) addData(value string) error { return c.add(value, true) }

func (c *curlCall) addBinary(value string) error { return c.add(value, false) }

func (c *curlCall) addRaw(value string) error {
	c.glue("&")
	c.data = append(c.data, source{text: value})
	return nil
}

func (c *curlCall) addJSON(value string) error {
	c.json = true
	if name, ok := strings.CutPrefix(value, "@"); ok {
		c.data = append(c.data, source{file: name})
	} else {
		c.data = append(c.data, source{text: value})
	}
	return nil
}

func (c *curlCall) addEncoded(value string) error { return c.addRaw(encodeData(value)) }

func (c *curlCall) add(value string, strip bool) error {
	name, ok := strings.CutPrefix(value, "@")
	if !ok {
		return c.addRaw(value)
	}
	c.glue("&")
	c.data = append(c.data, source{file: name, strip: strip})
	return nil
}

// glue puts text between two pieces of data.
func (c *curlCall) glue(text string) {
	if len(c.data) > 0 {
		c.data = append(c.data, source{text: text})
	}
}

// joined reads sources one after another, each file opened only when its turn comes.
func joined(p *program, sources []source) io.Reader {
	readers := make([]io.Reader, len(sources))
	for i, s := range sources {
		readers[i] = &lazy{p: p, source: s}
	}
	return io.MultiReader(readers...)
}

type lazy struct {
	p      *program
	source source
	open   io.Reader
}

func (l *lazy) Read(b []byte) (int, error) {
	if l.open == nil {
		switch l.source.file {
		case "":
			l.open = strings.NewReader(l.source.text)
		case "-":
			l.open = l.p.in
		default:
			f, err := os.Open(l.source.file)
			if err != nil {
				return 0, err
			}
			l.open = f
		}
	}
	n, err := l.open.Read(b)
	if l.source.strip {
		n = stripped(b[:n])
	}
	if f, ok := l.open.(*os.File); err != nil && ok && l.source.file != "-" {
		f.Close()
	}
	return n, err
}

// stripped moves the bytes of b that are no line breaks to its front.
func stripped(b []byte) int {
	n := 0
	for _, c := range b {
		if c != '\n' && c != '\r' && c != 0 {
			b[n] = c
			n++
		}
	}
	return n
}

// formPart is one -F.
type formPart struct {
	name, filename, contentType string
	content                     source
	isFile                      bool
}

func (c *curlCall) addString(value string) error {
	name, text, ok := strings.Cut(value, "=")
	if !ok {
		return fmt.Errorf("--form-string %q: want name=text", value)
	}
	c.form = append(c.form, formPart{name: name, content: source{text: text}})
	return nil
}

// addPart reads name=content, name=@file, name=<file, with ;type=…;filename=… behind it.
func (c *curlCall) addPart(value string) error {
	name, text, ok := strings.Cut(value, "=")
	if !ok {
		return fmt.Errorf("-F %q: want name=text or name=@file", value)
	}
	part := formPart{name: name}
	text = part.options(text)
	switch {
	case strings.HasPrefix(text, "@"):
		part.isFile, part.content.file = true, unquoted(text[1:])
		if part.filename == "" {
			part.filename = filepath.Base(part.content.file)
		}
		if part.contentType == "" {
			part.contentType = typeByName(part.filename)
		}
	case strings.HasPrefix(text, "<"):
		part.content.file = unquoted(text[1:])
	default:
		part.content.text = unquoted(text)
	}
	c.form = append(c.form, part)
	return nil
}

// options cuts ;type=… and ;filename=… off text.
func (f *formPart) options(text string) string {
	for {
		at := strings.LastIndex(text, ";")
		if at < 0 {
			return text
		}
		key, value, _ := strings.Cut(strings.TrimSpace(text[at+1:]), "=")
		switch key {
		case "type":
			f.contentType = unquoted(value)
		case "filename":
			f.filename, f.isFile = unquoted(value), true
		case "headers", "encoder":
		default:
			return text
		}
		text = text[:at]
	}
}

func unquoted(text string) string {
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(text[1 : len(text)-1])
	}
	return text
}

// typeByName is the content type that curl gives a file by its ending.
func typeByName(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gif":
		return "image/gif"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain"
	case ".htm", ".html":
		return "text/html"
	case ".pdf":
		return "application/pdf"
	case ".xml":
		return "application/xml"
	}
	return "application/octet-stream"
}

// multipart streams the parts of a form as its reader is read.
func (p *program) multipart(parts []formPart) (body io.Reader, contentType string, err error) {
	out, in := io.Pipe()
	w := multipart.NewWriter(in)
	go func() {
		for _, part := range parts {
			if err := p.writePart(w, part); err != nil {
				in.CloseWithError(err)
				return
			}
		}
		in.CloseWithError(w.Close())
	}()
	return out, w.FormDataContentType(), nil
}

func (p *program) writePart(w *multipart.Writer, part formPart) error {
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	disposition := `form-data; name="` + quote.Replace(part.name) + `"`
	if part.isFile {
		disposition += `; filename="` + quote.Replace(part.filename) + `"`
	}
	h := textproto.MIMEHeader{"Content-Disposition": {disposition}}
	if part.contentType != "" {
		h.Set("Content-Type", part.contentType)
	}
	to, err := w.CreatePart(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, joined(p, []source{part.content}))
	return err
}
