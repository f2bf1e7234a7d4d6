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
	room     int  // so many more elements can be kept
	learning bool // the element is being read
}

// patternValue is a value of the element.
type patternValue struct {
	place, at int32 // its number among those of the place
	text      int32 // number of the text that it holds, counted from 1; 0 = none
	marks     spec.Marks
	kind      check.Kind
	index     check.Index
	count     int64
}

// Element starts to learn what is kept of an object in an array.
//
//go:noinline
func (c *collector) Element() {
	p := &c.pattern
	n := len(c.frames)
	*p = pattern{values: p.values[:0], depth: n, learning: c.skip == 0 && len(c.endpoint.Inside) == 0 && n > 0 && c.frames[n-1].branch.Each > 0}
}

// learn keeps in mind where a value of the element went.
func (c *collector) learn(place, at int, v *check.Value) {
	c.pattern.values = append(c.pattern.values, patternValue{place: int32(place), at: int32(at), marks: c.endpoint.Marks[place], kind: v.Kind, index: v.Index})
	c.pattern.learning = !v.Twice
}

// learned is called where the element ends: others may be kept in the same way.
func (c *collector) learned() {
	p := &c.pattern
	p.learning, p.room = false, check.MaxValues
	for i := range p.values {
		old := &p.values[i]
		values := c.record.Values[old.place]
		old.count = values[old.at].Count
		p.room = min(p.room, (check.MaxValues-len(values))/(len(values)-int(old.at)))
	}
}

// Again keeps an object of an array in the same way as the one for which Element was called last.
func (c *collector) Again(object []byte, texts []body.Span) bool {
	if c.pattern.room == 0 {
		return false
	}
	for i := range texts {
		if texts[i].To-texts[i].From > check.MaxText {
			return false
		}
	}
	c.pattern.room--
	f := &c.frames[len(c.frames)-1]
	number, digit := int32(f.count), f.digit&1
	f.count++
	values := c.record.Values
	for i := range c.pattern.values {
		old := &c.pattern.values[i]
		all := &values[old.place]
		v := another(all)
		v.Kind, v.Index, v.Count = old.kind, old.index, old.count
		v.Index[digit] = number
		switch old.kind {
		case check.String:
			t := texts[old.text-1]
			c.fillText(v, old.marks, object[t.From:t.To])
		case check.Number:
			from := &(*all)[old.at]
			v.Text, v.Bytes = c.keep(from.Text), from.Bytes
		case check.Bool:
			v.Text = (*all)[old.at].Text
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
