package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// formPart is one -F.
type formPart struct {
	name, filename, contentType string
	content                     source
	isFile                      bool
}

// formBoundary is as long as the one of curl, and always the same, so that the same command gives the same bytes.
const formBoundary = "------------------------willpassFormBoundary00"

func (c *curlCall) addString(value string) error {
	name, text, ok := strings.Cut(value, "=")
	if !ok {
		return fmt.Errorf("--form-string %q: want name=text", value)
	}
	c.form = append(c.form, formPart{name: name, content: source{text: text}})
	return nil
}

// addPart reads name=content, name=@file or name=<file, with ;type=…;filename=… behind it.
func (c *curlCall) addPart(value string) error {
	name, text, ok := strings.Cut(value, "=")
	if !ok {
		return fmt.Errorf("-F %q: want name=text or name=@file", value)
	}
	part := formPart{name: name}
	isFile := strings.HasPrefix(text, "@")
	isText := !isFile && !strings.HasPrefix(text, "<")
	if !isText {
		text = text[1:]
	}
	content, options := word(text)
	switch {
	case isText:
		part.content.text = content
	case content == "":
		return fmt.Errorf("-F %q: want the name of a file behind %s", value, value[len(name)+1:len(name)+2])
	case strings.Contains(content, ",") && !strings.HasPrefix(text, `"`):
		return fmt.Errorf("-F %q: several files in one part are not read; a name with a comma wants quotes", value)
	default:
		part.content.file = content
	}
	if part.options(options); isFile {
		part.isFile = true
		if part.filename == "" {
			part.filename = filepath.Base(content)
		}
	}
	if part.contentType == "" {
		part.contentType = part.guessedType()
	}
	c.form = append(c.form, part)
	return nil
}

// word cuts the text before the next semicolon off: bare, with the blanks around it left out, or in quotes.
func word(text string) (content, rest string) {
	text = strings.TrimLeft(text, " \t")
	if !strings.HasPrefix(text, `"`) {
		content, rest, _ = strings.Cut(text, ";")
		return strings.TrimRight(content, " \t"), rest
	}
	var out strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			_, rest, _ = strings.Cut(text[i+1:], ";")
			return out.String(), rest
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '\\'):
			i++
		}
		out.WriteByte(text[i])
	}
	content, rest, _ = strings.Cut(text, ";") // no closing quote: the quote is part of the text
	return content, rest
}

// options reads type=…;filename=…; others are passed over, as curl does. A type may hold semicolons of its own.
func (f *formPart) options(text string) {
	for text != "" {
		key, value, _ := strings.Cut(strings.TrimLeft(text, " \t"), "=")
		value, text = word(value)
		switch key {
		case "type":
			for text != "" && !optionOf(text) {
				parameter, rest, _ := strings.Cut(text, ";")
				value, text = value+";"+parameter, rest
			}
			f.contentType = value
		case "filename":
			f.filename, f.isFile = value, true
		}
	}
}

func optionOf(text string) bool {
	key, _, ok := strings.Cut(strings.TrimLeft(text, " \t"), "=")
	return ok && (key == "type" || key == "filename" || key == "headers" || key == "encoder")
}

// guessedType is the content type of a part for which none is given.
func (f *formPart) guessedType() string {
	guess := typeByName(f.filename)
	if guess == "" {
		guess = typeByName(f.content.file)
	}
	switch {
	case guess == "" && f.isFile && f.content.file != "":
		return "application/octet-stream"
	case guess == "text/plain" && !f.isFile:
		return ""
	}
	return guess
}

// typeByName is the content type that curl gives a file by its ending; "" when it knows none.
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
	return ""
}

// multipart is the body of a form; its files are read as it is read.
func (c *curlCall) multipart() io.Reader {
	var readers []io.Reader
	text := func(s string) { readers = append(readers, strings.NewReader(s)) }
	for i := range c.form {
		part := &c.form[i]
		text("--" + formBoundary + "\r\n" + c.partHead(part) + "\r\n")
		readers = append(readers, &part.content)
		text("\r\n")
	}
	text("--" + formBoundary + "--\r\n")
	return io.MultiReader(readers...)
}

func (c *curlCall) partHead(part *formPart) string {
	quote := strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A")
	if c.escape {
		quote = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	}
	head := `Content-Disposition: form-data; name="` + quote.Replace(part.name) + `"`
	if part.isFile {
		head += `; filename="` + quote.Replace(part.filename) + `"`
	}
	if part.contentType != "" {
		head += "\r\nContent-Type: " + part.contentType
	}
	return head + "\r\n"
}
