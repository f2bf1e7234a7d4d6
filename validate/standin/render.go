package standin

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

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

// filler fills the holes of one answer.
type filler struct {
	x     *exchange // nil: only what is known
	task  *task
	holes map[string]json.RawMessage
	known map[string]string
	made  map[string]string
}

// fill renders a template.
func (f *filler) fill(t spec.Template) string {
	var b strings.Builder
	for i := range t {
		p := &t[i]
		if !p.Hole {
			b.WriteString(p.Text)
			continue
		}
		raw := f.hole(p.Text)
		var text string
		isText := json.Unmarshal(raw, &text) == nil
		if !isText {
			text = string(raw)
		}
		switch {
		case p.How == spec.Bare && isText && json.Valid([]byte(text)) && text != "" && text[0] != '"':
			b.WriteString(text) // a number of the request, as it was written
		case p.How == spec.Bare:
			b.Write(raw)
		case p.How == spec.Quoted:
			quoted := spec.AppendJSON(nil, text)
			b.Write(quoted[1 : len(quoted)-1])
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}

// hole is the value of a hole as JSON: of the task, made anew, told by the step, taken from the request, or of the play.
func (f *filler) hole(name string) []byte {
	if value, ok := f.known[name]; ok {
		return spec.AppendJSON(nil, value)
	}
	if f.x == nil {
		return spec.AppendJSON(nil, "<"+name+">")
	}
	if f.task != nil && name == f.task.kind.Hole {
		return spec.AppendJSON(nil, f.task.id)
	}
	if value, ok := f.holes[name]; ok {
		return f.expand(value)
	}
	if kind, ok := f.x.play.Makes[name]; ok {
		return spec.AppendJSON(nil, f.remade(name, kind))
	}
	if text, ok := f.echo(name); ok {
		return spec.AppendJSON(nil, text)
	}
	if value, ok := f.x.play.hole(name, f.x.judged.Verdict.Endpoint, f.x.envelopeID(), "*"); ok {
		return f.expand(value)
	}
	return spec.AppendJSON(nil, "<"+name+">")
}

// remade is a made value, the same wherever the answer has it.
func (f *filler) remade(name, kind string) string {
	if f.made == nil {
		f.made = map[string]string{}
	}
	if f.made[name] == "" {
		f.made[name] = f.make(kind)
	}
	return f.made[name]
}

func (f *filler) make(kind string) string {
	s := f.x.server
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newID(kind)
}

// echo is what the request holds in a field of this name; ok is false when it holds none, or more than is kept.
func (f *filler) echo(name string) (text string, ok bool) {
	for _, place := range [...]string{"body:/" + name, "form:" + name, "body:/" + name + "/*"} {
		if texts, complete := f.x.pending.Texts(place); complete && len(texts) > 0 {
			return texts[0], true
		}
	}
	return "", false
}

// expand fills what a play's value leaves to the task.
func (f *filler) expand(value json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Compact(&b, value) != nil {
		return value
	}
	text := b.String()
	if !strings.Contains(text, "$") {
		return []byte(text)
	}
	id, expires, ids := "", "", []string(nil)
	if f.task != nil {
		id, expires, ids = f.task.id, f.task.expires.UTC().Format(time.RFC3339), f.task.ids
	}
	text = strings.NewReplacer(`"$count:number"`, strconv.Itoa(len(ids)), "$base", base(f.x.request), "$id", id, "$expires", expires).Replace(text)
	for {
		before, rest, found := strings.Cut(text, `"$each:`)
		if !found {
			return []byte(text)
		}
		name, after, _ := strings.Cut(rest, `"`)
		text = before + "[" + f.each(name, f.x.page(ids)) + "]" + after
	}
}

// each is the value of a hole once per id.
func (f *filler) each(name string, ids []string) string {
	value, _ := f.x.play.hole(name, f.x.judged.Verdict.Endpoint, f.x.envelopeID(), "*")
	value = f.expand(value)
	items := make([]string, len(ids))
	for i, id := range ids {
		quoted := spec.AppendJSON(nil, id)
		items[i] = strings.ReplaceAll(string(value), "$item", string(quoted[1:len(quoted)-1]))
	}
	return strings.Join(items, ",")
}

// page is the ids that the query's offset and size ask for.
func (x *exchange) page(ids []string) []string {
	query := x.request.URL.Query()
	if offset, err := strconv.Atoi(query.Get("offset")); err == nil && offset > 0 {
		ids = ids[min(offset, len(ids)):]
	}
	if size, err := strconv.Atoi(query.Get("size")); err == nil && size >= 0 {
		ids = ids[:min(size, len(ids))]
	}
	return ids
}

// replace puts made values for <names> that only the server knows into a predicted text.
func (f *filler) replace(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	if f.task != nil {
		text = strings.ReplaceAll(text, "<"+f.task.kind.Hole+">", f.task.id)
	}
	for name, kind := range f.x.play.Makes {
		if mark := "<" + name + ">"; strings.Contains(text, mark) {
			text = strings.ReplaceAll(text, mark, f.remade(name, kind))
		}
	}
	return text
}
