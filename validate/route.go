package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/spec"
)

// Route is where a request goes, by its method and URL alone.
type Route struct {
	Provider string // id; "" when no provider has the host of the URL
	Endpoint string // id; "" when the provider says nothing about such a URL
	Params   []Fact // what the {name} segments of the path hold, by name, in Text
}

// Route finds the endpoint that a request would reach. An empty method means GET.
func (r *Rules) Route(method, url string) Route {
	if method == "" {
		method = "GET"
	}
	var found route
	r.route(&found, method, url)
	var out Route
	if found.provider != nil {
		out.Provider = found.provider.ID
	}
	if found.endpoint == nil {
		return out
	}
	out.Endpoint = found.endpoint.ID
	if found.pattern == nil {
		return out
	}
	segments := strings.Split(string(found.plain), "/")
	for i, segment := range found.pattern.Segments {
		if name := spec.Param(segment); name != "" && i < len(segments) {
			out.Params = append(out.Params, Fact{Name: name, Text: segments[i]})
		}
	}
	return out
}

// Hosts lists the host names of all providers, in lower case, in the order of the documents; patterns of names are left out.
func (r *Rules) Hosts() []string {
	var out []string
	for _, p := range r.providers {
		for i := range p.Hosts {
			if !p.Hosts[i].Pattern() {
				out = append(out, strings.ToLower(p.Hosts[i].Name))
			}
		}
	}
	return out
}
