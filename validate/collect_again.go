package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// pattern is what was kept of an element of an array, for others that differ from it in their texts only.
type pattern struct {
	values   []patternValue
	texts    int  // of the element, so far
	depth    int  // objects and arrays around it
	learning bool // the element is being read
	ready    bool // it was, and nothing about it hinders that another is kept in the same way
}

// patternValue is a value of the element.
type patternValue struct {
	place, at int32 // its number among those of the place
	text      int32 // number of the text that it holds, counted from 1; 0 = none
}

// Element starts to learn what is kept of an object in an array.
func (c *collector) Element() {
	p := &c.pattern
	*p = pattern{values: p.values[:0], depth: len(c.frames), learning: c.skip == 0 && len(c.endpoint.Inside) == 0}
}

// note keeps in mind where a value of the element went.
func (p *pattern) note(place, at int, twice bool) {
	p.values = append(p.values, patternValue{place: int32(place), at: int32(at)})
	p.learning = !twice
}

// end is called where an object or array ends, with as many around it.
func (p *pattern) end(depth int) {
	if p.learning && depth == p.depth {
		p.learning, p.ready = false, true
	}
}

// Again keeps an object of an array in the same way as the one for which Element was called last.
func (c *collector) Again(object []byte, texts []body.Span) bool {
	if !c.pattern.ready || !c.roomForAnother(texts) {
		return false
	}
	f := &c.frames[len(c.frames)-1]
	f.count++
	for i := range c.pattern.values {
		old := &c.pattern.values[i]
		values := &c.record.Values[old.place]
		n := len(*values)
		if n < cap(*values) {
			*values = (*values)[:n+1]
		} else {
			*values = append(*values, check.Value{})
		}
		v, from := &(*values)[n], &(*values)[old.at]
		*v = check.Value{Kind: from.Kind, Index: from.Index, Count: from.Count}
		v.Index[f.digit&1] = int32(f.count - 1)
		switch {
		case old.text > 0:
			t := texts[old.text-1]
			c.fillText(v, c.endpoint.Marks[old.place], object[t.From:t.To])
		case v.Kind == check.Number:
			v.Text, v.Bytes = c.keep(from.Text), from.Bytes
		case v.Kind == check.Bool:
			v.Text = from.Text
		}
	}
	return true
}

// roomForAnother reports whether all values of another element are kept, and its texts whole.
func (c *collector) roomForAnother(texts []body.Span) bool {
	for i := range c.pattern.values {
		if len(c.record.Values[c.pattern.values[i].place]) >= check.MaxValues {
			return false
		}
	}
	for _, t := range texts {
		if t.To-t.From > check.MaxText {
			return false
		}
	}
	return true
}

// fillText gives a value a whole text of ASCII characters, which holds no JSON that anybody looks at.
func (c *collector) fillText(v *check.Value, marks spec.Marks, text []byte) {
	v.Text, v.Bytes, v.Chars = c.keep(text), int64(len(text)), int64(len(text))
	if len(v.Text) < len(text) || len(c.endpoint.Inside) > 0 {
		c.value, c.holds, c.bytes, c.chars, c.long = v, marks, v.Bytes, v.Chars, false
		c.settle(text)
	} else if marks&spec.HoldsFile != 0 {
		v.File = &c.blank
	}
}
