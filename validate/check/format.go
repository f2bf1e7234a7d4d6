package check

import (
	"bytes"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
	"slices"
)

// Format wants the bytes of a file to be of one of some formats.
type Format struct {
	formats []probe.Format
	words   string
}

func parseFormat(p *Params, n *body.Node) Check {
	c := Format{}
	if !p.Doc.Want(n, body.Array) {
		return c
	}
	p.some(n)
	var names []string
	for _, item := range n.Items {
		if f := p.format(item); f != 0 {
			c.formats = append(c.formats, f)
			names = append(names, f.String())
		}
	}
	c.words = list(names, "or")
	return c
}

// format reads the name of a format.
func (p *Params) format(n *body.Node) probe.Format {
	if n.Kind == body.String {
		if f, ok := probe.ParseFormat(n.Text); ok {
			return f
		}
		p.Doc.Note(n, "no format is called "+doc.Quote(n.Text))
		return 0
	}
	p.Doc.Note(n, "want the name of a format")
	return 0
}

// Formats is the formats that pass.
func (c Format) Formats() []probe.Format { return c.formats }

func (c Format) Ask(r *Record, v *Value, told *Told) State {
	m, state := media(v, told)
	if m == nil || slices.Contains(c.formats, m.Format) {
		return state
	}
	if told == nil {
		return Failed
	}
	return told.fail(called(m), "convert it to "+c.words)
}

func (c Format) Want() string { return c.words }

// Extension wants the file name of a part to end in one of some extensions, letter case aside.
type Extension struct{ names []string }

func parseExtension(p *Params, n *body.Node) Check { return Extension{p.list(n)} }

func (c Extension) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != Part || v.File == nil {
		return Passed
	}
	name := v.File.Name
	dot := bytes.LastIndexByte(name, '.')
	for _, want := range c.names {
		if dot >= 0 && equalFold(name[dot+1:], want) {
			return Passed
		}
	}
	if told == nil {
		return Failed
	}
	return told.fail("the file name "+quote(name), "name the file by its format: "+list(c.names, "or"))
}

func (c Extension) Want() string { return "a file name that ends in " + list(c.names, "or") }
