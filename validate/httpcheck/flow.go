package httpcheck

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/willpass/willpass/validate/settle"
)

// flow is a body that is judged as it flows to the server.
type flow struct {
	exchange *exchange
	body     io.ReadCloser
	cut      bool // hold back the last byte

	mu     sync.Mutex
	held   []byte // the last byte, held back; at most one
	ended  bool   // the body came to its end and was judged
	doomed bool   // and is not let through
	broken bool   // the body was closed before its end
}

// errDoomed ends an upload that would be refused.
var errDoomed = errors.New("the request would be refused")

// follow sends a request whose body could not be judged before.
func (e *exchange) follow() (*http.Response, error) {
	o := &e.transport.options
	f := &flow{exchange: e, body: e.request.Body, cut: o.Cut && !o.Observe}
	sent := *e.request
	sent.Body, sent.GetBody = f, nil
	response, err := e.transport.base.RoundTrip(&sent)
	if err != nil && f.isDoomed() {
		return e.refused(f)
	}
	if err == nil {
		e.watch(response, f.verdict)
	}
	return response, err
}

// refused gives the predicted response after the upload was cut.
func (e *exchange) refused(f *flow) (*http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return e.refuse()
}

// Read passes the body on, and what passes to the engine.
func (f *flow) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.doomed {
		return 0, errDoomed
	}
	if f.ended {
		return f.release(p)
	}
	n, err := f.body.Read(p)
	f.judge(p[:n])
	if err == io.EOF {
		f.end()
	}
	if !f.cut {
		return n, err
	}
	n = f.hold(p, n)
	switch {
	case f.doomed:
		return 0, errDoomed
	case f.ended && n == 0:
		return f.release(p)
	case f.ended:
		return n, nil
	}
	return n, err
}

// hold keeps the last of n bytes back, and puts the one kept before in front.
func (f *flow) hold(p []byte, n int) int {
	if n == 0 {
		return 0
	}
	last := p[n-1]
	if len(f.held) == 0 {
		f.held = append(f.held, last)
		return n - 1
	}
	copy(p[1:n], p[:n-1])
	p[0] = f.held[0]
	f.held[0] = last
	return n
}

// release gives the byte held back, now that the body may pass.
func (f *flow) release(p []byte) (int, error) {
	n := copy(p, f.held)
	f.held = nil
	return n, io.EOF
}

func (f *flow) judge(p []byte) {
	if len(p) > 0 {
		start := time.Now()
		f.exchange.pending.Write(p)
		f.exchange.took += time.Since(start)
	}
}

// end judges the whole.
func (f *flow) end() {
	e, start := f.exchange, time.Now()
	e.judged = e.pending.End(e.request.Context(), nil)
	e.took += time.Since(start)
	f.ended = true
	f.doomed = f.cut && e.transport.options.Strictness.Refuses(&e.judged.Verdict)
	if !f.doomed {
		e.report(false, nil)
	}
}

// Close closes the body. One that was not read to its end has no verdict.
func (f *flow) Close() error {
	err := f.body.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	if o := f.exchange.transport.options.Observer; !f.ended && o != nil {
		f.ended, f.broken = true, true
		o.Judged(f.exchange.request.Context(), Event{Start: f.exchange.start, Took: f.exchange.took, Err: errors.New("the body was not read to its end")})
	}
	return err
}

func (f *flow) isDoomed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.doomed
}

// verdict is what came of the body, if it came to its end.
func (f *flow) verdict() (settle.Judged, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.exchange.judged, f.ended && !f.broken
}
