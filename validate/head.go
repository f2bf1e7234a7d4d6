package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// head collects what the method, URL and headers hold.
func (c *collector) head(r *route, request Request) {
	c.record.Head = int64(len(request.URL))
	for _, h := range request.Headers {
		c.record.Head += int64(len(h.Name) + len(h.Value))
	}
	for place := range c.record.Places {
		at := &c.record.Places[place]
		switch at.Root {
		case check.AtMethod:
			c.text(place, request.Method)
		case check.AtHost:
			c.text(place, r.host)
		case check.AtPath:
			c.text(place, r.path)
		case check.AtPathParam:
			if value, ok := r.param(at.Name); ok {
				c.text(place, value)
			}
		case check.AtHeader:
			for _, h := range request.Headers {
				if equalFold(h.Name, at.Name) {
					c.text(place, strings.TrimSpace(h.Value))
				}
			}
		}
	}
	var form body.Form
	form.Reset((*query)(c))
	form.Write(r.url.Query)
	form.End()
}

// param is the segment of the path that {name} of the pattern stands for.
func (r *route) param(name string) (string, bool) {
	if r.pattern == nil {
		return "", false
	}
	segments := strings.Split(r.plain, "/")
	for i, segment := range r.pattern.Segments {
		if spec.Param(segment) == name {
			return segments[i], true
		}
	}
	return "", false
}

// text adds a plain text at a place.
func (c *collector) text(place int, text string) {
	v := c.add(place, check.Value{Kind: check.String, Plain: true, Index: check.NoIndex, Bytes: int64(len(text)), Chars: countChars([]byte(text))})
	v.Text = c.keep([]byte(text[:min(len(text), check.MaxText)]))
	v.Cut, v.Within = len(text) > len(v.Text), check.AllCharsets.Of([]byte(text))
}

// query is the collector as the reader of a URL's query sees it.
type query collector

func (q *query) BeginPart(p *body.PartHeader) {
	c := (*collector)(q)
	c.value = nil
	for place := range c.record.Places {
		if at := &c.record.Places[place]; at.Root == check.AtQuery && at.Name == string(p.Name) {
			c.beginText(c.add(place, check.Value{Kind: check.String, Plain: true, Index: check.NoIndex}), c.endpoint.Marks[place])
		}
	}
}

func (q *query) Data(p []byte) { (*collector)(q).Text(p) }
func (q *query) EndPart()      { (*collector)(q).EndString() }
