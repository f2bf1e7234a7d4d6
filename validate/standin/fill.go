package standin

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/willpass/willpass/validate/spec"
)

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
