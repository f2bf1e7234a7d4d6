package standin

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/spec"
)

// envelopeID is the id of the envelope in which the endpoint accepts; "" = none is documented.
func (x *exchange) envelopeID() string {
	if e := x.envelope(); e != nil {
		return e.ID
	}
	return ""
}

func (x *exchange) envelope() *spec.Envelope {
	p, e := x.server.options.Rules.Endpoint(x.judged.Verdict.Provider + "/" + x.judged.Verdict.Endpoint)
	if e == nil || e.Accepts.Envelope < 0 {
		return nil
	}
	return &p.Envelopes[e.Accepts.Envelope]
}

// accept is the documented success.
func (x *exchange) accept(t *task) reply { return x.success(t, nil) }

// success is the documented success, with some holes filled otherwise.
func (x *exchange) success(t *task, holes map[string]json.RawMessage) reply {
	_, endpoint := x.server.options.Rules.Endpoint(x.judged.Verdict.Provider + "/" + x.judged.Verdict.Endpoint)
	out := reply{status: http.StatusOK, header: http.Header{}}
	mark := "played"
	if endpoint != nil && endpoint.Accepts.Status != 0 {
		out.status = endpoint.Accepts.Status
	} else {
		mark += "; status not documented"
	}
	out.header.Set(httpcheck.Header, mark)
	f := filler{x: x, task: t, holes: holes}
	if e := x.envelope(); e != nil {
		for _, h := range e.Headers {
			out.header.Set(h.Name, f.fill(h.Value))
		}
		out.body = f.fill(e.Body)
		if e.ContentType != "" {
			out.header.Set("Content-Type", e.ContentType)
		} else if strings.HasPrefix(out.body, "{") {
			out.header.Set("Content-Type", "application/json")
		}
	}
	for name, kind := range x.play.Adds[x.judged.Verdict.Endpoint] {
		value := ""
		if t != nil && t.kind.Hole == name {
			value = t.id
		} else {
			value = f.make(kind)
		}
		out.header.Set(name, value)
	}
	out.header.Set("Content-Length", strconv.Itoa(len(out.body)))
	return out
}

// refuse is an answer that refuses; t is the task that it is about, or nil.
func (x *exchange) refuse(a *validate.Answer, t *task) reply {
	x.gave = a
	v := validate.Verdict{Outcome: validate.Rejected, Answers: []validate.Answer{*a}}
	if t == nil && x.faults.Error == "" {
		v.Outcome = x.judged.Verdict.Outcome
		for _, other := range x.judged.Verdict.Answers {
			if other.Error != a.Error {
				v.Answers = append(v.Answers, other)
			}
		}
	}
	f := filler{x: x, task: t}
	response := httpcheck.Response(nil, v)
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body) // it lies in memory
	out := reply{status: response.StatusCode, header: response.Header, body: f.replace(string(text))}
	for _, values := range out.header {
		for i := range values {
			values[i] = f.replace(values[i])
		}
	}
	if x.faults.Error != "" && t == nil {
		out.header.Set(httpcheck.Header, "fault; "+a.Error)
	}
	if t != nil && t.kind.Status != 0 {
		out.status = t.kind.Status
	}
	out.header.Set("Content-Length", strconv.Itoa(len(out.body)))
	return out
}

// failure is the answer that the faults want.
func (x *exchange) failure() *validate.Answer {
	name := x.faults.Error
	if name == "5xx" {
		if name = x.play.Fails[x.hostID()]; name == "" {
			name = x.play.Fails["*"]
		}
	}
	if e := entry(x.to.provider, name); e != nil {
		return x.catalogued(e)
	}
	return &validate.Answer{Status: http.StatusInternalServerError}
}

func (x *exchange) hostID() string {
	for _, h := range x.to.provider.Hosts {
		if h.Name == x.to.host {
			return h.ID
		}
	}
	return ""
}

// catalogued is an entry of the catalogue as an answer. Variants do not count: they depend on what is wrong with a request.
func (x *exchange) catalogued(e *spec.Error) *validate.Answer {
	a := validate.Answer{Error: e.ID, Code: e.Code, Status: e.Status, StatusTrust: e.StatusTrust, Message: e.Message, When: e.When, Trust: e.Trust}
	for _, h := range e.Holes {
		a.Message = strings.ReplaceAll(a.Message, h.Name, "<"+h.Value+">")
	}
	if e.Envelope < 0 {
		return &a
	}
	envelope := &x.to.provider.Envelopes[e.Envelope]
	known := map[string]string{"code": a.Code, "status": strconv.Itoa(a.Status), "message": a.Message, "key": e.Key, "error": e.ID}
	for _, v := range e.Vars {
		known[v.Name] = v.Value
	}
	f := filler{known: known}
	a.ContentType = envelope.ContentType
	for _, h := range envelope.Headers {
		a.Headers = append(a.Headers, validate.Header{Name: h.Name, Value: f.fill(h.Value)})
	}
	a.Body = f.fill(envelope.Body)
	return &a
}
