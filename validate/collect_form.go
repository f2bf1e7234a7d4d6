package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// BeginPart starts a part of a form. When a name comes twice, the first counts.
func (c *collector) BeginPart(p *body.PartHeader) {
	c.value = nil
	for place := range c.record.Places {
		at := &c.record.Places[place]
		if at.Root != check.AtForm || at.Name != string(p.Name) {
			continue
		}
		if first := c.record.Values[place]; len(first) > 0 {
			first[0].Twice = true
			first[0].Count++
			return
		}
		v := c.add(place, check.String, check.NoIndex)
		v.Plain, v.Count = true, 1
		if p.HasFileName {
			v.Kind, v.File = check.Part, c.files.take()
			*v.File = check.File{Name: c.keep(p.FileName), ContentType: c.keep(p.ContentType)}
			c.reading.probe.Reset(-1)
		} else if c.links(place) {
			v.File = c.files.take()
			*v.File = check.File{}
		}
		c.beginText(v, c.endpoint.Marks[place]&^spec.HoldsFile) // its bytes come as they are
		return
	}
}

// links reports whether the text of a field is the URL of a file.
func (c *collector) links(place int) bool {
	for i := range c.endpoint.Media {
		if m := &c.endpoint.Media[i]; m.Place == place && m.As == "url" {
			return true
		}
	}
	return false
}

// Data takes a piece of a part.
func (c *collector) Data(p []byte) {
	switch v := c.value; {
	case v == nil:
	case v.Kind == check.Part:
		c.bytes += int64(len(p))
		if !c.reading.probe.Done() {
			c.reading.probe.Write(p)
		}
	default:
		c.Text(p)
	}
}

// EndPart completes a part.
func (c *collector) EndPart() {
	v := c.value
	if v == nil || v.Kind != check.Part {
		c.EndString()
		return
	}
	c.value = nil
	v.Bytes = c.bytes
	v.File.Media = c.reading.probe.EndAt(c.bytes)
}
