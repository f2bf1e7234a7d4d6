package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// fileReader looks at a file as it flows by: base64 into the probe, or the bytes of a part.
type fileReader struct {
	base64 body.Base64
	probe  probe.Stream
	json   body.JSON
}

// decoded takes the bytes that base64 stands for; it is the fileReader seen as a sink.
type decoded fileReader

func (d *decoded) Write(p []byte) { d.probe.Write(p) }
func (d *decoded) Done() bool     { return d.probe.Done() }

func (r *fileReader) beginBase64() {
	r.probe.Reset(-1)
	r.base64.Reset((*decoded)(r))
}

// endBase64 fills f with what was read of the text at hand, which starts so.
func (c *collector) endBase64(f *check.File, start []byte) {
	b := &c.reading.base64
	b.End()
	*f = check.File{Looked: true, Media: c.reading.probe.EndAt(b.Decoded), ContentType: c.keep(b.MediaType())}
	copy(f.Start[:], start)
	f.Base64 = check.Base64{Header: b.Header, Marked: b.HeaderBase64, Length: b.Length, Decoded: b.Decoded, BadAt: b.BadAt, BadByte: b.BadByte,
		Newlines: b.Newlines, Padded: b.Padding == body.PaddingOK}
}

// base64Of looks at a text that is at hand as a whole.
func (c *collector) base64Of(text []byte, f *check.File) {
	c.reading.beginBase64()
	c.reading.base64.Write(text)
	c.endBase64(f, text)
}

func (r *fileReader) beginJSON() { r.json.Reset(deaf{}) }

func (r *fileReader) endJSON() check.Text {
	fault := r.json.End()
	text := check.Text{Asked: true, Valid: fault.Kind == 0}
	if !text.Valid {
		text.Fault = faultWords(fault)
	}
	return text
}

// deaf takes no notice of what a JSON text contains.
type deaf struct{}

func (deaf) BeginObject()  {}
func (deaf) EndObject()    {}
func (deaf) BeginArray()   {}
func (deaf) EndArray()     {}
func (deaf) Key([]byte)    {}
func (deaf) BeginString()  {}
func (deaf) Text([]byte)   {}
func (deaf) EndString()    {}
func (deaf) Number([]byte) {}
func (deaf) Bool(bool)     {}
func (deaf) Null()         {}

// shared reports whether many values have this file.
func (c *collector) shared(f *check.File) bool { return f == &c.blank || f == &c.link }

// ownFile is the file of a value, to be changed: no other has it.
//
//go:noinline
func (c *collector) ownFile(v *check.Value) *check.File {
	if c.shared(v.File) {
		old := v.File
		v.File = c.files.take()
		*v.File = *old
	}
	return v.File
}

// carry settles how the files of the request come, by its media entries, and fills in what the caller knows of them.
func (c *collector) carry() {
	told := len(c.facts.Fetched)+len(c.facts.Decoded) > 0
	for k := range c.endpoint.Media {
		m := &c.endpoint.Media[k]
		values := c.record.Values[m.Place]
		alike := c.holdsAlike(m.When, m.Place)
		if alike && holds(c, m.When, values[0].Index, nil) != check.Passed {
			continue
		}
		for i := range values {
			v := &values[i]
			if v.File == nil || v.File.Carrier != check.NoFile || !alike && holds(c, m.When, v.Index, nil) != check.Passed {
				continue
			}
			carrier := carrier(m.As, m.Schemes, v)
			if carrier == check.Base64File && !v.File.Looked && !v.File.Supplied { // most short texts are URLs, which need no look
				c.lookAt(v)
			}
			if carrier == check.URLFile && v.File == &c.blank {
				v.File = &c.link
			} else {
				c.ownFile(v).Carrier = carrier
			}
			if told {
				c.know(m.Place, v)
			}
		}
	}
}

// lookAt reads the base64 of a short text.
func (c *collector) lookAt(v *check.Value) {
	f := c.ownFile(v)
	json := f.Text
	c.base64Of(v.Text, f)
	f.Text = json
}

func carrier(as string, schemes []string, v *check.Value) check.Carrier {
	isText := v.Kind == check.String
	switch {
	case as == "file":
		if v.Kind == check.Part {
			return check.RawFile
		}
	case !isText:
	case as == "url", as == "auto" && linked(schemes, v):
		return check.URLFile
	case as == "base64", as == "auto":
		return check.Base64File
	}
	return check.NoFile
}

// linked reports whether a text that may be a URL or base64 is a URL.
func linked(schemes []string, v *check.Value) bool {
	if startsWith(v, "http://") || startsWith(v, "https://") {
		return true
	}
	for _, scheme := range schemes {
		if startsWith(v, scheme) {
			return true
		}
	}
	return false
}

// startsWith compares the start of a text that holds a file, in any case. Of one that was not kept its first bytes decide.
func startsWith(v *check.Value, scheme string) bool {
	text := v.Text
	if v.Lost() {
		text = v.File.Start[:]
		scheme = scheme[:min(len(scheme), len(text))]
	}
	return len(text) >= len(scheme) && foldsTo(text[:len(scheme)], scheme)
}
