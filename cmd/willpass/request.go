package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"

	"mvdan.cc/sh/v3/shell"

	"github.com/willpass/willpass/validate"
)

// maxCommand bounds the length of a curl command read from a file, in bytes.
const maxCommand = 1 << 20

// readRequest reads a request as people keep it: raw HTTP text, or a curl command. Only the head is read here; the body
// is left in in.
func (p *program) readRequest(in io.Reader, name string) (request, error) {
	b := bufio.NewReaderSize(in, 64<<10)
	if start, _ := b.Peek(5); strings.HasPrefix(strings.TrimLeft(string(start), "$ "), "curl") {
		return p.curlText(b)
	}
	line, err := firstLine(b)
	if err != nil {
		return request{}, err
	}
	words := strings.Fields(line)
	if len(words) < 2 || strings.ToUpper(words[0]) != words[0] {
		return request{}, fmt.Errorf("line 1: want a method and a URL such as POST https://…, or a curl command, got %q", short(line))
	}
	r := request{Request: validate.Request{Method: words[0], URL: words[1]}, body: b}
	header, err := textproto.NewReader(b).ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return r, fmt.Errorf("headers: %w", err)
	}
	for name, values := range header {
		for _, value := range values {
			r.Headers = append(r.Headers, validate.Header{Name: name, Value: value})
		}
	}
	if strings.HasPrefix(r.URL, "/") {
		host := header.Get("Host")
		if host == "" {
			return r, fmt.Errorf("the URL %s has no host: write it whole or add a Host header", r.URL)
		}
		r.URL = "https://" + host + r.URL
	}
	return r, nil
}

// firstLine skips empty lines and comments, as .http files of editors have them.
func firstLine(b *bufio.Reader) (string, error) {
	for {
		raw, err := b.ReadSlice('\n')
		line := strings.TrimSpace(string(raw))
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "//") {
			return line, nil
		}
		if err != nil {
			return "", errors.New("there is no request in it")
		}
	}
}

func short(text string) string {
	if len(text) > 60 {
		text = text[:60] + "…"
	}
	return text
}

// curlText reads a curl command as it stands in a shell: quotes, line continuations. Variables stay as they are written.
func (p *program) curlText(b *bufio.Reader) (request, error) {
	text, err := io.ReadAll(io.LimitReader(b, maxCommand))
	if err != nil {
		return request{}, err
	}
	command := strings.TrimLeft(string(text), "$ ")
	words, err := shell.Fields(command, func(name string) string { return "$" + name })
	if err != nil {
		return request{}, fmt.Errorf("the curl command: %w", err)
	}
	return p.curl(words[1:])
}
