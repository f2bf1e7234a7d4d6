package cases

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// files breaks the checks that look into a file: each with another picture in place of the sample's.
func (s standard) files() []edit {
	switch c := s.r.Check.(type) {
	case check.Decodes:
		return s.picture("cut short", func(p *picture) error {
			p.cut, p.bytes = 20, -1
			return nil
		})
	case check.Format:
		return s.picture("of another format", func(p *picture) error {
			for i := range formats {
				if f, _ := probe.ParseFormat(formats[i].name); !slices.Contains(c.Formats(), f) {
					p.format, p.orientation, p.gray, p.alpha, p.frames = &formats[i], 0, false, false, 0
					return nil
				}
			}
			return fmt.Errorf("every format is allowed: give breaks")
		})
	case check.SameSize:
		return s.picture("of another size", func(p *picture) error {
			p.width++
			return nil
		})
	case check.Colour:
		return s.depth([4]string{"1", "3", "4", "2"})
	case check.BitsPerPixel:
		return s.depth([4]string{"8", "24", "32", "16"})
	case check.Side:
		return s.bounded(c.Bounds, 1000*unit, func(p *picture, n int64) error { return p.side(plain(copyOfKey(s.r, "of")), n) })
	case check.Pixels:
		return s.bounded(c.Bounds, 1_000_000*unit, (*picture).area)
	case check.Ratio:
		return s.ratio()
	case check.Alike:
		return s.unlike(c)
	case check.Bytes:
		return s.length(c)
	case check.Base64Text:
		return s.base64()
	case check.DataURL:
		return s.dataURL()
	case check.Fetches:
		return []edit{{"unreachable", func(d *draft) error {
			const gone = "https://example.com/gone"
			d.know(fetched(gone, "failed", &node{kind: 'l', raw: "true"}))
			return d.set(s.place, text(gone))
		}}}
	case check.Extension:
		return []edit{{"of another name", func(d *draft) error {
			return d.name(s.place, "image.willpass")
		}}}
	}
	return nil
}

func fetched(url, key string, value *node) *node {
	content, entry, facts := object(), object(), object()
	content.put(key, value)
	entry.put(url, content)
	facts.put("fetched", entry)
	return facts
}

// bounded is a picture outside each bound.
func (s standard) bounded(b check.Bounds, limit check.Micro, fit func(p *picture, n int64) error) []edit {
	var edits []edit
	for _, o := range beyond(b, limit) {
		if o.whole() < 1 {
			continue
		}
		for _, e := range s.picture(o.how, func(p *picture) error { return fit(p, o.whole()) }) {
			edits = append(edits, edit{e.how, func(d *draft) error {
				o.know(d, limit)
				return e.do(d)
			}})
		}
	}
	return edits
}

// side gives a side that length. Where either will do, the picture is a square, so that no rule on ratios speaks too.
func (p *picture) side(of string, n int64) error {
	if n > maxSide {
		return fmt.Errorf("no recipe has a side of %d: give breaks", n)
	}
	length := int(n)
	switch of {
	case "width":
		p.width, p.height = length, min(max(p.height, length/2), length*2)
	case "height":
		p.width, p.height = min(max(p.width, length/2), length*2), length
	default:
		p.width, p.height = length, length
	}
	return nil
}

// area makes a square of more than n-1 pixels when it has to grow and of at most n when it has to shrink.
func (p *picture) area(n int64) error {
	root := int(math.Sqrt(float64(n)))
	if int64(p.width)*int64(p.height) < n && int64(root)*int64(root) < n {
		root++
	}
	p.width, p.height = root, root
	return nil
}

// depth is a grey picture, a coloured or a transparent one, whichever is not wanted; names is what the rule calls them.
func (s standard) depth(names [4]string) []edit {
	allowed := texts(s.r.Param)
	for i, gray := range [...]bool{true, false, false, true} {
		alpha := i >= 2
		if slices.Contains(allowed, names[i]) || s.r.Param.Text == "colour" && !gray {
			continue
		}
		return s.picture("of other colours", func(p *picture) error {
			p.gray, p.alpha = gray, alpha
			for _, option := range [...]struct {
				name string
				used bool
			}{{"gray", gray}, {"alpha", alpha}} {
				if option.used && !strings.Contains(p.format.options, option.name) {
					return fmt.Errorf("%s cannot be %s: give breaks", p.format.name, option.name)
				}
			}
			return nil
		})
	}
	return nil
}

// ratio is a picture a little too wide, and one a little too high.
func (s standard) ratio() []edit {
	var edits []edit
	for _, key := range [...]string{"max", "below", "min", "above"} {
		limit := s.r.Param.Get(key)
		if limit == nil {
			continue
		}
		wide, high := 2.0, 1.0
		fact := limit.Get("fact")
		if fact == nil {
			if _, err := fmt.Sscanf(limit.Text, "%f:%f", &wide, &high); err != nil {
				continue
			}
		}
		least := key == "min" || key == "above"
		for _, e := range s.picture(map[bool]string{true: "too high", false: "too wide"}[least], func(p *picture) error {
			if least {
				p.width, p.height = 300, int(300*high/wide)+1
			} else {
				p.width, p.height = int(300*wide/high)+1, 300
			}
			return nil
		}) {
			edits = append(edits, edit{e.how, func(d *draft) error {
				if fact != nil {
					d.facts.put(fact.Text, whole(2))
				}
				return e.do(d)
			}})
		}
	}
	return edits
}
