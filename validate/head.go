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
	asksQuery, asksPath := false, false
	for place := range c.record.Places {
		at := &c.record.Places[place]
		switch at.Root {
		case check.AtMethod:
			c.word(place, request.Method)
		case check.AtHost:
			c.text(place, r.host)
		case check.AtPath:
			c.text(place, r.path)
		case check.AtPathParam:
			asksPath = true
		case check.AtHeader:
			for i := range request.Headers {
				if h := &request.Headers[i]; equalFold(h.Name, at.Name) {
					c.word(place, trimmed(h.Value))
				}
			}
		case check.AtQuery:
			asksQuery = true
		}
	}
	if asksPath {
		c.pathParams(r)
	}
	if asksQuery {
		c.query(r.query)
	}
}

func (c *collector) query(text []byte) {
	c.form.Reset((*query)(c))
	c.form.Write(text)
	c.form.End()
}

func (c *collector) pathParams(r *route) {
	for place := range c.record.Places {
		if at := &c.record.Places[place]; at.Root == check.AtPathParam {
			if value, ok := r.param(at.Name); ok {
				c.word(place, value)
			}
		}
	}
}

// trimmed is [strings.TrimSpace], which has a lot of code for what few texts have.
func trimmed(text string) string {
	if n := len(text); n > 0 && (text[0]-'!' > '~'-'!' || text[n-1]-'!' > '~'-'!') {
		return strings.TrimSpace(text)
	}
	return text
}

// word adds a text that is a string.
//
//go:noinline
func (c *collector) word(place int, text string) {
	c.kept = append(c.kept[:0], text...)
	c.text(place, c.kept)
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
