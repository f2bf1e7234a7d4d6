// Package fetch finds out what a URL holds, for verdicts that depend on it: can it be downloaded, and what does the header of
// the file say? It reads only the spans that the probe asks for, under limits of bytes, time and redirects, and it never
// connects to an address that is not public, however the URL, its redirects or the name server put it.
//
//	client := fetch.New(fetch.Options{})
//	fetched, err := client.Fetch(ctx, "https://shop.example/1.jpg")
//
// A URL that surely cannot be downloaded by anybody is a result (Failed). Everything else that goes wrong here, such as a
// refused address, a time-out or an error of the server, is an *[Error]: it says nothing about what the provider would find,
// and the question stays open.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
)

// Options bounds what a fetch may do. The zero value is safe for URLs from anybody.
type Options struct {
	Guard     Guard
	Bytes     int64         // most bytes read of all bodies of one fetch, inclusive; 0 = [DefaultBytes]
	Time      time.Duration // for the whole fetch, redirects included; 0 = [DefaultTime]
	Redirects int           // most redirects followed, inclusive; 0 = [DefaultRedirects], negative = none
	Requests  int           // most requests for spans of the file, inclusive; 0 = [DefaultRequests]
	Resolver  *net.Resolver // nil = that of the system
	UserAgent string        // "" = willpass
}

// What holds where Options say nothing.
const (
	DefaultBytes     = 1 << 20
	DefaultTime      = 10 * time.Second
	DefaultRedirects = 5
	DefaultRequests  = 8
)

// maxURL bounds the length of a URL in bytes, and maxHeader that of the headers of an answer.
const (
	maxURL    = 8 << 10
	maxHeader = 64 << 10
)

// Kind says what ended a fetch.
type Kind uint8

const (
	Refused Kind = iota + 1 // the guard or a limit of the URL itself: nothing was sent to that address
	Limited                 // a limit of bytes, time, redirects or requests
	Failing                 // the network or the server
)

// String is the name of the kind, such as "refused".
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return ""
	}
	return kindNames[k]
}

var kindNames = [...]string{"", "refused", "limited", "failing"}

// Error is why it stays open what a URL holds.
type Error struct {
	Kind   Kind
	URL    string // as given to Fetch, without a password
	Reason string
	Err    error // what the network said; may be nil
}

// Error is the reason in words.
func (e *Error) Error() string {
	words := e.Kind.String() + ": " + e.Reason
	if e.URL != "" {
		words = "fetch " + e.URL + ": " + words
	}
	return words
}

// Unwrap is what the network said.
func (e *Error) Unwrap() error { return e.Err }

// Client fetches. It is safe for concurrent use.
type Client struct {
	options Options
	http    *http.Client
}

// New makes a Client. It keeps connections of its own and never uses a proxy: a proxy would dial unguarded.
func New(o Options) *Client {
	o.Bytes, o.Time = or(o.Bytes, DefaultBytes), or(o.Time, DefaultTime)
	o.Redirects, o.Requests = or(o.Redirects, DefaultRedirects), or(o.Requests, DefaultRequests)
	if o.UserAgent == "" {
		o.UserAgent = "willpass"
	}
	dialer := &net.Dialer{Timeout: o.Time, Resolver: o.Resolver}
	guard := o.Guard
	dialer.Control = guard.Control
	return &Client{options: o, http: &http.Client{
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > o.Redirects {
				return &Error{Kind: Limited, Reason: fmt.Sprintf("more than %d redirects", max(o.Redirects, 0))}
			}
			r.Header.Del("Referer") // would tell one host the URL at another
			return acceptable(r.URL)
		},
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			DisableCompression:     true, // the bytes of the file are wanted as they are
			ForceAttemptHTTP2:      true,
			MaxResponseHeaderBytes: maxHeader,
			MaxIdleConns:           32,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    o.Time,
			ResponseHeaderTimeout:  o.Time,
		},
	}}
}

func or[T int | int64 | time.Duration](given, otherwise T) T {
	if given == 0 {
		return otherwise
	}
	return given
}

// acceptable refuses URLs that no image lies at.
func acceptable(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return &Error{Kind: Refused, Reason: "the scheme is not http or https"}
	case u.Host == "" || u.Hostname() == "":
		return &Error{Kind: Refused, Reason: "there is no host"}
	case u.User != nil:
		return &Error{Kind: Refused, Reason: "it holds a user name"}
	case oddAddress(u.Hostname()):
		return &Error{Kind: Refused, Reason: "the host is an address in a notation that programs read differently"}
	}
	return nil
}

// oddAddress reports whether a host ends in a number and yet is no plain address: 127.1, 0x7f.1, 017700000001, 2130706433.
// https://url.spec.whatwg.org/#ends-in-a-number-checker
func oddAddress(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	if digits, hex := strings.CutPrefix(strings.ToLower(last), "0x"); hex {
		return strings.Trim(digits, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// Fetch finds out what the URL holds. The Media of the result is what the header of the file says; its Bytes is -1 when the
// server does not tell the length. Failed is set when nobody could download it: the name does not exist, or the server
// answers 404 or 410. The error is an *[Error], or the one of ctx when that ended.
func (c *Client) Fetch(ctx context.Context, rawURL string) (validate.Fetched, error) {
	out := validate.Fetched{URL: rawURL}
	if len(rawURL) > maxURL {
		return out, &Error{Kind: Refused, Reason: fmt.Sprintf("longer than %d bytes", maxURL)}
	}
	u, err := url.Parse(strings.TrimSpace(rawURL))
	if err != nil {
		return out, &Error{Kind: Refused, Reason: "it cannot be read as a URL"}
	}
	if err = acceptable(u); err != nil {
		return out, c.explain(ctx, u, err)
	}
	limited, cancel := context.WithTimeout(ctx, c.options.Time)
	defer cancel()
	r := &reader{client: c, ctx: limited, url: u, left: c.options.Bytes}
	defer r.close()
	out.Media, err = r.probe()
	switch {
	case err == nil:
		return out, nil
	case errors.Is(err, errGone) || noSuchHost(err):
		return validate.Fetched{URL: rawURL, Failed: true}, nil
	}
	return validate.Fetched{URL: rawURL}, c.explain(ctx, u, err)
}

// noSuchHost reports whether the name service says that there is no such name.
func noSuchHost(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.IsNotFound
}

// explain makes an Error of what went wrong.
func (c *Client) explain(ctx context.Context, u *url.URL, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	out := &Error{Kind: Failing, URL: u.Redacted(), Reason: err.Error(), Err: err}
	var known *Error
	switch {
	case errors.As(err, &known):
		out.Kind, out.Reason = known.Kind, known.Reason
	case errors.Is(err, context.DeadlineExceeded):
		out.Kind, out.Reason = Limited, "more than "+c.options.Time.String()
	}
	return out
}
