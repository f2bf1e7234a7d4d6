// Package httpcheck guards HTTP clients and servers: requests that a provider would surely refuse are answered at once, with
// the provider's own response, and never reach the network.
//
//	rules, err := known.Rules()
//	checker := &settle.Checker{Rules: rules, URLs: fetch.New(fetch.Options{})}
//	client := &http.Client{Transport: httpcheck.NewTransport(checker, httpcheck.Options{})}
//	response, err := client.Post("https://api.vidu.com/ent/v2/img2video", "application/json", body)
//	// response.StatusCode, its headers and its body are what the provider would send; response.Header["Willpass"] says that it did not
//
// # What happens to the body
//
// A request with GetBody (http.NewRequest sets it for bytes.Buffer, bytes.Reader and strings.Reader) is judged on a second
// reader before anything is sent; no byte is copied. Without GetBody a body of at most [Options.Keep] bytes is read into
// memory, judged and sent from there. A longer one is judged as it flows to the server: then the verdict comes too late to
// hold it, and is only reported, unless [Options.Cut] is set. Length, chunking, trailers and cancellation stay as they are.
//
// Hosts of no provider cost one look-up in a set.
//
// [Middleware] does the same on the side of a server that takes requests for a provider.
package httpcheck

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/settle"
)

// Options says what a Transport does. The zero value enforces: it answers in the provider's place when every answer that fits
// what is known refuses the request.
type Options struct {
	Base       http.RoundTripper  // sends what passes; nil = http.DefaultTransport
	Observe    bool               // only report: a doomed request is sent all the same
	Strictness refusal.Strictness // how sure a verdict must be to be enforced
	AsError    bool               // RoundTrip returns a *[refusal.Error] instead of a response; http.Client wraps it in a *url.Error
	Keep       int64              // most bytes of a body without GetBody that are kept in memory; 0 = [DefaultKeep], negative = none
	Cut        bool               // hold back the last byte of a longer body until it is judged, and end a doomed upload before it

	Hosts    map[string]string // names of hosts that stand for a provider's, such as a gateway of your own: "ocr.internal" to "api.vidu.com"
	Claims   Claims            // claims the ids of a batch while it is sent; nil = none
	Observer Observer          // told of every verdict; nil = nobody
	Comparer Comparer          // told of every verdict with the real response; nil = nobody
}

// DefaultKeep is how many bytes of a body without GetBody are kept when nothing else is said.
const DefaultKeep = 1 << 20

// Claims claims ids in a task, whole or not at all; see package ledger.
type Claims interface {
	Claim(ctx context.Context, task ledger.Task, ids []string) (ledger.Claim, error)
}

// Observer is told of verdicts. It is called from several goroutines and must not keep the request's body.
type Observer interface {
	Judged(ctx context.Context, e Event)
}

// Event is one judgement.
type Event struct {
	Verdict  validate.Verdict
	Enforced bool          // the predicted response was given instead of the real one
	Complete bool          // the whole body was read; when not, there is no verdict
	Start    time.Time     // when judging began
	Took     time.Duration // what judging cost; of a body judged as it flows, the time inside the engine
	Bytes    int64         // of the body that were read to judge it
	Err      error         // why there is no verdict, or what a ledger said; nil when all went well
}

// Transport is an http.RoundTripper that judges requests to known providers. Make it with [NewTransport]. It is safe for
// concurrent use.
type Transport struct {
	checker *settle.Checker
	options Options
	base    http.RoundTripper
	hosts   map[string]string // to the provider's host
}

// NewTransport makes a Transport. The checker must have Rules.
func NewTransport(checker *settle.Checker, o Options) *Transport {
	t := &Transport{checker: checker, options: o, base: o.Base, hosts: map[string]string{}}
	if t.base == nil {
		t.base = http.DefaultTransport
	}
	if t.options.Keep == 0 {
		t.options.Keep = DefaultKeep
	}
	for _, host := range checker.Rules.Hosts() {
		t.hosts[host] = host
	}
	for host, stands := range o.Hosts {
		t.hosts[strings.ToLower(host)] = strings.ToLower(stands)
	}
	return t
}

// host is the provider's host that a request goes to; "" when it goes to none.
func (t *Transport) host(r *http.Request) string {
	host := r.URL.Host
	if known, ok := t.hosts[host]; ok {
		return known
	}
	for i := len(host) - 1; i >= 0 && host[i] != ']'; i-- {
		if host[i] == ':' {
			host = host[:i]
			break
		}
	}
	return t.hosts[strings.ToLower(strings.TrimSuffix(host, "."))]
}

// RoundTrip sends a request unless it would surely be refused. Errors are those of the base transport, of reading the body, a
// *[ledger.Taken] when ids of the batch are being sent by another, and with [Options.AsError] a *[refusal.Error].
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	host := t.host(r)
	if host == "" {
		return t.base.RoundTrip(r)
	}
	e := &exchange{transport: t, request: r, asked: asked(r, host), start: time.Now()}
	switch early, err := e.judge(); {
	case err != nil:
		closeBody(r)
		return nil, err
	case !early:
		return e.follow()
	}
	defer e.pending.Release()
	refuses := t.options.Strictness.Refuses(&e.judged.Verdict)
	if refuses && !t.options.Observe {
		return e.refuse()
	}
	if refuses || t.options.Claims == nil || len(e.judged.IDs) == 0 {
		e.report(false, nil)
		return e.send(nil)
	}
	return e.claim()
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		r.Body.Close()
	}
}

// CloseIdleConnections closes those of the base transport.
func (t *Transport) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// asked is a request as the rules see it, without its body.
func asked(r *http.Request, host string) validate.Request {
	out := validate.Request{Method: r.Method, URL: r.URL.String()}
	if !strings.EqualFold(r.URL.Host, host) {
		u := *r.URL
		u.Host = host
		out.URL = u.String()
	}
	out.Headers = make([]validate.Header, 0, len(r.Header))
	for name, values := range r.Header {
		for _, value := range values {
			out.Headers = append(out.Headers, validate.Header{Name: name, Value: value})
		}
	}
	return out
}

// refuse gives the predicted response.
func (e *exchange) refuse() (*http.Response, error) {
	closeBody(e.request)
	e.report(true, nil)
	refused := refusal.From(e.judged.Verdict)
	if e.transport.options.AsError {
		return nil, refused
	}
	return Response(e.request, e.judged.Verdict), nil
}

// claim sends a batch whose ids nobody else sends meanwhile.
func (e *exchange) claim() (*http.Response, error) {
	ctx, o := e.request.Context(), &e.transport.options
	if e.judged.Task.ID == "" { // it starts a task: nobody else can know its ids
		e.report(false, nil)
		return e.send(nil)
	}
	claim, err := o.Claims.Claim(ctx, e.judged.Task, e.judged.IDs)
	var taken *ledger.Taken
	if errors.As(err, &taken) && !o.Observe {
		if len(taken.Sent) > 0 { // since the verdict another sent them: judge with that
			e.judged.Verdict = e.pending.With(validate.Fact{Name: "ids", List: taken.Sent})
			if o.Strictness.Refuses(&e.judged.Verdict) {
				return e.refuse()
			}
		}
		closeBody(e.request)
		e.report(false, err)
		return nil, err
	}
	e.report(false, err) // a ledger out of reach holds nothing back: the verdict was open, and is said to be
	return e.send(claim)
}
