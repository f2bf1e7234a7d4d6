package validate

import (
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// Rules is the documents of some providers. It is immutable and safe for concurrent use.
type Rules struct{ providers []*spec.Provider }

// New makes Rules of loaded documents; see [spec.Load].
func New(providers ...*spec.Provider) *Rules { return &Rules{providers} }

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

// route is where a request goes: to an endpoint, or to what answers in its place.
type route struct {
	provider *spec.Provider
	endpoint *spec.Endpoint // nil when the provider says nothing about such a URL
	pattern  *spec.Pattern  // that matched
	url      body.URL
	host     string // lower case
	path     string // as written
	plain    string // path, without needless escapes
}

// route is find, with the endpoint linked. One that cannot be read counts as none.
func (r *Rules) route(method, url string) route {
	found := r.find(method, url)
	if found.endpoint != nil && found.provider.Link(found.endpoint) != nil {
		found.endpoint = nil
	}
	return found
}

// find finds the endpoint of a method and URL. Of several patterns that match, the one with the fewest parameters counts. A path that
// is known with another method only leads to the fallback for methods, any other to the fallback for paths.
func (r *Rules) find(method, url string) route {
	found := route{url: body.SplitURL([]byte(url))}
	found.host = strings.ToLower(string(found.url.Host))
	found.path = string(found.url.Path)
	if found.path == "" {
		found.path = "/"
	}
	found.plain = unescaped(found.path)
	var host *spec.Host
	for _, p := range r.providers {
		for i := range p.Hosts {
			if strings.EqualFold(p.Hosts[i].Name, found.host) {
				found.provider, host = p, &p.Hosts[i]
			}
		}
	}
	if host == nil {
		return found
	}
	fallback := "path"
	for i := range found.provider.Endpoints {
		e := &found.provider.Endpoints[i]
		if !on(e, host.ID) {
			continue
		}
		for j := range e.Paths {
			if !e.Paths[j].Match(found.plain) {
				continue
			}
			fallback = "method"
			if strings.EqualFold(e.Method, method) && (found.pattern == nil || e.Paths[j].Params() < found.pattern.Params()) {
				found.endpoint, found.pattern = e, &e.Paths[j]
			}
		}
	}
	if found.endpoint != nil {
		return found
	}
	found.endpoint = found.fallback(host.ID, fallback)
	if found.endpoint == nil {
		found.endpoint = found.fallback(host.ID, "path")
	}
	return found
}

func (r *route) fallback(host, kind string) *spec.Endpoint {
	for i := range r.provider.Endpoints {
		if e := &r.provider.Endpoints[i]; e.Fallback == kind && on(e, host) {
			return e
		}
	}
	return nil
}

// on reports whether the endpoint is on the host.
func on(e *spec.Endpoint, host string) bool {
	for _, id := range e.Hosts {
		if id == host {
			return true
		}
	}
	return len(e.Hosts) == 0
}

// unescaped is a path without the escapes of characters that need none: /%61 is /a.
// https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2
func unescaped(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	out := make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		if b, err := strconv.ParseUint(path[i+1:min(i+3, len(path))], 16, 8); path[i] == '%' && err == nil && i+3 <= len(path) && unreserved(byte(b)) {
			out = append(out, byte(b))
			i += 2
			continue
		}
		out = append(out, path[i])
	}
	return string(out)
}

func unreserved(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '_' || b == '~'
}
