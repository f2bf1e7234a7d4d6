package validate

import (
	"math/bits"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

func (c *collector) BeginString() {
	branch, index := c.enter()
	c.value, c.pattern.learning = nil, false
	if branch == nil {
		return
	}
	if v := c.add(branch.Place, check.String, index); v != nil {
		c.beginText(v, c.endpoint.Marks[branch.Place])
	}
}

// beginText starts a text whose pieces come by [collector.Text].
func (c *collector) beginText(v *check.Value, marks spec.Marks) {
	c.value, c.holds = v, marks
	c.kept, c.bytes, c.chars, c.long = c.kept[:0], 0, 0, false
	if marks&spec.HoldsJSON != 0 {
		c.reading.beginJSON()
	}
}

func (c *collector) Text(p []byte) {
	if c.value == nil {
		return
	}
	room := check.MaxText - len(c.kept)
	if c.bytes += int64(len(p)); len(p) > room && !c.long {
		c.long = true
		c.within = check.AllCharsets.Of(c.kept)
		if c.holds&spec.HoldsFile != 0 {
			c.reading.beginBase64()
			c.reading.base64.Write(c.kept)
		}
	}
	if room > 0 {
		c.kept = append(c.kept, p[:min(room, len(p))]...)
	}
	if c.holds&spec.HoldsFile == 0 {
		c.chars += countChars(p)
		if c.long {
			c.within = c.within.Of(p)
		}
	} else if c.long {
		c.reading.base64.Write(p)
	}
	if c.holds&spec.HoldsJSON != 0 {
		c.reading.json.Write(p)
	}
}

func (c *collector) EndString() {
	if c.value != nil {
		c.value.Text = c.keep(c.kept)
		c.settle(c.kept)
	}
}

// String takes a whole text of ASCII characters. It is BeginString, Text and EndString at once.
func (c *collector) String(text []byte) {
	branch, index := c.enter()
	c.pattern.texts++
	if branch == nil {
		return
	}
	v := c.add(branch.Place, check.String, index)
	if v == nil {
		return
	}
	marks := c.endpoint.Marks[branch.Place]
	if marks&spec.HoldsJSON != 0 || len(text) > check.MaxText {
		c.pattern.learning = false
		c.beginText(v, marks)
		c.Text(text)
		c.EndString()
		return
	}
	if c.pattern.learning {
		c.pattern.values[len(c.pattern.values)-1].text = int32(c.pattern.texts)
	}
	c.fillText(v, marks, text)
}

// settle completes the text at hand, which starts so and was kept.
func (c *collector) settle(start []byte) {
	v := c.value
	c.value = nil
	v.Bytes, v.Chars = c.bytes, c.chars
	if v.Cut = c.bytes > int64(len(v.Text)); v.Cut {
		if v.Within = c.within; !c.long {
			v.Within = check.AllCharsets.Of(start)
		}
	}
	if c.holds&spec.HoldsFile != 0 {
		v.File = &c.blank
		v.Chars = v.Bytes // base64 and URLs are ASCII; other text is refused before its length counts
		switch {
		case c.long:
			c.endBase64(c.ownFile(v), start)
		case v.Cut:
			c.base64Of(start, c.ownFile(v))
		}
	}
	if c.holds&spec.HoldsJSON != 0 {
		if v.File == nil {
			v.File = &c.blank
		}
		c.ownFile(v).Text = c.reading.endJSON()
	}
	for _, in := range c.endpoint.Inside {
		if v.Kind == check.String && !v.Cut && v == c.last(in.Place, v.Index) {
			c.look(v, in.Branch)
		}
	}
}

// countChars counts the Unicode code points of UTF-8 text: the bytes that do not go on with a character.
func countChars(p []byte) int64 {
	n := len(p)
	i := 0
	for ; i+8 <= len(p); i += 8 {
		q := p[i : i+8 : i+8]
		x := uint64(q[0]) | uint64(q[1])<<8 | uint64(q[2])<<16 | uint64(q[3])<<24 | uint64(q[4])<<32 | uint64(q[5])<<40 | uint64(q[6])<<48 | uint64(q[7])<<56
		n -= bits.OnesCount64(x &^ (x << 1) & 0x8080808080808080)
	}
	for _, b := range p[i:] {
		if b&0xC0 == 0x80 {
			n--
		}
	}
	return int64(n)
}
