package standin

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
)

// Running is a Server that listens. Make it with [Start] or [Listen].
type Running struct {
	*Server
	URL       string // http://127.0.0.1:PORT, without a slash at the end; https works on the same port
	Authority []byte // PEM of the certificate authority that clients of https must trust; made anew at each start

	http *http.Server
	done chan struct{} // closed when serving has ended
	err  error         // why
}

// Start plays on a free port of 127.0.0.1. Close it when done. The error is that of the options, see [New], or of listening.
func Start(o Options) (*Running, error) { return Listen(o, "127.0.0.1:0") }

// Listen plays on a TCP address. The error is that of the options, see [New], or of listening.
func Listen(o Options, address string) (*Running, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	leaf, authority, err := certificate(o.Rules)
	if err != nil {
		return nil, err
	}
	listener = both{listener, &tls.Config{Certificates: []tls.Certificate{leaf}, MinVersion: tls.VersionTLS12}}
	r := &Running{Server: s, Authority: authority, URL: "http://" + listener.Addr().String(), http: &http.Server{Handler: s}, done: make(chan struct{})}
	go func() {
		r.err = r.http.Serve(listener)
		close(r.done)
	}()
	return r, nil
}

// Base is the base URL at which a provider is played: what stands for https://api.vidu.com in a client's settings. A host, by
// id or name, tells apart those of a provider with several; "" = the one that has the path.
func (r *Running) Base(provider string, host ...string) string {
	out := r.URL + "/" + provider
	if len(host) > 0 && host[0] != "" {
		out += "/" + host[0]
	}
	return out
}

// Client is a client whose requests come here whatever their URL says: real addresses, https among them, can stay as they are.
func (r *Running) Client() *http.Client {
	to, err := url.Parse(r.URL)
	if err != nil {
		return http.DefaultClient // not reached: the URL is our own
	}
	return &http.Client{Transport: here{to.Host}}
}

// here sends every request to one address, with the Host header of its URL.
type here struct{ address string }

func (h here) RoundTrip(r *http.Request) (*http.Response, error) {
	sent := r.Clone(r.Context())
	if sent.Host == "" {
		sent.Host = r.URL.Host
	}
	sent.URL.Scheme, sent.URL.Host = "http", h.address
	return http.DefaultTransport.RoundTrip(sent)
}

// Close stops listening and ends what is under way.
func (r *Running) Close() {
	r.http.Close()
	<-r.done
}

// Shutdown stops listening, lets what is under way come to its end, and returns when all is done or ctx ends, with
// the error of ctx.
func (r *Running) Shutdown(ctx context.Context) error {
	err := r.http.Shutdown(ctx)
	<-r.done
	return err
}

// Wait returns when serving has ended, with the error that ended it: http.ErrServerClosed after Close or Shutdown.
func (r *Running) Wait() error {
	<-r.done
	return r.err
}

// Routes is how each provider is reached, for people: its base URL here, and what that stands for. Of a provider with many
// hosts only the first is listed: the path tells which one is meant.
func (r *Running) Routes() []Route {
	var out []Route
	for _, p := range r.options.Rules.Providers() {
		hosts := p.Hosts
		more := 0
		if len(hosts) > mostHosts {
			hosts, more = hosts[:1], len(hosts)-1
		}
		for i, h := range hosts {
			base := r.Base(p.ID)
			if i > 0 {
				base = r.Base(p.ID, h.ID)
			}
			if p.ID == r.options.Provider && (hostByID(p, r.options.Host) == h.Name || r.options.Host == "" && i == 0) {
				base = r.URL
			}
			out = append(out, Route{p.ID, base, "https://" + h.Name, h.About, more})
		}
	}
	return out
}

// mostHosts is how many hosts of one provider are listed.
const mostHosts = 4

// Route is a base URL here and the one that it stands for.
type Route struct {
	Provider string `json:"provider"`
	Base     string `json:"base"`
	For      string `json:"for"`
	About    string `json:"about,omitempty"`
	More     int    `json:"more,omitempty"` // further hosts of the provider that the same base stands for
}
