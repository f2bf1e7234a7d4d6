package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// head collects what the method, URL and headers hold.
func (c *collector) head(r *route, request *Request) {
	c.record.Head = int64(len(request.URL))
	for i := range request.Headers {
		c.record.Head += int64(len(request.Headers[i].Name) + len(request.Headers[i].Value))
	}
	asksQuery := false
	for place := range c.record.Places {
		at := &c.record.Places[place]
		switch at.Root {
		case check.AtMethod:
			c.text(place, append(c.kept[:0], request.Method...))
		case check.AtHost:
			c.text(place, r.host)
		case check.AtPath:
			c.text(place, r.path)
		case check.AtPathParam:
			if value, ok := r.param(at.Name); ok {
				c.text(place, append(c.kept[:0], value...))
			}
		case check.AtHeader:
			for i := range request.Headers {
				if h := &request.Headers[i]; equalFold(h.Name, at.Name) {
					c.kept = append(c.kept[:0], strings.TrimSpace(h.Value)...)
					c.text(place, c.kept)
				}
			}
		case check.AtQuery:
			asksQuery = true
		}
	}
	if asksQuery {
		c.form.Reset((*query)(c))
		c.form.Write(r.url.Query)
		c.form.End()
	}
}

// param is the segment of the path that {name} of the pattern stands for.
func (r *route) param(name string) (string, bool) {
	if r.pattern == nil {
		return "", false
	}
	segments := strings.Split(string(r.plain), "/")
	for i, segment := range r.pattern.Segments {
		if spec.Param(segment) == name {
			return segments[i], true
		}
	}
	return "", false
}

// text adds a plain text at a place.
func (c *collector) text(place int, text []byte) {
	v := c.add(place, check.String, check.NoIndex)
	v.Plain, v.Bytes, v.Chars = true, int64(len(text)), countChars(text)
	v.Text = c.keep(text[:min(len(text), check.MaxText)])
	if v.Cut = len(text) > len(v.Text); v.Cut {
		v.Within = check.AllCharsets.Of(text)
	}
}

// query is the collector as the reader of a URL's query sees it.
type query collector

func (q *query) BeginPart(p *body.PartHeader) {
	c := (*collector)(q)
	c.value = nil
	for place := range c.record.Places {
		if at := &c.record.Places[place]; at.Root == check.AtQuery && at.Name == string(p.Name) {
			v := c.add(place, check.String, check.NoIndex)
			v.Plain = true
			c.beginText(v, c.endpoint.Marks[place])
		}
	}
}

func (q *query) Data(p []byte) { (*collector)(q).Text(p) }
func (q *query) EndPart()      { (*collector)(q).EndString() }
