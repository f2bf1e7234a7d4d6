package httpcheck

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/settle"
)

// Target says which request a service would make of one that it got, without its body: the same body would be sent. ok is
// false for requests that are none of the provider's. See [Forward].
type Target func(r *http.Request) (request validate.Request, ok bool)

// MiddlewareOptions says what [Middleware] does. The zero value enforces.
type MiddlewareOptions struct {
	Observe    bool               // only report: the handler runs all the same
	Strictness refusal.Strictness // how sure a verdict must be to be enforced
	Memory     int64              // most bytes of a body kept in memory, the rest goes to a temporary file; 0 = [DefaultKeep]
	Body       int64              // longest body taken, inclusive; longer ones get 413; 0 = [DefaultBody]

	// Refuse answers in the service's own shape; nil = the provider's exact response.
	Refuse   func(w http.ResponseWriter, r *http.Request, refused *refusal.Error)
	Observer Observer
}

// DefaultBody is how many bytes of a body are taken when nothing else is said.
const DefaultBody = 64 << 20

// Forward is the Target of a service that sends requests on to base, such as "https://api.vidu.com", under the same path and
// query, with headers of its own (the API key) in place of those of the same names that came.
func Forward(base string, headers ...validate.Header) Target {
	base = strings.TrimSuffix(base, "/")
	return func(r *http.Request) (validate.Request, bool) {
		return validate.Request{Method: r.Method, URL: base + r.URL.RequestURI(), Headers: merge(r.Header, headers)}, true
	}
}

// As is the Target of an upload endpoint of the service's own: whatever comes is sent to url by method.
func As(method, url string, headers ...validate.Header) Target {
	return func(r *http.Request) (validate.Request, bool) {
		return validate.Request{Method: method, URL: url, Headers: merge(r.Header, headers)}, true
	}
}

// merge is the headers that came, but for the names that the service sets.
func merge(came http.Header, own []validate.Header) []validate.Header {
	out := append(make([]validate.Header, 0, len(came)+len(own)), own...)
	for name, values := range came {
		set := false
		for _, h := range own {
			set = set || strings.EqualFold(h.Name, name)
		}
		for _, value := range values {
			if !set {
				out = append(out, validate.Header{Name: name, Value: value})
			}
		}
	}
	return out
}

// Middleware judges requests before the handler runs: one that the provider would surely refuse is answered at once. The
// handler reads the body from its start; it is an io.ReadSeeker and an io.ReaderAt, and gone when the handler returns. The
// verdict is in its context, see [VerdictOf].
func Middleware(checker *settle.Checker, target Target, o MiddlewareOptions) func(http.Handler) http.Handler {
	if o.Memory == 0 {
		o.Memory = DefaultKeep
	}
	if o.Body == 0 {
		o.Body = DefaultBody
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			request, ok := target(r)
			if !ok || checker.Rules.Route(request.Method, request.URL).Provider == "" {
				next.ServeHTTP(w, r)
				return
			}
			g := guard{checker, o, next}
			g.serve(w, r, request)
		})
	}
}

type guard struct {
	checker *settle.Checker
	options MiddlewareOptions
	next    http.Handler
}

func (g *guard) serve(w http.ResponseWriter, r *http.Request, request validate.Request) {
	start := time.Now()
	body := &spool{memory: g.options.Memory}
	defer body.remove()
	pending := g.checker.Begin(r.Context(), request)
	_, err := io.Copy(io.MultiWriter(pending, body), http.MaxBytesReader(w, r.Body, g.options.Body))
	if err != nil {
		g.tell(r.Context(), Event{Start: start, Took: time.Since(start), Err: err})
		unreadable(w, err)
		return
	}
	judged := pending.End(r.Context(), func() (io.ReadCloser, error) { return io.NopCloser(body.open()), nil })
	pending.Release()
	v := judged.Verdict
	refuses := g.options.Strictness.Refuses(&v) && !g.options.Observe
	g.tell(r.Context(), Event{Verdict: v, Enforced: refuses, Complete: true, Start: start, Took: time.Since(start), Bytes: judged.Bytes})
	switch {
	case refuses && g.options.Refuse != nil:
		g.options.Refuse(w, r, refusal.From(v))
	case refuses:
		write(w.Header(), &v.Answers[0], mark(v))
		w.WriteHeader(status(&v.Answers[0]))
		io.WriteString(w, v.Answers[0].Body)
	default:
		passed := r.WithContext(context.WithValue(r.Context(), verdictKey{}, v))
		passed.Body = body.open()
		g.next.ServeHTTP(w, passed)
	}
}

func (g *guard) tell(ctx context.Context, e Event) {
	if g.options.Observer != nil {
		g.options.Observer.Judged(ctx, e)
	}
}

func unreadable(w http.ResponseWriter, err error) {
	var tooLong *http.MaxBytesError
	if errors.As(err, &tooLong) {
		http.Error(w, http.StatusText(http.StatusRequestEntityTooLarge), http.StatusRequestEntityTooLarge)
		return
	}
	http.Error(w, "the body cannot be read", http.StatusBadRequest)
}

type verdictKey struct{}

// VerdictOf is the verdict about the request whose handler runs in ctx; ok is false outside of [Middleware].
func VerdictOf(ctx context.Context) (v validate.Verdict, ok bool) {
	v, ok = ctx.Value(verdictKey{}).(validate.Verdict)
	return v, ok
}
