package cases

import (
	"fmt"
	"slices"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// copyOfKey is a member of the rule's parameter; nil when there is none.
func copyOfKey(r *spec.Rule, key string) *node {
	if n := r.Param.Get(key); n != nil {
		return copyOf(n)
	}
	return nil
}

// length breaks the bounds on the length of a file, of its text, or of the whole body.
func (s standard) length(c check.Bytes) []edit {
	const limit = 100_000 * unit
	var edits []edit
	if n := s.r.Param.Get("multipleOf"); n != nil {
		multiple, _ := n.Int()
		return s.picture("not a multiple", func(p *picture) error {
			p.bytes = int(100*multiple) + 1
			return nil
		})
	}
	of := plain(copyOfKey(s.r, "of"))
	for _, o := range beyond(c.Bounds, limit) {
		n := o.whole()
		if n < 0 {
			continue
		}
		edits = append(edits, edit{o.how, func(d *draft) error {
			o.know(d, limit)
			more := o.how == "above the most" || o.how == "at the upper bound"
			if of == "body" || s.place.Root == check.AtBody {
				if !more {
					return fmt.Errorf("cannot make a body this short: give breaks")
				}
				return d.pad(n)
			}
			if of == "text" && more {
				n = n/4*3 + 3 // the length of base64
			}
			return d.repicture(s.place, func(p *picture) error {
				if p.bytes = int(n); !more {
					p.shrink(n, d.allowed(s.place))
				}
				return nil
			})
		}})
	}
	return edits
}

// base64 is a text of other characters, or without its padding; with a data URL header where the sample has one.
func (s standard) base64() []edit {
	return []edit{{"not base64", func(d *draft) error {
		broken := "iVBORw0KGgo*"
		if s.r.Param.Text == "padding" {
			broken = "iVBORw0KGg"
		}
		if d.carrier(s.place) == "dataurl" {
			broken = "data:image/png;base64," + broken
		}
		return d.put(s.place, text(broken))
	}}}
}

func (s standard) dataURL() []edit {
	encode := "base64"
	if s.r.Param.Text == "forbidden" {
		encode = "dataurl"
	}
	return []edit{{"data URL " + s.r.Param.Text, func(d *draft) error {
		p := d.picture(s.place)
		return d.put(s.place, p.recipe(encode))
	}}}
}

// shrink makes the file at most n bytes: in the first allowed format in which the picture is small enough, else a single
// pixel.
func (p *picture) shrink(n int64, allowed []probe.Format) {
	p.bytes = -1
	for i := range formats {
		if f, _ := probe.ParseFormat(formats[i].name); f != 0 && formats[i].name != p.format.name && !slices.Contains(allowed, f) {
			continue
		}
		small := picture{format: &formats[i], width: p.width, height: p.height, bytes: -1, cut: -1}
		if file, err := small.file(); err == nil && int64(len(file)) <= n {
			*p = small
			return
		}
	}
	p.width, p.height = 1, 1
}
