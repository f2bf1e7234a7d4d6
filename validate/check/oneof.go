package check

import (
	"bytes"
	"slices"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// OneOf wants a text, number or boolean to equal one of some values.
type OneOf struct {
	values     []string // as the document lists them, for words
	sorted     []string // lower-case when the letter case is ignored
	ignoreCase bool
	split      string // each piece between these is compared
}

func parseOneOf(p *Params, n *body.Node) Check {
	c := OneOf{}
	from := n
	if n.Kind == body.Object {
		p.Doc.Only(n, "values", "ignoreCase", "split")
		c.ignoreCase, c.split = p.Doc.Bool(n, "ignoreCase"), p.Doc.Text(n, "split")
		if from = n.Get("values"); from == nil {
			p.Doc.Note(n, `want the key "values"`)
			return nil
		}
	}
	if from.Kind == body.String && len(from.Text) > 1 && from.Text[0] == '@' {
		values, ok := p.Set(from.Text[1:])
		if !ok {
			p.Doc.Note(from, "no set is called "+from.Text[1:])
		}
		c.values = values
	} else {
		c.values = p.scalars(from)
	}
	c.sorted = slices.Clone(c.values)
	if c.ignoreCase {
		for i, v := range c.sorted {
			c.sorted[i] = string(bytes.ToLower([]byte(v)))
		}
	}
	slices.Sort(c.sorted)
	return c
}

// scalars reads a list of texts, numbers and booleans as texts.
func (p *Params) scalars(n *body.Node) []string {
	if !p.Doc.Want(n, body.Array) {
		return nil
	}
	p.some(n)
	var out []string
	for _, item := range n.Items {
		switch item.Kind {
		case body.String, body.Number:
			out = append(out, item.Text)
		case body.Bool:
			out = append(out, truth(item.True))
		default:
			p.Doc.Note(item, "want a text, number or boolean")
		}
	}
	return out
}

func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func (c OneOf) Ask(r *Record, v *Value, told *Told) State {
	return c.ask(v, told)
}

// ask is Ask, of a check that need not be copied.
func (c *OneOf) ask(v *Value, told *Told) State {
	switch {
	case v.Kind == List:
		return c.askList(v, told)
	case v.Kind != String && v.Kind != Number && v.Kind != Bool:
		return Passed
	case v.Lost():
		return told.lost(v)
	case !v.Cut && c.split == "" && c.has(v.Text):
		return Passed
	case !v.Cut && c.split != "":
		return c.askPieces(v.Text, told)
	case told == nil:
		return Failed
	case v.Cut:
		return told.fail(v.shown(), c.fix(""))
	}
	return told.fail(v.shown(), c.fix(string(v.Text)))
}

func (c *OneOf) askList(v *Value, told *Told) State {
	for _, text := range v.List() {
		if !c.has([]byte(text)) {
			if told == nil {
				return Failed
			}
			return told.fail(quote([]byte(text)), c.fix(text))
		}
	}
	return Passed
}

func (c *OneOf) askPieces(text []byte, told *Told) State {
	for more := true; more; {
		var piece []byte
		piece, text, more = bytes.Cut(text, []byte(c.split))
		if !c.has(bytes.TrimSpace(piece)) {
			if told == nil {
				return Failed
			}
			return told.fail(quote(piece), c.fix(string(piece)))
		}
	}
	return Passed
}

func (c *OneOf) has(text []byte) bool {
	if c.ignoreCase {
		text = bytes.ToLower(text)
	}
	low, high := 0, len(c.sorted)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if c.sorted[mid] < string(text) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low < len(c.sorted) && c.sorted[low] == string(text)
}

func (c *OneOf) fix(got string) string {
	if near := doc.Closest(got, c.values); near != "" {
		return "did you mean " + quote([]byte(near)) + "?"
	}
	return "use " + c.Want()
}

// Values is the allowed values in the order of the document.
func (c OneOf) Values() []string { return c.values }

func (c OneOf) Want() string {
	if len(c.values) == 1 {
		return c.values[0]
	}
	return "one of " + list(c.values, "or")
}
