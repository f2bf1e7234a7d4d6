package main

import (
	"errors"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"
)

// source is text, or a file whose content stands for it; the file "-" is standard input. It is read once.
type source struct {
	text  string
	file  string
	strip bool // line breaks and zero bytes of the file are left out, as curl -d does
	from  io.Reader
}

// open makes the source ready to be read. It fails when the file cannot be.
func (s *source) open(in io.Reader) error {
	switch s.file {
	case "":
		s.from = strings.NewReader(s.text)
	case "-":
		if in == nil {
			return errors.New("@- wants standard input, which holds the command itself")
		}
		s.from = in
	default:
		f, err := openFile(s.file)
		if err != nil {
			return err
		}
		s.from = f
	}
	return nil
}

func (s *source) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	if s.strip {
		isBreak := func(c byte) bool { return c == '\n' || c == '\r' || c == 0 }
		n = len(slices.DeleteFunc(b[:n], isBreak))
	}
	if f, ok := s.from.(*os.File); err != nil && ok && s.file != "-" {
		f.Close()
	}
	return n, err
}

// joined reads sources one after another.
func joined(sources []source) io.Reader {
	readers := make([]io.Reader, len(sources))
	for i := range sources {
		readers[i] = &sources[i]
	}
	return io.MultiReader(readers...)
}

// addData adds text, or the content of @file.
func (c *curlCall) addData(value string, strip bool) error {
	name, ok := strings.CutPrefix(value, "@")
	switch {
	case !ok:
		c.addRaw(value)
		return nil
	case name == "":
		return errors.New("-d @: want the name of a file behind @")
	}
	c.glue()
	c.data = append(c.data, source{file: name, strip: strip})
	return nil
}

func (c *curlCall) addRaw(text string) {
	c.glue()
	c.data = append(c.data, source{text: text})
}

// glue puts & between two pieces of data.
func (c *curlCall) glue() {
	if len(c.data) > 0 {
		c.data = append(c.data, source{text: "&"})
	}
}

// addJSON adds a piece of a JSON text; pieces are joined as they are.
func (c *curlCall) addJSON(value string) {
	c.json = true
	if name, ok := strings.CutPrefix(value, "@"); ok && name != "" {
		c.data = append(c.data, source{file: name})
	} else {
		c.data = append(c.data, source{text: value})
	}
}

func (c *curlCall) addEncoded(value string) error {
	text, err := c.encoded(value)
	if err == nil {
		c.addRaw(text)
	}
	return err
}

func (c *curlCall) addQuery(value string) error {
	text, raw := strings.CutPrefix(value, "+")
	if !raw {
		var err error
		if text, err = c.encoded(value); err != nil {
			return err
		}
	}
	c.query = append(c.query, text)
	return nil
}

// encoded is what curl makes of content, =content, name=content, @file and name@file.
func (c *curlCall) encoded(value string) (string, error) {
	at := strings.IndexByte(value, '=')
	isFile := false
	if at < 0 {
		at = strings.IndexByte(value, '@')
		isFile = at >= 0
	}
	if at < 0 {
		return url.QueryEscape(value), nil
	}
	name, content := value[:at], value[at+1:]
	if isFile {
		file := source{file: content}
		if err := file.open(c.in); err != nil {
			return "", err
		}
		text, err := io.ReadAll(io.LimitReader(&file, maxEncoded))
		if err != nil {
			return "", err
		}
		content = string(text)
	}
	if name != "" {
		name += "="
	}
	return name + url.QueryEscape(content), nil
}

// maxEncoded bounds what is held in memory of a file for --data-urlencode, in bytes; no provider takes as much.
const maxEncoded = 64 << 20
