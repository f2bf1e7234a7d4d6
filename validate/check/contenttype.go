package check

import (
	"bytes"

	"github.com/willpass/willpass/validate/body"
)

// ContentType wants the media type of a header, without its parameters, to be one of some.
type ContentType struct{ types []string }

func parseContentType(p *Params, n *body.Node) Check { return ContentType{p.list(n)} }

func (c ContentType) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String {
		return Passed
	}
	if v.Lost() {
		return told.lost(v)
	}
	name := v.Text
	if end := bytes.IndexByte(name, ';'); end >= 0 {
		name = name[:end]
	}
	name = bytes.TrimSpace(name)
	for _, t := range c.types {
		if equalFold(name, t) {
			return Passed
		}
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "send "+c.Want())
}

func (c ContentType) Want() string { return list(c.types, "or") }

// Types is the media types that pass, at least one.
func (c ContentType) Types() []string { return c.types }
