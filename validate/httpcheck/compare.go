package httpcheck

import (
	"context"
	"io"
	"net/http"
	"sync"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/settle"
)

// Comparer is told of real responses to requests that were judged. It is called once per response, when its body was read
// or closed, from the goroutine that did so. Package drift has one.
type Comparer interface {
	Compare(ctx context.Context, r Real)
}

// Real is a request that was judged, and what really came back.
type Real struct {
	Request validate.Request // without its body
	Body    settle.Body      // opens the body again; nil when that cannot be
	Params  []validate.Fact  // what the {name} segments of the path hold
	Judged  settle.Judged
	Status  int // of HTTP
	Header  http.Header
	Answer  []byte // body of the response, at most [MaxAnswer] bytes of it
	Whole   bool   // Answer is all of it
}

// MaxAnswer is how many bytes of a real response are kept for comparison.
const MaxAnswer = 64 << 10

// watch lets the comparer see the response as it is read.
func (e *exchange) watch(response *http.Response, judged func() (settle.Judged, bool)) {
	c := e.transport.options.Comparer
	if c == nil || response.StatusCode == http.StatusSwitchingProtocols {
		return
	}
	real := Real{Request: e.asked, Params: e.pending.Route().Params, Status: response.StatusCode, Header: response.Header.Clone()}
	if open := e.request.GetBody; open != nil {
		real.Body = open
	}
	tell := func(answer []byte, whole bool) {
		if j, known := judged(); known {
			real.Judged, real.Answer, real.Whole = j, answer, whole
			c.Compare(context.WithoutCancel(e.request.Context()), real)
		}
	}
	if response.Body == nil || response.Body == http.NoBody {
		tell(nil, true)
		return
	}
	response.Body = &seen{body: response.Body, tell: tell}
}

// seen is the body of a response that keeps its start.
type seen struct {
	body io.ReadCloser
	tell func(answer []byte, whole bool)
	once sync.Once
	kept []byte
	more bool // than is kept
}

func (s *seen) Read(p []byte) (int, error) {
	n, err := s.body.Read(p)
	room := min(n, MaxAnswer-len(s.kept))
	s.kept = append(s.kept, p[:room]...)
	s.more = s.more || room < n
	if err == io.EOF {
		s.once.Do(func() { s.tell(s.kept, !s.more) })
	}
	return n, err
}

func (s *seen) Close() error {
	err := s.body.Close()
	s.once.Do(func() { s.tell(s.kept, false) })
	return err
}
