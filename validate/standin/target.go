package standin

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// target is where a request goes: a provider, one of its hosts, and the path and query there.
type target struct {
	provider *spec.Provider
	host     string // name
	rest     string // path and query, as written
	fault    string // what goes wrong, as the path says it
}

// url is the address at the provider.
func (t *target) url() string { return "https://" + t.host + t.rest }

// faultSegment is how the first segment of a path starts that says what goes wrong: /fault:quota,slow/vidu/…. It is for
// clients that can send no header of ours.
const faultSegment = "fault:"

// target finds it by the start of the path, the Host header or the options, in this order.
func (s *Server) target(r *http.Request) (target, error) {
	rest := r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		rest += "?" + r.URL.RawQuery
	}
	fault := ""
	if first, after, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/"); strings.HasPrefix(first, faultSegment) {
		said, err := url.PathUnescape(first[len(faultSegment):])
		if err != nil {
			return target{}, err
		}
		fault, rest = said, "/"+after
	}
	to, err := s.plain(r, rest)
	to.fault = fault
	return to, err
}

// plain is the target of a path that says nothing of faults.
func (s *Server) plain(r *http.Request, rest string) (target, error) {
	first, after, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	if name, err := url.PathUnescape(first); err == nil && name != "" {
		if p, host := s.host(name); p != nil {
			return target{p, host, "/" + after, ""}, nil
		}
		if p := s.options.Rules.Provider(name); p != nil {
			return s.prefixed(p, r.Method, after), nil
		}
	}
	if p, host := s.host(hostname(r.Host)); p != nil {
		return target{p, host, rest, ""}, nil
	}
	if p := s.options.Rules.Provider(s.options.Provider); p != nil {
		return target{p, s.options.hostOf(p, r.Method, rest), rest, ""}, nil
	}
	return target{}, fmt.Errorf("no provider has the host %q, and the path starts with none: want /%s/… or a Host header such as %s", r.Host,
		s.options.Rules.Providers()[0].ID, s.options.Rules.Hosts()[0])
}

// prefixed is the target of /vidu/… and, of providers with several hosts, /vidu/china/….
func (s *Server) prefixed(p *spec.Provider, method, rest string) target {
	id, after, _ := strings.Cut(rest, "/")
	if h := hostByID(p, id); h != "" && len(p.Hosts) > 1 {
		return target{p, h, "/" + after, ""}
	}
	return target{p, s.options.hostOf(p, method, "/"+rest), "/" + rest, ""}
}

// host finds the provider of a host name.
func (s *Server) host(name string) (*spec.Provider, string) {
	name = strings.TrimSuffix(name, ".")
	for _, p := range s.options.Rules.Providers() {
		for i := range p.Hosts {
			if strings.EqualFold(p.Hosts[i].Name, name) {
				return p, p.Hosts[i].Name
			}
		}
	}
	name = strings.ToLower(name)
	for _, p := range s.options.Rules.Providers() {
		if slices.ContainsFunc(p.Hosts, func(h spec.Host) bool { return h.Covers(name) }) {
			return p, name
		}
	}
	return nil, ""
}

// hostname is a Host header without its port.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return host
}

func hostByID(p *spec.Provider, id string) string {
	for i := range p.Hosts {
		if p.Hosts[i].ID == id || strings.EqualFold(p.Hosts[i].Name, id) {
			return p.Hosts[i].Name
		}
	}
	return ""
}

// hostOf is the host that a path of the provider is meant for when none is named: the one chosen, else that of the sample of
// the endpoint that has the path, else the first.
func (o *Options) hostOf(p *spec.Provider, method, rest string) string {
	if o.Provider == p.ID && o.Host != "" {
		return hostByID(p, o.Host)
	}
	for i := range p.Hosts {
		route := o.Rules.Route(method, "https://"+p.Hosts[i].Name+rest)
		_, e := o.Rules.Endpoint(p.ID + "/" + route.Endpoint)
		if e == nil || e.Fallback != "" {
			continue
		}
		if n := e.Sample.Get("url"); n != nil {
			return string(body.SplitURL([]byte(n.Text)).Host)
		}
		return p.Hosts[i].Name
	}
	return p.Hosts[0].Name
}

// home checks the provider and host of the options.
func (s *Server) home() error {
	o := &s.options
	if o.Provider == "" && o.Host == "" {
		return nil
	}
	var ids, hosts []string
	for _, p := range o.Rules.Providers() {
		ids = append(ids, p.ID)
	}
	p := o.Rules.Provider(o.Provider)
	if p == nil {
		return fmt.Errorf("no provider is called %q%s; there are %s", o.Provider, doc.Nearest(o.Provider, ids), strings.Join(ids, ", "))
	}
	for i := range p.Hosts {
		hosts = append(hosts, p.Hosts[i].ID)
	}
	if o.Host != "" && hostByID(p, o.Host) == "" {
		return fmt.Errorf("%s has no host %q%s; there are %s", p.ID, o.Host, doc.Nearest(o.Host, hosts), strings.Join(hosts, ", "))
	}
	return nil
}
