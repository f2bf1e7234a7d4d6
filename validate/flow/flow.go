// Package flow judges recorded requests and compares what was predicted with what really came, so that a rule that is wrong is
// found and can be corrected.
//
//	judge := &flow.Judge{Rules: rules}
//	err := file.Each(func(e *har.Entry) error {
//		judged := judge.Entry(ctx, e)
//		table.Add(&judged)
//		return nil
//	})
//
// A recording is judged in its order: ids that a request added to a task count for the next, and an error that comes when a
// task is asked for is compared with the request that began it.
package flow

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/drift"
	"github.com/willpass/willpass/validate/har"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/reply"
	"github.com/willpass/willpass/validate/settle"
	"github.com/willpass/willpass/validate/spec"
	"github.com/willpass/willpass/validate/standin"
)

// Judge judges the entries of one recording. Use it from one goroutine.
type Judge struct {
	Rules *validate.Rules
	Facts func(provider string) (validate.Facts, error) // what the user knows; nil = nothing. The clock is that of the recording
	Bases map[string]string                             // base URLs that stand for a provider's, such as a gateway of one's own: "http://ocr.internal/vidu" to "https://api.vidu.com"

	sent  ledger.Memory
	begun []begun
}

// begun is a request that began a task.
type begun struct {
	provider, id string
	entry        int
	real         httpcheck.Real
}

// mostBegun is how many of them are kept with their bodies.
const mostBegun = 32

// Judged is what came of one entry.
type Judged struct {
	Number  int // of the entry
	Method  string
	URL     string // without what speaks of secrets
	Skipped string // why it was not judged; "" = it was
	Foreign bool   // it went to no known provider; then Skipped says so

	Verdict  validate.Verdict
	Answered bool         // the recording holds an answer
	Report   drift.Report // what came; its Kind counts only when Differs
	Differs  bool
	Task     int // entry that began the task whose end this answer tells: Verdict and Report are about that one; 0 = none
}

// Entry judges one entry. An error is one of the facts, and ends the work.
func (j *Judge) Entry(ctx context.Context, e *har.Entry) (Judged, error) {
	out := Judged{Number: e.Number, Method: e.Method, URL: e.URL}
	request := j.request(e)
	route := j.Rules.Route(request.Method, request.URL)
	out.URL = drift.Address(request.URL, route.Params)
	switch {
	case route.Provider == "":
		out.Foreign, out.Skipped = true, "no provider has this host"
	case strings.Contains(e.URL, ownPage):
		out.Foreign, out.Skipped = true, "a page of the stand-in"
	case preflight(e):
		out.Skipped = "asked by the browser itself, before the request"
	case route.Endpoint == "":
		out.Skipped = "the documents of " + route.Provider + " say nothing about it"
	case e.Lost != "":
		out.Skipped = e.Lost
	}
	if out.Skipped != "" {
		return out, nil
	}
	checker := settle.Checker{Rules: j.Rules, Sent: &j.sent}
	if j.Facts != nil {
		facts, err := j.Facts(route.Provider)
		if err != nil {
			return out, err
		}
		checker.Facts = facts
	}
	if checker.Facts.Now = 0; !e.Started.IsZero() {
		checker.Facts.Now = e.Started.Unix()
	}
	request.Body = e.Body
	judged := checker.Check(ctx, request)
	out.Verdict = judged.Verdict
	if e.Status == 0 || e.Answer.Lost != "" {
		return out, nil
	}
	out.Answered = true
	p, endpoint := j.Rules.Endpoint(route.Provider + "/" + route.Endpoint)
	body := e.Body
	real := httpcheck.Real{Request: told(request, endpoint), Params: route.Params, Judged: judged, Status: e.Status, Header: header(e.Answer.Headers),
		Answer: e.Answer.Body[:min(len(e.Answer.Body), httpcheck.MaxAnswer)], Whole: len(e.Answer.Body) <= httpcheck.MaxAnswer,
		Body: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }}
	detector := drift.Detector{Rules: j.Rules}
	if first := j.asks(p, route, request.URL, &real); first != nil {
		first.real.Status, first.real.Header, first.real.Answer, first.real.Whole = real.Status, real.Header, real.Answer, real.Whole
		out.Task, out.Verdict = first.entry, first.real.Judged.Verdict
		out.Report, out.Differs = detector.Differs(first.real)
		return out, nil
	}
	if first := j.ended(p, endpoint, route, request.URL, &real); first != nil {
		out.Task, out.Verdict = first.entry, first.real.Judged.Verdict
		out.Report, out.Differs = detector.Differs(endedWell(first.real, &real))
		return out, nil
	}
	out.Report, out.Differs = detector.Differs(real)
	j.learn(ctx, &checker, p, endpoint, route, e.Number, &real)
	return out, nil
}

// ownPage is in the address of the pages that a stand-in has under every host.
const ownPage = "/_willpass/"

// request is an entry as the rules see it, without its body.
func (j *Judge) request(e *har.Entry) validate.Request {
	out := validate.Request{Method: e.Method, URL: e.URL}
	longest := ""
	for base, stands := range j.Bases {
		rest, found := strings.CutPrefix(e.URL, base)
		if found && len(base) > len(longest) && (rest == "" || strings.ContainsRune("/?", rune(rest[0]))) {
			longest, out.URL = base, stands+rest
		}
	}
	for _, h := range e.Headers {
		out.Headers = append(out.Headers, validate.Header{Name: h.Name, Value: h.Value})
	}
	return out
}

// preflight reports whether a browser asked whether a page may send a request. https://fetch.spec.whatwg.org/#cors-preflight-request
func preflight(e *har.Entry) bool {
	return e.Method == http.MethodOptions && slices.ContainsFunc(e.Headers, func(h har.Header) bool { return strings.EqualFold(h.Name, "Access-Control-Request-Method") })
}

// told is a request with the headers that rules of the endpoint ask about: a browser sends many more.
func told(r validate.Request, e *spec.Endpoint) validate.Request {
	out := validate.Request{Method: r.Method, URL: r.URL}
	for _, h := range r.Headers {
		name := "header:" + strings.ToLower(h.Name)
		if name == "header:content-type" || slices.ContainsFunc(e.Places, func(p check.Place) bool { return p.Text == name }) {
			out.Headers = append(out.Headers, h)
		}
	}
	return out
}

func header(all []har.Header) http.Header {
	out := http.Header{}
	for _, h := range all {
		out.Add(h.Name, h.Value)
	}
	return out
}

// asks finds the request that began the task whose failure this answer tells; nil = it tells none, or of a task begun elsewhere.
func (j *Judge) asks(p *spec.Provider, route validate.Route, url string, real *httpcheck.Real) *begun {
	answer, failed := reply.Failure(p, real.Answer)
	if !failed || real.Judged.Bytes > 0 {
		return nil
	}
	for i := range real.Judged.Verdict.Answers {
		if real.Judged.Verdict.Answers[i].Code == answer.Holes["code"] {
			return nil // it is about the question, not about the task
		}
	}
	return j.named(p, route, url)
}

// named finds the request that began the task that a path or query names.
func (j *Judge) named(p *spec.Provider, route validate.Route, url string) *begun {
	for i := range j.begun {
		b := &j.begun[i]
		names := func(param validate.Fact) bool { return param.Text == b.id }
		if b.provider == p.ID && (slices.ContainsFunc(route.Params, names) || strings.Contains(url, "="+b.id)) {
			return b
		}
	}
	return nil
}

// ended finds the request that began a task whose failure was predicted, and which ended well as this answer tells.
func (j *Judge) ended(p *spec.Provider, e *spec.Endpoint, route validate.Route, url string, real *httpcheck.Real) *begun {
	b := j.named(p, route, url)
	if b == nil || b.real.Judged.Verdict.Outcome != validate.Rejected || real.Judged.Bytes > 0 || real.Status >= 300 || !standin.Ended(p, e, real.Answer) {
		return nil
	}
	return b
}

// endedWell is the request that began a task with the answer that tells of its end; what was predicted for later is now.
func endedWell(begun httpcheck.Real, end *httpcheck.Real) httpcheck.Real {
	begun.Status, begun.Header, begun.Answer, begun.Whole = end.Status, end.Header, end.Answer, end.Whole
	answers := slices.Clone(begun.Judged.Verdict.Answers)
	for i := range answers {
		answers[i].When = "now"
	}
	begun.Judged.Verdict.Answers = answers
	return begun
}

// learn remembers what the next entries are judged by: the ids of a batch that was taken, and the task that was begun.
func (j *Judge) learn(ctx context.Context, checker *settle.Checker, p *spec.Provider, e *spec.Endpoint, route validate.Route, number int, real *httpcheck.Real) {
	if real.Status >= 300 {
		return
	}
	task := real.Judged.Task
	if answer, ok := reply.Success(p, e, real.Answer); ok && task.ID == "" {
		for name, value := range answer.Holes {
			if name = strings.ToLower(name); strings.Contains(name, "task") && strings.Contains(name, "id") && value != "" {
				task = ledger.Task{Provider: route.Provider, ID: value}
			}
		}
		if task.ID != "" {
			j.begun = append(j.begun, begun{p.ID, task.ID, number, *real})
			j.begun = j.begun[max(0, len(j.begun)-mostBegun):]
		}
	}
	if task.ID == "" || len(real.Judged.IDs) == 0 {
		return
	}
	claim, err := j.sent.Claim(ctx, task, real.Judged.IDs)
	var taken *ledger.Taken
	if errors.As(err, &taken) {
		return // the provider took them twice: that is what the comparison tells
	}
	if err == nil {
		claim.Confirm(ctx)
	}
}

// Real is what came in a word: "accepted", a code, or the HTTP status of a refusal in no known shape; "" when nothing did.
func (j *Judged) Real() string {
	switch {
	case !j.Answered:
		return ""
	case j.Report.Code != "":
		return j.Report.Code
	case j.Report.Status >= 400:
		return "HTTP " + strconv.Itoa(j.Report.Status)
	}
	return accepted
}
