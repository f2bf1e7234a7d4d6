package cases

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// address is the URL of a sample in pieces, so that one can be changed and the others stay as written.
type address struct {
	scheme, host, path, query string // scheme with ://, path and query with their first character
}

func (d *draft) url() *address {
	a := &address{}
	rest := ""
	if n := d.request.get("url"); n != nil {
		rest = n.text()
	}
	if at := strings.Index(rest, "://"); at >= 0 {
		a.scheme, rest = rest[:at+3], rest[at+3:]
	}
	if at := strings.IndexByte(rest, '?'); at >= 0 {
		rest, a.query = rest[:at], rest[at:]
	}
	if at := strings.IndexByte(rest, '/'); at >= 0 {
		rest, a.path = rest[:at], rest[at:]
	}
	a.host = rest
	return a
}

func (a *address) String() string { return a.scheme + a.host + a.path + a.query }

// param is where the segment for {name} lies in the path's segments; -1 when no pattern of the endpoint has it.
func (a *address) param(e *spec.Endpoint, name string) (segments []string, at int) {
	segments = strings.Split(a.path, "/")
	for _, pattern := range e.Paths {
		for i, segment := range pattern.Segments {
			if pattern.Match(a.path) && spec.Param(segment) == name {
				return segments, i
			}
		}
	}
	return segments, -1
}

func (a *address) at(e *spec.Endpoint, place check.Place) (string, bool) {
	switch place.Root {
	case check.AtHost:
		return a.host, true
	case check.AtPath:
		return a.path, true
	case check.AtPathParam:
		if segments, i := a.param(e, place.Name); i >= 0 {
			return segments[i], true
		}
		return "", false
	}
	for _, pair := range strings.Split(strings.TrimPrefix(a.query, "?"), "&") {
		if name, value, _ := strings.Cut(pair, "="); name == place.Name {
			decoded, err := url.QueryUnescape(value)
			return decoded, err == nil
		}
	}
	return "", false
}

func (a *address) set(e *spec.Endpoint, place check.Place, value string) error {
	switch place.Root {
	case check.AtHost:
		a.host = value
	case check.AtPath:
		a.path = value
	case check.AtPathParam:
		segments, i := a.param(e, place.Name)
		if i < 0 {
			return fmt.Errorf("no path of the endpoint has {%s}", place.Name)
		}
		segments[i] = url.PathEscape(value)
		a.path = strings.Join(segments, "/")
	case check.AtQuery:
		a.dropQuery(place.Name)
		separator := "&"
		if a.query == "" {
			separator = "?"
		}
		a.query += separator + place.Name + "=" + string(percent(nil, []byte(value)))
	}
	return nil
}

func (a *address) dropQuery(name string) {
	kept := []string{}
	for _, pair := range strings.Split(strings.TrimPrefix(a.query, "?"), "&") {
		if has, _, _ := strings.Cut(pair, "="); has != name && pair != "" {
			kept = append(kept, pair)
		}
	}
	a.query = ""
	if len(kept) > 0 {
		a.query = "?" + strings.Join(kept, "&")
	}
}
