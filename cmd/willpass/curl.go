package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/willpass/willpass/validate"
)

// curlCall is what the flags of a curl command add up to.
type curlCall struct {
	p       *program
	method  string
	url     string
	headers []validate.Header
	removed []string // headers switched off by "Name:"
	data    []source // -d and its kin
	form    []formPart
	query   []string
	get     bool // -G
	json    bool
	upload  source
	head    bool
}

// curlFlags says, of every flag that takes a value, what to do with it; nil where it does not change the request.
var curlFlags = map[string]func(c *curlCall, value string) error{
	"-X": (*curlCall).setMethod, "--request": (*curlCall).setMethod,
	"-H": (*curlCall).addHeader, "--header": (*curlCall).addHeader,
	"-d": (*curlCall).addData, "--data": (*curlCall).addData, "--data-ascii": (*curlCall).addData,
	"--data-raw": (*curlCall).addRaw, "--data-binary": (*curlCall).addBinary, "--data-urlencode": (*curlCall).addEncoded,
	"--json": (*curlCall).addJSON,
	"-F":     (*curlCall).addPart, "--form": (*curlCall).addPart, "--form-string": (*curlCall).addString,
	"-u": (*curlCall).setUser, "--user": (*curlCall).setUser,
	"--oauth2-bearer": (*curlCall).setBearer,
	"--url-query":     (*curlCall).addQuery,
	"--url":           (*curlCall).setURL,
	"-T":              (*curlCall).setUpload, "--upload-file": (*curlCall).setUpload,
	"-A": header("User-Agent"), "--user-agent": header("User-Agent"),
	"-e": header("Referer"), "--referer": header("Referer"),
	"-b": header("Cookie"), "--cookie": header("Cookie"),
	"-o": nil, "--output": nil, "-w": nil, "--write-out": nil, "-m": nil, "--max-time": nil, "--connect-timeout": nil, "-x": nil, "--proxy": nil,
	"--retry": nil, "--retry-delay": nil, "--retry-max-time": nil, "-c": nil, "--cookie-jar": nil, "-D": nil, "--dump-header": nil, "--cacert": nil,
	"--capath": nil, "-E": nil, "--cert": nil, "--key": nil, "--resolve": nil, "--limit-rate": nil, "-K": nil, "--config": nil, "--interface": nil,
	"--max-redirs": nil, "-r": header("Range"), "--range": header("Range"), "--trace": nil, "--trace-ascii": nil, "--stderr": nil, "-y": nil, "-Y": nil,
	"--ciphers": nil, "--tls-max": nil, "--max-filesize": nil, "--expect100-timeout": nil, "-z": nil, "--create-file-mode": nil, "--connect-to": nil,
}

// curlSwitches is the flags without a value that change the request.
var curlSwitches = map[string]func(c *curlCall){
	"-G": func(c *curlCall) { c.get = true }, "--get": func(c *curlCall) { c.get = true },
	"-I": func(c *curlCall) { c.head = true }, "--head": func(c *curlCall) { c.head = true },
}

func header(name string) func(*curlCall, string) error {
	return func(c *curlCall, value string) error {
		c.headers = append(c.headers, validate.Header{Name: name, Value: value})
		return nil
	}
}

// curl reads the arguments of a curl command.
func (p *program) curl(args []string) (request, error) {
	c := &curlCall{p: p}
	for i := 0; i < len(args); i++ {
		arg := strings.TrimPrefix(args[i], "\\\n") // a continuation that was quoted by mistake
		var used bool
		var err error
		switch {
		case arg == "" || arg == "\n":
		case strings.HasPrefix(arg, "--"):
			used, err = c.long(arg, args[i+1:])
		case len(arg) > 1 && arg[0] == '-':
			used, err = c.short(arg, args[i+1:])
		default:
			err = c.setURL(arg)
		}
		if err != nil {
			return request{}, fmt.Errorf("curl: %w", err)
		}
		if used {
			i++
		}
	}
	r, err := c.request()
	if err != nil {
		return r, fmt.Errorf("curl: %w", err)
	}
	return r, nil
}

// long reads --flag, --flag value or --flag=value; used tells that the next argument was its value.
func (c *curlCall) long(arg string, rest []string) (used bool, err error) {
	name, value, inline := strings.Cut(arg, "=")
	act, takes := curlFlags[name]
	if !takes {
		if act := curlSwitches[arg]; act != nil {
			act(c)
		}
		return false, nil // a switch that does not change the request, such as --silent
	}
	if !inline {
		if len(rest) == 0 {
			return false, fmt.Errorf("%s wants a value", name)
		}
		value = rest[0]
	}
	if act != nil {
		err = act(c, value)
	}
	return !inline, err
}

// short reads -sSX POST or -XPOST: letters in one word, the last of which may take a value.
func (c *curlCall) short(arg string, rest []string) (used bool, err error) {
	for i := 1; i < len(arg); i++ {
		name := "-" + arg[i:i+1]
		act, takes := curlFlags[name]
		if !takes {
			if act := curlSwitches[name]; act != nil {
				act(c)
			}
			continue
		}
		value := arg[i+1:]
		if used = value == ""; used {
			if len(rest) == 0 {
				return false, fmt.Errorf("%s wants a value", name)
			}
			value = rest[0]
		}
		if act != nil {
			err = act(c, value)
		}
		return used, err
	}
	return false, nil
}

func (c *curlCall) setMethod(value string) error { c.method = value; return nil }
func (c *curlCall) addQuery(value string) error {
	c.query = append(c.query, encodeData(value))
	return nil
}

func (c *curlCall) setURL(value string) error {
	if c.url != "" {
		return fmt.Errorf("two URLs, %s and %s: check one request at a time", c.url, value)
	}
	if !strings.Contains(value, "://") {
		value = "http://" + value
	}
	c.url = value
	return nil
}

func (c *curlCall) addHeader(value string) error {
	name, text, ok := strings.Cut(value, ":")
	if !ok {
		if name, ok = strings.CutSuffix(value, ";"); !ok {
			return fmt.Errorf("-H %q: want Name: value", value)
		}
	} else if strings.TrimSpace(text) == "" {
		c.removed = append(c.removed, strings.TrimSpace(name))
		return nil
	}
	c.headers = append(c.headers, validate.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(text)})
	return nil
}

func (c *curlCall) setUser(value string) error {
	return header("Authorization")(c, "Basic "+base64.StdEncoding.EncodeToString([]byte(value)))
}

func (c *curlCall) setBearer(value string) error { return header("Authorization")(c, "Bearer "+value) }

func (c *curlCall) setUpload(value string) error { c.upload = source{file: value}; return nil }

// request puts the parts together as curl would.
func (c *curlCall) request() (request, error) {
	if c.url == "" {
		return request{}, errors.New("no URL")
	}
	if len(c.data) > 0 && len(c.form) > 0 {
		return request{}, errors.New("-d and -F exclude each other")
	}
	r := request{Request: validate.Request{Method: "GET", URL: c.url}}
	if c.json {
		c.lack("Content-Type", "application/json")
		c.lack("Accept", "application/json")
	}
	var err error
	switch {
	case c.get:
		text, readErr := io.ReadAll(io.LimitReader(joined(c.p, c.data), maxCommand))
		if err = readErr; len(text) > 0 {
			c.query = append(c.query, string(text))
		}
	case c.head:
		r.Method = "HEAD"
	case len(c.form) > 0:
		r.Method = "POST"
		var contentType string
		r.body, contentType, err = c.p.multipart(c.form)
		c.lack("Content-Type", contentType)
	case len(c.data) > 0:
		r.Method, r.body = "POST", joined(c.p, c.data)
		c.lack("Content-Type", "application/x-www-form-urlencoded")
	case c.upload.file != "":
		r.Method, r.body = "PUT", joined(c.p, []source{c.upload})
	}
	if err == nil {
		err = c.readable()
	}
	if c.method != "" {
		r.Method = c.method
	}
	if len(c.query) > 0 {
		glue := "?"
		if strings.Contains(r.URL, "?") {
			glue = "&"
		}
		r.URL += glue + strings.Join(c.query, "&")
	}
	r.Headers = c.headers
	return r, err
}

// lack adds a header that curl sends unless the user set it or switched it off.
func (c *curlCall) lack(name, value string) {
	for _, h := range c.headers {
		if strings.EqualFold(h.Name, name) {
			return
		}
	}
	for _, removed := range c.removed {
		if strings.EqualFold(removed, name) {
			return
		}
	}
	c.headers = append(c.headers, validate.Header{Name: name, Value: value})
}

// readable makes sure that every file can be opened before anything is judged.
func (c *curlCall) readable() error {
	files := []string{c.upload.file}
	for _, s := range c.data {
		files = append(files, s.file)
	}
	for _, part := range c.form {
		files = append(files, part.content.file)
	}
	for _, name := range files {
		if name == "" || name == "-" {
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		f.Close()
	}
	return nil
}

// encodeData is what --data-urlencode and --url-query make of their value: content, =content, name=content.
func encodeData(value string) string {
	name, content, ok := strings.Cut(value, "=")
	switch {
	case strings.HasPrefix(value, "+"):
		return value[1:]
	case !ok:
		return url.QueryEscape(value)
	case name == "":
		return url.QueryEscape(content)
	}
	return name + "=" + url.QueryEscape(content)
}
