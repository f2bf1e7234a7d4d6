package validate

import (
	"bytes"
	"strings"
	"sync/atomic"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// Rules is the documents of some providers. It is immutable and safe for concurrent use.
type Rules struct {
	providers []*spec.Provider
	more      []more // about each provider
	spare     spare
}

// more is what is worked out about a provider.
type more struct {
	facts []check.FactValue      // as they are when the caller tells nothing
	ways  ways                   // to its endpoints
	plans []atomic.Pointer[plan] // of its endpoints, once they were asked
}

// New makes Rules of loaded documents; see [spec.Load].
func New(providers ...*spec.Provider) *Rules {
	r := &Rules{providers: providers, more: make([]more, len(providers))}
	for i, p := range providers {
		m := &r.more[i]
		m.facts, m.plans = assumedFacts(p), make([]atomic.Pointer[plan], len(p.Endpoints))
		m.ways = waysOf(p)
	}
	return r
}

// Providers is the documents, in the order given to [New].
func (r *Rules) Providers() []*spec.Provider { return r.providers }

// Provider is the documents of one provider by id; nil when there is none.
func (r *Rules) Provider(id string) *spec.Provider {
	for _, p := range r.providers {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Endpoint finds an endpoint by "provider/endpoint"; both are nil when there is none.
func (r *Rules) Endpoint(name string) (*spec.Provider, *spec.Endpoint) {
	provider, endpoint, _ := strings.Cut(name, "/")
	p := r.Provider(provider)
	if p == nil {
		return nil, nil
	}
	for i := range p.Endpoints {
		if p.Endpoints[i].ID == endpoint {
			return p, &p.Endpoints[i]
		}
	}
	return nil, nil
}

// route is where a request goes: to an endpoint, or to what answers in its place. It is used again for the next request.
type route struct {
	rules    *Rules
	provider *spec.Provider
	number   int            // of the provider
	endpoint *spec.Endpoint // nil when the provider says nothing about such a URL
	at       int            // its number
	plan     *plan
	pattern  *spec.Pattern // that matched
	host     []byte        // lower case
	path     []byte        // as written
	query    []byte        // as written
	plain    []byte        // path, without needless escapes
	text     []byte        // the URL
	lower    []byte        // memory for host
}

// route is find, with the endpoint linked and its plan at hand. One that cannot be read counts as none.
func (r *Rules) route(found *route, method, url string) {
	r.find(found, method, url)
	if found.endpoint == nil {
		return
	}
	if found.provider.Link(found.endpoint) != nil {
		found.endpoint = nil
		return
	}
	kept := &r.more[found.number].plans[found.at]
	if found.plan = kept.Load(); found.plan == nil {
		found.plan = newPlan(found.provider, found.endpoint)
		kept.Store(found.plan)
	}
}

// find finds the endpoint of a method and URL. Of several patterns that match, the one with the fewest parameters counts. A path that
// is known with another method only leads to the fallback for methods, any other to the fallback for paths.
func (r *Rules) find(found *route, method, url string) {
	found.begin(r, url)
	ascii := isASCII(found.host)
	var host *spec.Host
	for k, p := range r.providers {
		for i := range p.Hosts {
			if h := &p.Hosts[i]; (len(h.Name) == len(found.host) || !ascii) && foldsTo(found.host, h.Name) {
				found.provider, found.number, host = p, k, h
			}
		}
	}
	if host == nil {
		if host = found.covered(string(found.host)); host == nil {
			return
		}
	}
	known := found.follow(&r.more[found.number].ways, host, method)
	if found.endpoint == nil && !(known && found.fallback(host, "method")) {
		found.fallback(host, "path")
	}
}

// begin forgets the route of the last request, and reads the URL of this one.
func (r *route) begin(rules *Rules, text string) {
	r.rules, r.provider, r.endpoint, r.plan, r.pattern = rules, nil, nil, nil, nil
	r.number, r.at = 0, 0
	r.text = append(r.text[:0], text...)
	url := body.SplitURL(r.text)
	r.lower = lowered(r.lower, url.Host)
	r.host, r.path, r.query = r.lower, url.Path, url.Query
	if len(r.path) == 0 {
		r.path = slash
	}
	if r.plain = r.path; bytes.IndexByte(r.path, '%') >= 0 {
		r.plain = unescaped(r.path)
	}
}

// covered finds the first pattern of hosts that the host of the request fits.
func (r *route) covered(host string) *spec.Host {
	for k, p := range r.rules.providers {
		for i := range p.Hosts {
			if h := &p.Hosts[i]; h.Covers(host) {
				r.provider, r.number = p, k
				return h
			}
		}
	}
	return nil
}

// slash is the path of a URL without one.
var slash = []byte("/")

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// lowered is text in lower case, in the memory of out.
func lowered(out, text []byte) []byte {
	out = append(out[:0], text...)
	for i, c := range out {
		switch {
		case c-'A' < 26:
			out[i] = c + 'a' - 'A'
		case c >= 0x80:
			return loweredText(out, text)
		}
	}
	return out
}

//go:noinline
func loweredText(out, text []byte) []byte { return append(out[:0], strings.ToLower(string(text))...) }

// fallback finds the endpoint that answers what no endpoint takes.
func (r *route) fallback(host *spec.Host, kind string) bool {
	for i := range r.provider.Endpoints {
		if e := &r.provider.Endpoints[i]; e.Fallback == kind && on(e, host) {
			r.endpoint, r.at = e, i
			return true
		}
	}
	return false
}

// on reports whether the endpoint is on the host. On hosts of which only the pattern is known are those that name it.
func on(e *spec.Endpoint, host *spec.Host) bool {
	for _, id := range e.Hosts {
		if id == host.ID {
			return true
		}
	}
	return len(e.Hosts) == 0 && !host.Pattern()
}

// unescaped is a path without the escapes of characters that need none: /%61 is /a.
// https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2
func unescaped(path []byte) []byte {
	out := make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		b := path[i]
		if b == '%' && i+2 < len(path) {
			if c := unhex(path[i+1])<<4 | unhex(path[i+2]); unhex(path[i+1])|unhex(path[i+2]) < 16 && unreserved(c) {
				b = c
				i += 2
			}
		}
		out = append(out, b)
	}
	return out
}

// unhex is the value of a hex digit, or more than 15.
func unhex(c byte) byte {
	switch {
	case c-'0' <= 9:
		return c - '0'
	case c|0x20-'a' <= 5:
		return c | 0x20 - 'a' + 10
	}
	return 0xFF
}

func unreserved(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '_' || b == '~'
}
