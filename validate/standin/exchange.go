package standin

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/settle"
)

// exchange is one request and its answer.
type exchange struct {
	server  *Server
	request *http.Request
	to      target
	play    *play
	faults  Faults
	now     time.Time

	pending *settle.Pending
	judged  settle.Judged
	kind    *taskPlay        // of the task that the request names; nil = it names none
	named   string           // its id
	about   *task            // as it was when the request came; nil = there is none
	err     error            // in the faults
	gave    *validate.Answer // the refusal that went out; nil = none
}

// buffers are for reading bodies.
var buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// judge reads the body and asks the rules.
func (x *exchange) judge() error {
	s := x.server
	request := validate.Request{Method: x.request.Method, URL: x.to.url()}
	for name, values := range x.request.Header {
		for _, value := range values {
			if name != FaultHeader {
				request.Headers = append(request.Headers, validate.Header{Name: name, Value: value})
			}
		}
	}
	route := s.options.Rules.Route(request.Method, request.URL)
	facts := s.options.Facts[x.to.provider.ID]
	facts.Now = x.now.Unix()
	facts.Named, x.err = x.facts(route, facts.Named)
	checker := settle.Checker{Rules: s.options.Rules, Facts: facts, Sent: &s.sent, URLs: s.options.URLs}
	x.pending = checker.Begin(x.request.Context(), request)
	buf := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buf)
	if _, err := io.CopyBuffer(struct{ io.Writer }{x.pending}, struct{ io.Reader }{x.request.Body}, buf[:]); err != nil {
		return err
	}
	x.judged = x.pending.End(x.request.Context(), nil)
	return nil
}

// facts is what holds for this request: the faults, the state of the task that it names, the options; the first that has a
// name counts.
func (x *exchange) facts(route validate.Route, options []validate.Fact) ([]validate.Fact, error) {
	out, err := x.faults.named(x.to.provider)
	s := x.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range x.play.Tasks {
		kind := &x.play.Tasks[i]
		if !kind.concerns(route.Endpoint) {
			continue
		}
		for _, at := range kind.At {
			id := x.text(at, route)
			if id == "" {
				continue
			}
			var t *task
			if kept := s.tasks.find(kind, id); kept != nil {
				copied := *kept
				t = &copied
			}
			out = append(out, kind.facts(t, x.now, s.options.Work)...)
			if x.kind == nil {
				x.kind, x.named, x.about = kind, id, t
			}
		}
	}
	for _, once := range x.play.Once {
		if text := x.text(once.At, route); text != "" {
			out = append(out, validate.Fact{Name: once.Fact, Bool: !s.seen.again(x.to.provider.ID + " " + once.At + " " + text)})
		}
	}
	return unique(append(out, options...)), err
}

// unique keeps the first fact of each name.
func unique(facts []validate.Fact) []validate.Fact {
	had := map[string]bool{}
	var out []validate.Fact
	for _, f := range facts {
		if !had[f.Name] {
			had[f.Name] = true
			out = append(out, f)
		}
	}
	return out
}

// text is what a request holds at a place outside of its body.
func (x *exchange) text(at string, route validate.Route) string {
	root, name, _ := strings.Cut(at, ":")
	switch root {
	case "header":
		return x.request.Header.Get(name)
	case "query":
		return x.request.URL.Query().Get(name)
	case "path":
		for _, p := range route.Params {
			if p.Name == name {
				return p.Text
			}
		}
	}
	return ""
}

// wait waits as a fault wants it; false when the client goes meanwhile.
func (x *exchange) wait() bool {
	if x.faults.Slow <= 0 {
		return true
	}
	timer := time.NewTimer(x.faults.Slow)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-x.request.Context().Done():
		return false
	}
}

// answer is what goes out.
func (x *exchange) answer() reply {
	v := &x.judged.Verdict
	switch {
	case x.err != nil:
		return plain(http.StatusBadRequest, x.err.Error())
	case len(v.Answers) == 0:
		return plain(http.StatusNotFound, "the documents of "+x.to.provider.ID+" say nothing about "+x.request.Method+" "+x.to.url())
	}
	if refusal := x.refusal(); refusal != nil {
		if kind := x.begins(); kind != nil && refusal.When == "task" {
			return x.accept(x.server.begin(x, kind, refusal))
		}
		return x.refuse(refusal, nil)
	}
	if x.asks() {
		return x.tell()
	}
	if kind := x.begins(); kind != nil {
		return x.accept(x.server.begin(x, kind, nil))
	}
	if x.about != nil {
		if refusal := x.change(); refusal != nil {
			return x.refuse(refusal, nil)
		}
	}
	return x.accept(x.about)
}

// refusal is the answer that refuses the request; nil when it is accepted.
func (x *exchange) refusal() *validate.Answer {
	v := &x.judged.Verdict
	if x.faults.Error != "" {
		if a := x.failure(); a.When != "task" || !x.asks() { // the task that is asked for has it already, or was begun without
			return a
		}
	}
	if name := x.faults.Answer; name != "" {
		for i := range v.Answers {
			a := &v.Answers[i]
			if !a.Accepted && (a.Error == name || strings.EqualFold(a.Code, name)) {
				return a
			}
		}
	}
	if x.server.options.Strictness.Refuses(v) {
		return &v.Answers[0]
	}
	return nil
}

// begins is the kind of task that an accepted request begins; nil = none.
func (x *exchange) begins() *taskPlay {
	envelope := x.envelopeID()
	for i := range x.play.Tasks {
		kind := &x.play.Tasks[i]
		for _, name := range kind.Begins {
			if name == x.judged.Verdict.Endpoint || envelope != "" && name == envelope {
				return kind
			}
		}
	}
	return nil
}

// change does to the task what an accepted request asks for. A refusal comes when another request was faster.
func (x *exchange) change() *validate.Answer {
	s, endpoint := x.server, x.judged.Verdict.Endpoint
	s.mu.Lock()
	kept := s.tasks.find(x.kind, x.named)
	s.mu.Unlock()
	if kept == nil {
		return nil
	}
	for _, name := range x.kind.Adds {
		if name != endpoint {
			continue
		}
		var taken *ledger.Taken
		if err := s.claim(x, x.named); errors.As(err, &taken) {
			x.judged.Verdict = x.pending.With(validate.Fact{Name: "ids", List: append(taken.Sent, taken.Claimed...)})
			return x.refusal()
		}
		s.extend(kept, x.judged.IDs, x.now)
	}
	for _, name := range x.kind.Cancels {
		if name == endpoint {
			s.mark(kept, func(t *task) { t.cancelled = true })
		}
	}
	for _, name := range x.kind.Spends {
		if name == endpoint {
			s.mark(kept, func(t *task) { t.spent = true })
		}
	}
	return nil
}

// asks reports whether the request asks about a task.
func (x *exchange) asks() bool {
	return x.kind != nil && x.kind.Asks[x.judged.Verdict.Endpoint] != nil
}

// tell answers about a task.
func (x *exchange) tell() reply {
	if x.about == nil {
		return plain(http.StatusNotFound, "no such task was begun here; what "+x.to.provider.Name+" answers then is not documented")
	}
	state := x.about.state(x.now, x.server.options.Work)
	step, ok := x.kind.Asks[x.judged.Verdict.Endpoint][state]
	switch {
	case step.Error != "":
		if e := entry(x.to.provider, step.Error); e != nil {
			return x.refuse(x.catalogued(e), x.about)
		}
	case ok:
		return x.success(x.about, step.Holes)
	case state == "failed":
		return x.refuse(x.about.failure, x.about)
	}
	return x.accept(x.about)
}

// plain is an answer of the stand-in itself, where nothing is documented.
func plain(status int, words string) reply {
	return reply{status: status, header: http.Header{"Content-Type": {"text/plain; charset=utf-8"}, "Willpass": {"not documented"}}, body: "willpass: " + words + "\n"}
}
