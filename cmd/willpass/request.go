package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/willpass/willpass/validate"
)

// maxLine bounds one line of the head of a request, in bytes.
const maxLine = 64 << 10

// request is a request whose body is still to be read; nil: there is none.
type request struct {
	validate.Request
	body io.Reader
}

// readRequest reads a request as people keep it: raw HTTP text, or a curl command. Only the head is read here; the body
// is left in in.
func readRequest(in io.Reader) (request, error) {
	b := bufio.NewReaderSize(in, maxLine)
	if start, err := b.Peek(maxLine); len(start) == 0 && !errors.Is(err, io.EOF) {
		return request{}, err
	} else if isCommand(start) {
		return readCommand(b)
	}
	h := head{in: b}
	r, err := h.read()
	if err != nil && h.line > 0 {
		err = fmt.Errorf("line %d: %w", h.line, err)
	}
	return r, err
}

// isCommand reports whether text is a shell text with a curl command: its first line that is no comment starts one, or sets a variable.
func isCommand(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimLeft(line, "$ \t\r\n")
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		word, _, _ := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(" "))
		isName := func(c rune) bool {
			return c == '_' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		}
		rest := bytes.TrimLeftFunc(word, isName)
		return string(word) == "curl" || string(word) == "export" || len(rest) < len(word) && len(rest) > 0 && rest[0] == '='
	}
	return false
}

// head reads the lines before the body.
type head struct {
	in   *bufio.Reader
	line int // of the last line read
}

func (h *head) read() (request, error) {
	first, err := h.first()
	if err != nil {
		return request{}, err
	}
	words := strings.Fields(first)
	if len(words) < 2 || len(words) > 3 || !isMethod(words[0]) {
		return request{}, fmt.Errorf("want a method and a URL such as POST https://…, or a curl command, got %q", short(first))
	}
	start := h.line
	r := request{Request: validate.Request{Method: words[0], URL: words[1]}, body: h.in}
	host := ""
	for {
		line, err := h.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return r, err
		}
		if line == "" {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t\"{") {
			return r, fmt.Errorf("want a header such as Name: value, or an empty line before the body, got %q", short(line))
		}
		value = strings.TrimSpace(value)
		if strings.EqualFold(name, "host") {
			host = value
		}
		r.Headers = append(r.Headers, validate.Header{Name: name, Value: value})
	}
	h.line = start
	if strings.HasPrefix(r.URL, "/") {
		if host == "" {
			return r, fmt.Errorf("the URL %s has no host: write it whole or add a Host header", short(r.URL))
		}
		r.URL = "https://" + host + r.URL
	}
	return r, wellFormed(r.URL)
}

// first skips empty lines and comments, as .http files of editors have them.
func (h *head) first() (string, error) {
	for {
		line, err := h.next()
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "//") {
			return line, nil
		}
		if err != nil {
			h.line = 0
			return "", errors.New("there is no request in it")
		}
	}
}

func (h *head) next() (string, error) {
	h.line++
	raw, err := h.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return "", fmt.Errorf("this line of the head is longer than %d bytes", maxLine)
	}
	return strings.TrimRight(string(raw), "\r\n"), err
}

func isMethod(word string) bool {
	for _, c := range word {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// short is text for a message: one line, cut to what the eye takes in.
func short(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return text
}
