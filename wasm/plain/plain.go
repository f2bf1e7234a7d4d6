// Package plain reads the JSON that loaders give the module with nearly every call, without making a tree of it: what JSON.stringify writes
// for the members in their usual order, with texts of printable ASCII that need no escapes, and without facts. Anything else it leaves
// to those who read all of JSON and have words for what is wrong.
package plain

import (
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
)

// Request reads the head of a request, see [validate.ReadRequest]. Its texts are parts of text, its headers lie in the memory given. When ok is
// false nothing was learnt.
func Request(text string, headers []validate.Header) (request validate.Request, ok bool) {
	r := reader{rest: text}
	r.want(`{"method":`)
	request.Method = r.text()
	r.want(`,"url":`)
	request.URL = r.text()
	r.want(`,"headers":[`)
	request.Headers = headers[:0]
	for more := !r.skip(`]`); more && !r.bad; more = !r.skip(`]`) {
		if len(request.Headers) > 0 {
			r.want(`,`)
		}
		r.want(`[`)
		name := r.text()
		r.want(`,`)
		request.Headers = append(request.Headers, validate.Header{Name: name, Value: r.text()})
		r.want(`]`)
	}
	return request, r.end() && request.URL != ""
}

// File is a file that is sent: the handle of its probe, and what is said of it.
type File struct {
	Media    int32
	Name, At string
}

// Files reads the input of willpass_file.
func Files(text string, files []File) (endpoint string, read []File, ok bool) {
	r := reader{rest: text}
	r.want(`{"endpoint":`)
	endpoint = r.text()
	r.want(`,"files":[`)
	read = files[:0]
	for more := !r.skip(`]`); more && !r.bad; more = !r.skip(`]`) {
		if len(read) > 0 {
			r.want(`,`)
		}
		var f File
		r.want(`{"media":`)
		f.Media = r.number()
		r.want(`,"name":`)
		f.Name = r.text()
		if r.skip(`,"at":`) {
			f.At = r.text()
		}
		r.want(`}`)
		read = append(read, f)
	}
	return endpoint, read, r.end() && endpoint != ""
}

// reader reads from the front. Once something else is there than what was wanted, all is bad.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) skip(words string) bool {
	if !strings.HasPrefix(r.rest, words) {
		return false
	}
	r.rest = r.rest[len(words):]
	return true
}

func (r *reader) want(words string) {
	if !r.skip(words) {
		r.bad, r.rest = true, ""
	}
}

func (r *reader) text() string {
	r.want(`"`)
	n := body.Printable(r.rest)
	text := r.rest[:n]
	r.rest = r.rest[n:]
	r.want(`"`)
	return text
}

// number reads a number from 1 to 999999.
func (r *reader) number() int32 {
	n, digits := int32(0), 0
	for digits < len(r.rest) && r.rest[digits]-'0' <= 9 {
		n = n*10 + int32(r.rest[digits]-'0')
		if digits++; digits > 6 {
			break
		}
	}
	r.bad = r.bad || digits == 0 || digits > 6 || r.rest[0] == '0'
	r.rest = r.rest[digits:]
	return n
}

func (r *reader) end() bool {
	r.skip(`,"facts":{}`)
	r.want(`}`)
	return !r.bad && r.rest == ""
}
