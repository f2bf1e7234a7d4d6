package httpcheck

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/settle"
)

// exchange is one request on its way.
type exchange struct {
	transport *Transport
	request   *http.Request // as given, or a copy whose Body is another reader of the same bytes
	asked     validate.Request
	start     time.Time
	took      time.Duration
	pending   *settle.Pending
	judged    settle.Judged
}

// buffers are for copying bodies that cannot be handed over whole.
var buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// judge judges the request before it is sent. early is false when that cannot be: the body must flow first.
func (e *exchange) judge() (early bool, err error) {
	r, ctx := e.request, e.request.Context()
	e.pending = e.transport.checker.Begin(ctx, e.asked)
	var again settle.Body
	switch {
	case r.Body == nil || r.Body == http.NoBody:
	case r.GetBody != nil:
		again = r.GetBody
		if err := e.read(ctx, again); err != nil {
			return false, err
		}
	case r.ContentLength > e.transport.options.Keep || e.transport.options.Keep < 0:
		return false, nil
	default:
		kept, whole, err := e.keep(ctx)
		if err != nil || !whole {
			return false, err
		}
		again = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(kept)), nil }
		e.pending.Write(kept)
	}
	e.judged = e.pending.End(ctx, again)
	e.took = time.Since(e.start)
	return true, ctx.Err()
}

// read judges a second reader of the body.
func (e *exchange) read(ctx context.Context, open settle.Body) error {
	body, err := open()
	if err != nil {
		return err
	}
	defer body.Close()
	if whole, ok := body.(io.WriterTo); ok { // hands over what lies in memory without a copy
		_, err = whole.WriteTo(pieces{e.pending})
		return err
	}
	buf := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buf)
	_, err = io.CopyBuffer(onlyWriter{e.pending}, ending{ctx, body}, buf[:])
	return err
}

type onlyWriter struct{ io.Writer }

// pieces takes a text piece by piece: a strings.Reader hands over a string, whose conversion would copy it whole.
type pieces struct{ *settle.Pending }

// WriteString is for io.WriteString.
func (w pieces) WriteString(s string) (int, error) {
	buf := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buf)
	for rest := s; rest != ""; {
		n := copy(buf[:], rest)
		w.Write(buf[:n])
		rest = rest[n:]
	}
	return len(s), nil
}

// ending is a reader that ends with its context.
type ending struct {
	ctx context.Context
	io.Reader
}

func (e ending) Read(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, context.Cause(e.ctx)
	}
	return e.Reader.Read(p)
}

// keep reads a body into memory, at most Keep bytes of it, and makes the request send from there. whole is false when there
// is more: what was read then goes before the rest.
func (e *exchange) keep(ctx context.Context) (kept []byte, whole bool, err error) {
	r, most := e.request, e.transport.options.Keep
	buf := bytes.NewBuffer(make([]byte, 0, max(min(r.ContentLength, most), 0)+bytes.MinRead))
	n, err := buf.ReadFrom(io.LimitReader(ending{ctx, r.Body}, most+1))
	if err != nil {
		return nil, false, err
	}
	kept = buf.Bytes()
	sent := *r
	if whole = n <= most; whole {
		sent.Body = readCloser{bytes.NewReader(kept), r.Body}
		sent.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(kept)), nil }
	} else {
		sent.Body = readCloser{io.MultiReader(bytes.NewReader(kept), r.Body), r.Body}
	}
	e.request = &sent
	return kept, whole, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// report tells the observer.
func (e *exchange) report(enforced bool, err error) {
	if o := e.transport.options.Observer; o != nil {
		o.Judged(e.request.Context(), Event{Verdict: e.judged.Verdict, Enforced: enforced, Complete: true, Start: e.start, Took: e.took,
			Bytes: e.judged.Bytes, Err: err})
	}
}

// send sends the request and settles its claim by what comes back.
func (e *exchange) send(claim ledger.Claim) (*http.Response, error) {
	response, err := e.transport.base.RoundTrip(e.request)
	if claim != nil {
		e.settle(claim, err == nil && response.StatusCode < 300)
	}
	if err == nil {
		e.begun(response)
		e.watch(response, func() (settle.Judged, bool) { return e.judged, true })
	}
	return response, err
}

// settle confirms a claim or gives it back, also when the request's context has ended.
func (e *exchange) settle(claim ledger.Claim, taken bool) {
	ctx := context.WithoutCancel(e.request.Context())
	var err error
	if taken {
		err = claim.Confirm(ctx)
	} else {
		err = claim.GiveBack(ctx)
	}
	if err != nil {
		e.report(false, err)
	}
}
