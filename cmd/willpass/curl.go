package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
)

// curlCall is what the flags of a curl command add up to.
type curlCall struct {
	in       io.Reader // what @- reads; nil when the command itself came that way
	method   string
	url      string
	headers  []validate.Header
	removed  []string // headers switched off by "Name:"
	data     []source // -d and its kin
	form     []formPart
	query    []string
	upload   *source
	get      bool // -G
	head     bool // -I
	json     bool
	globOff  bool
	pathAsIs bool
	escape   bool // --form-escape
}

// readCurl reads the arguments of a curl command; in is its standard input.
func readCurl(args []string, in io.Reader) (request, error) {
	c := &curlCall{in: in}
	r, err := c.read(args)
	if err != nil {
		return r, fmt.Errorf("curl: %w", err)
	}
	return r, nil
}

func (c *curlCall) read(args []string) (request, error) {
	for i := 0; i < len(args); i++ {
		arg := strings.TrimPrefix(args[i], "\\\n") // a continuation that was quoted by mistake
		var used bool
		var err error
		switch {
		case strings.TrimSpace(arg) == "":
		case strings.HasPrefix(arg, "--"):
			used, err = c.long(arg, args[i+1:])
		case len(arg) > 1 && arg[0] == '-':
			used, err = c.short(arg, args[i+1:])
		default:
			err = c.setURL(arg)
		}
		if err != nil {
			return request{}, err
		}
		if used {
			i++
		}
	}
	return c.request()
}

// long reads --flag, --flag value or --flag=value; used tells that the next argument was its value.
func (c *curlCall) long(arg string, rest []string) (used bool, err error) {
	name, value, inline := strings.Cut(arg, "=")
	if !takesValue(name) {
		return false, c.flip(arg)
	}
	if !inline {
		if value, err = following(name, rest); err != nil {
			return false, err
		}
	}
	return !inline, c.act(name, value)
}

// short reads -sSX POST or -XPOST: letters in one word, the last of which may take a value.
func (c *curlCall) short(arg string, rest []string) (used bool, err error) {
	for i := 1; i < len(arg); i++ {
		name := "-" + arg[i:i+1]
		if !takesValue(name) {
			if err := c.flip(name); err != nil {
				return false, err
			}
			continue
		}
		value := arg[i+1:]
		if used = value == ""; used {
			if value, err = following(name, rest); err != nil {
				return false, err
			}
		}
		return used, c.act(name, value)
	}
	return false, nil
}

func following(name string, rest []string) (string, error) {
	if len(rest) == 0 {
		return "", fmt.Errorf("%s wants a value", name)
	}
	return rest[0], nil
}

func (c *curlCall) addHeader(value string) error {
	name, text, ok := strings.Cut(value, ":")
	switch {
	case strings.HasPrefix(value, "@"):
		return fmt.Errorf("-H %s: a file of headers is not read, give each with its own -H", value)
	case !ok && strings.HasSuffix(value, ";"):
		c.header(strings.TrimSuffix(value, ";"), "")
	case !ok:
		return fmt.Errorf("-H %q: want Name: value", value)
	case strings.TrimSpace(text) == "":
		c.removed = append(c.removed, strings.TrimSpace(name))
	default:
		c.header(strings.TrimSpace(name), strings.TrimSpace(text))
	}
	return nil
}

func (c *curlCall) header(name, value string) {
	c.headers = append(c.headers, validate.Header{Name: name, Value: value})
}

func (c *curlCall) setUser(value string) {
	if !strings.Contains(value, ":") {
		value += ":"
	}
	c.header("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(value)))
}

// request puts the parts together as curl would.
func (c *curlCall) request() (request, error) {
	r := request{Request: validate.Request{Method: "GET"}}
	switch {
	case c.url == "":
		return r, errors.New("no URL")
	case len(c.data) > 0 && len(c.form) > 0:
		return r, errors.New("-d and -F exclude each other")
	case c.head && !c.get && len(c.data)+len(c.form) > 0:
		return r, errors.New("-I sends no body: leave it or the data out")
	}
	if err := c.open(); err != nil {
		return r, err
	}
	if c.json {
		c.lack("Content-Type", "application/json")
		c.lack("Accept", "application/json")
	}
	switch {
	case c.get:
		text, err := io.ReadAll(io.LimitReader(joined(c.data), maxCommand))
		if err != nil {
			return r, err
		}
		if len(text) > 0 {
			c.query = append(c.query, string(text))
		}
	case len(c.form) > 0:
		r.Method, r.body = "POST", c.multipart()
		c.lack("Content-Type", "multipart/form-data; boundary="+formBoundary)
	case len(c.data) > 0:
		r.Method, r.body = "POST", joined(c.data)
		c.lack("Content-Type", "application/x-www-form-urlencoded")
	case c.upload != nil:
		r.Method, r.body = "PUT", c.upload
	}
	if c.head {
		r.Method = "HEAD"
	}
	if c.method != "" {
		r.Method = c.method
	}
	c.lack("Accept", "*/*")
	r.Headers = c.headers
	var err error
	r.URL, err = c.fullURL()
	return r, err
}

// lack adds a header that curl sends unless the user set it or switched it off.
func (c *curlCall) lack(name, value string) {
	set := func(h validate.Header) bool { return strings.EqualFold(h.Name, name) }
	off := func(removed string) bool { return strings.EqualFold(removed, name) }
	if !slices.ContainsFunc(c.headers, set) && !slices.ContainsFunc(c.removed, off) {
		c.header(name, value)
	}
}

// open opens every file that is named, so that a missing one is told before anything is judged.
func (c *curlCall) open() error {
	for i := range c.data {
		if err := c.data[i].open(c.in); err != nil {
			return err
		}
	}
	for i := range c.form {
		if err := c.form[i].content.open(c.in); err != nil {
			return err
		}
	}
	if c.upload != nil {
		return c.upload.open(c.in)
	}
	return nil
}

// uploadName is the file name that curl puts behind a URL that ends in a slash.
func (c *curlCall) uploadName() string {
	if c.upload == nil || c.upload.file == "-" || c.upload.file == "." {
		return ""
	}
	return filepath.Base(c.upload.file)
}
