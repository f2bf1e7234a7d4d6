package check

import (
	"math/bits"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Ratio bounds the aspect ratio: width to height, or the longest side to the shortest. It compares exactly.
type Ratio struct {
	min, max, above, below *ratioLimit
	open                   bool // the wording leaves the boundary open
	longest                bool
	fact                   string // the greatest ratio, longest to shortest, is this fact
	words                  string // its default, if it has one
}

type ratioLimit struct {
	long, short Micro
	words       string
}

func parseRatio(p *Params, n *body.Node) Check {
	c := Ratio{}
	if !p.Doc.Want(n, body.Object) {
		return c
	}
	p.Doc.Only(n, append([]string{"of"}, boundKeys[:]...)...)
	p.bounded(n)
	if of := n.Get("of"); of != nil {
		c.longest = p.choice(of, "width", "longest") == "longest"
	}
	if edge := n.Get("edge"); edge != nil {
		c.open = p.choice(edge, "open") != ""
	}
	if limit := n.Get("max"); limit != nil && limit.Kind == body.Object {
		p.Doc.Only(limit, "fact")
		c.fact, c.longest = p.Doc.NeedText(limit, "fact"), true
		p.UseFact(limit, c.fact)
		c.words = p.factWords(c.fact)
		for _, other := range [...]string{"min", "above", "below", "edge"} {
			if m := n.Get(other); m != nil {
				p.Doc.Note(m, "want no other bound beside one that is a fact")
			}
		}
		return c
	}
	c.min, c.max = p.ratio(n, "min"), p.ratio(n, "max")
	c.above, c.below = p.ratio(n, "above"), p.ratio(n, "below")
	return c
}

// ratio reads "4:1".
func (p *Params) ratio(n *body.Node, key string) *ratioLimit {
	m := n.Get(key)
	if m == nil {
		return nil
	}
	a, b, _ := strings.Cut(m.Text, ":")
	long, ok := ParseMicro([]byte(a))
	short, ok2 := ParseMicro([]byte(b))
	if m.Kind != body.String || !ok || !ok2 || long <= 0 || short <= 0 {
		p.Doc.Note(m, `want a ratio such as "4:1", got `+doc.Quote(m.Text))
		return nil
	}
	return &ratioLimit{long, short, m.Text}
}

func (c Ratio) Ask(r *Record, v *Value, told *Told) State {
	m, state := sized(v, told)
	if m == nil {
		return state
	}
	if c.fact != "" {
		if c = c.known(r); c.max == nil {
			return told.open(dimensions(m.Width, m.Height), "this limit is not published", Need{NeedFact, c.fact})
		}
	}
	return eitherSize(m, told, func(width, height int64, told *Told) State {
		if c.longest {
			width, height = max(width, height), min(width, height)
		}
		return c.compare(width, height, told)
	})
}

// known is the check with its limit that is a fact, when it is known.
func (c Ratio) known(r *Record) Ratio {
	if c.fact == "" {
		return c
	}
	if fact := r.Fact(c.fact); fact != nil && fact.Kind != Unknown {
		if most, ok := ParseMicro(fact.Text); ok {
			c.max = &ratioLimit{most, one, fact.shown() + ":1"}
		}
	}
	return c
}

func (c Ratio) compare(width, height int64, told *Told) State {
	told.measured(Whole(width), Whole(height))
	for _, side := range [...]struct {
		limit *ratioLimit
		sign  int // of a comparison that is surely outside
		edge  State
	}{{c.min, -1, Passed}, {c.above, -1, Failed}, {c.max, 1, Passed}, {c.below, 1, Failed}} {
		if side.limit == nil {
			continue
		}
		switch order := side.limit.order(width, height); {
		case order == side.sign || order == 0 && side.edge == Failed:
			if told == nil {
				return Failed
			}
			return told.fail(dimensions(width, height)+" pixels", "crop it to "+c.Want())
		case order == 0 && c.open:
			if told == nil {
				return Open
			}
			return told.open(dimensions(width, height)+" pixels", "the wording leaves open whether exactly "+side.limit.words+" passes", Need{})
		}
	}
	return Passed
}

// order is the sign of width:height minus the limit.
func (l *ratioLimit) order(width, height int64) int {
	ah, al := bits.Mul64(uint64(width), uint64(l.short))
	bh, bl := bits.Mul64(uint64(height), uint64(l.long))
	switch {
	case ah == bh && al == bl:
		return 0
	case ah > bh || ah == bh && al > bl:
		return 1
	}
	return -1
}

func (c Ratio) Want() string {
	what := "width:height "
	if c.longest {
		what = "longest:shortest side "
	}
	if c.fact != "" {
		return what + c.wantFact()
	}
	out := ""
	for _, part := range [...]struct {
		limit *ratioLimit
		words string
	}{{c.min, "at least "}, {c.above, "more than "}, {c.max, "at most "}, {c.below, "less than "}} {
		if part.limit == nil {
			continue
		}
		if out != "" {
			out += " and "
		}
		out += part.words + part.limit.words
	}
	return what + out
}

func (c *Ratio) wantFact() string {
	if c.words == notPublished(c.fact) {
		return "within " + c.words
	}
	return "at most " + c.words + ":1 (unless the fact " + c.fact + " says otherwise)"
}
