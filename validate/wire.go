package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// AppendJSON writes the verdict in the one shape that Go, the command line, WebAssembly and JavaScript share.
func (v *Verdict) AppendJSON(out []byte) []byte { return v.append(out, &fixed{}) }

// append writes a verdict of which some parts are fixed.
func (v *Verdict) append(out []byte, fixed *fixed) []byte {
	w := writer{out: out}
	w.open('{')
	w.text("provider", v.Provider)
	w.text("endpoint", v.Endpoint)
	w.text("outcome", v.Outcome.String())
	w.bool("sure", v.Sure())
	w.list("answers", len(v.Answers), func(i int) {
		if i < len(fixed.answers) && fixed.answers[i] != nil {
			w.raw(fixed.answers[i].json)
		} else {
			v.Answers[i].write(&w)
		}
	})
	w.list("findings", len(v.Findings), func(i int) {
		var f *fixedFinding
		if i < len(fixed.findings) {
			f = fixed.findings[i]
		}
		v.Findings[i].write(&w, f)
	})
	w.list("needs", len(v.Needs), func(i int) {
		w.text("kind", v.Needs[i].Kind)
		w.text("at", v.Needs[i].At)
		w.text("name", v.Needs[i].Name)
	})
	w.list("assumed", len(v.Assumed), func(i int) {
		w.text("fact", v.Assumed[i].Fact)
		w.text("value", v.Assumed[i].Value)
	})
	w.close('}')
	return w.out
}

func (a *Answer) write(w *writer) {
	w.bool("accepted", a.Accepted)
	w.text("error", a.Error)
	w.text("code", a.Code)
	w.number("status", int64(a.Status))
	w.text("message", a.Message)
	w.text("body", a.Body)
	w.text("contentType", a.ContentType)
	if len(a.Headers) > 0 {
		w.headers(a.Headers)
	}
	w.text("when", a.When)
	w.text("trust", a.Trust.String())
	if a.StatusTrust != a.Trust && a.StatusTrust != spec.Unfounded {
		w.text("statusTrust", a.StatusTrust.String())
	}
}

func (w *writer) headers(headers []Header) {
	w.key("headers")
	w.open('{')
	for i := range headers {
		w.value(headers[i].Name)
		w.raw(":")
		w.comma = false
		w.value(headers[i].Value)
	}
	w.close('}')
}

func (f *Finding) write(w *writer, fixed *fixedFinding) {
	for n := range parts {
		if fixed != nil {
			w.due()
			w.raw(fixed.parts[n])
			w.comma = true
		} else {
			f.part(w, n)
		}
		switch n {
		case beforeAt:
			w.text("at", f.At)
			w.text("state", f.State)
			w.text("got", f.Got)
		case beforeWhy:
			w.some("why", f.Why)
		case beforeAdvice:
			w.text("advice", f.Advice)
			w.list("fix", len(f.Fix), func(i int) { w.fix(&f.Fix[i]) })
			if f.Count > 1 {
				w.number("count", int64(f.Count))
			}
		}
	}
	w.micros("measured", f.Measured, true)
}

// The parts of a finding that no request changes.
const (
	beforeAt = iota
	beforeWhy
	beforeAdvice
	last
	parts
)

// part writes the members of one.
func (f *Finding) part(w *writer, n int) {
	switch n {
	case beforeAt:
		w.text("rule", f.Rule)
		w.text("error", f.Error)
	case beforeWhy:
		w.text("want", f.Want)
	case beforeAdvice:
		w.text("trust", f.Trust.String())
		w.text("source", f.Source)
	case last:
		w.text("kind", f.Kind)
		if f.Limits != nil {
			w.limits(f.Limits)
		}
	}
}

// limits writes what is wanted in figures; nothing when there are none.
func (w *writer) limits(n *check.Numbers) {
	if n.Min != nil || n.Max != nil || n.Above != nil || n.Below != nil {
		w.key("limits")
		w.open('{')
		pair := n.Unit == "ratio"
		w.micros("min", n.Min, pair)
		w.micros("max", n.Max, pair)
		w.micros("above", n.Above, pair)
		w.micros("below", n.Below, pair)
		w.text("unit", n.Unit)
		w.close('}')
	}
	w.texts("oneOf", n.OneOf)
}

// micros writes numbers, if there are any, as an array or as the only one.
func (w *writer) micros(name string, numbers []check.Micro, array bool) {
	if len(numbers) == 0 {
		return
	}
	w.key(name)
	if array {
		w.open('[')
	} else {
		numbers = numbers[:1]
	}
	for _, m := range numbers {
		w.due()
		w.out = m.AppendJSON(w.out)
		w.comma = true
	}
	if array {
		w.close(']')
	}
}

// AppendMedia writes what a header says, see the boundary of the WebAssembly module.
func AppendMedia(out []byte, m *probe.Media) []byte {
	w := writer{out: out}
	w.open('{')
	w.media(m)
	w.close('}')
	return w.out
}

func (w *writer) media(m *probe.Media) {
	w.text("format", m.Format.String())
	w.number("width", m.Width)
	w.number("height", m.Height)
	w.number("displayWidth", m.DisplayWidth)
	w.number("displayHeight", m.DisplayHeight)
	w.number("orientation", int64(m.Orientation))
	w.number("frames", m.Frames)
	w.number("bytes", m.Bytes)
	w.text("fault", m.Fault.String())
	w.any("channels", int64(m.Channels))
	w.any("bitDepth", int64(m.BitDepth))
	w.tri("palette", m.Palette)
	w.tri("alpha", m.Alpha)
	w.tri("progressive", m.Progressive)
	w.tri("encrypted", m.Encrypted)
	w.any("duration", m.Duration)
	w.any("frameRate", m.FrameRate)
	w.some("codec", m.Codec)
	if m.Trailing >= 0 {
		w.number("trailing", m.Trailing)
	}
	w.tri("cut", m.Cut)
	if m.Fault != probe.None {
		w.number("where", m.Where)
		w.some("reason", m.Reason)
	}
}

// writer writes JSON without white space. Its small methods are not inlined where they would make the code of every member long: a module of
// WebAssembly compiles that code before the first verdict.
type writer struct {
	out   []byte
	comma bool // a comma is due before the next member or element
}

//go:noinline
func (w *writer) open(bracket byte) {
	w.due()
	w.byte(bracket)
}

//go:noinline
func (w *writer) close(bracket byte) {
	w.byte(bracket)
	w.comma = true
}

func (w *writer) due() {
	if w.comma {
		w.byte(',')
		w.comma = false
	}
}

//go:noinline
func (w *writer) byte(b byte) { w.out = append(w.out, b) }

// raw writes JSON as it is.
//
//go:noinline
func (w *writer) raw(json string) { w.out = append(w.out, json...) }

// key writes the name of a member, in which nothing needs to be escaped.
//
//go:noinline
func (w *writer) key(name string) {
	start, end := len(w.out), len(name)+1
	if w.comma {
		start++
	}
	w.out = spec.Longer(w.out, start-len(w.out)+end+len(`":`))
	to := w.out[start:]
	if w.comma {
		w.out[start-1], w.comma = ',', false
	}
	to[0], to[end], to[end+1] = '"', '"', ':'
	copy(to[1:], name)
}

//go:noinline
func (w *writer) text(name, value string) {
	w.key(name)
	w.out = spec.AppendJSON(w.out, value)
	w.comma = true
}

// value writes a text.
//
//go:noinline
func (w *writer) value(text string) {
	w.due()
	w.out = spec.AppendJSON(w.out, text)
	w.comma = true
}

// some writes a text that is not empty.
func (w *writer) some(name, value string) {
	if value != "" {
		w.text(name, value)
	}
}

func (w *writer) number(name string, value int64) {
	w.key(name)
	w.out = check.AppendInt(w.out, value)
	w.comma = true
}

// any writes a number that is not 0.
func (w *writer) any(name string, value int64) {
	if value != 0 {
		w.number(name, value)
	}
}

func (w *writer) bool(name string, value bool) {
	w.key(name)
	word := "false"
	if value {
		word = "true"
	}
	w.raw(word)
	w.comma = true
}

func (w *writer) tri(name string, value probe.Tri) {
	if value != probe.Unknown {
		w.bool(name, value == probe.Yes)
	}
}

// list writes an array of objects.
func (w *writer) list(name string, n int, write func(i int)) {
	w.key(name)
	w.open('[')
	for i := range n {
		w.open('{')
		write(i)
		w.close('}')
	}
	w.close(']')
}
