package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Bounds is a range of numbers. Min and Max are inside it, Above and Below are not. With OpenEdge the wording leaves
// open whether Min and Max themselves are inside.
type Bounds struct {
	Min, Max, Above, Below *Limit
	OpenEdge               bool
}

// boundKeys are the keys that [Params.bounds] reads.
var boundKeys = [...]string{"min", "max", "above", "below", "edge"}

// bounds reads the keys min, max, above, below and edge of n, which may have the further keys in also.
func (p *Params) bounds(n *body.Node, also ...string) Bounds {
	var b Bounds
	if !p.Doc.Want(n, body.Object) {
		return b
	}
	p.Doc.Only(n, append(also, boundKeys[:]...)...)
	for _, to := range []struct {
		key   string
		limit **Limit
	}{{"min", &b.Min}, {"max", &b.Max}, {"above", &b.Above}, {"below", &b.Below}} {
		if m := n.Get(to.key); m != nil {
			*to.limit = p.limit(m)
		}
	}
	p.bounded(n)
	for _, least := range [...]*Limit{b.Min, b.Above} {
		for _, most := range [...]*Limit{b.Max, b.Below} {
			if least != nil && most != nil && least.Fact == "" && most.Fact == "" && least.Low > most.High {
				p.Doc.Note(n, "nothing is at least "+least.Words+" and at most "+most.Words)
			}
		}
	}
	switch edge := p.Doc.Text(n, "edge"); edge {
	case "":
	case "open":
		b.OpenEdge = true
		if b.Min == nil && b.Max == nil {
			p.Doc.Note(n.Get("edge"), "want edge only together with min or max")
		}
	default:
		p.Doc.Note(n.Get("edge"), `want "open", got `+doc.Quote(edge))
	}
	return b
}

// bounded notes a problem unless n has some bound.
func (p *Params) bounded(n *body.Node) {
	for _, key := range [...]string{"min", "max", "above", "below", "multipleOf"} {
		if n.Get(key) != nil {
			return
		}
	}
	p.Doc.Note(n, "want a bound: min, max, above or below")
}

func (b *Bounds) empty() bool {
	return b.Min == nil && b.Max == nil && b.Above == nil && b.Below == nil
}

// exactly is the number that Min and Max both are.
func (b *Bounds) exactly() (Micro, bool) {
	same := b.Min != nil && b.Max != nil && b.Min.Fact == "" && b.Max.Fact == "" && b.Min.Low == b.Max.High && b.Max.Low == b.Max.High
	if !same {
		return 0, false
	}
	return b.Min.Low, true
}

// ask compares x. What is found is told by the caller, who knows the unit; why and need are told here.
func (b *Bounds) ask(r *Record, x Micro, told *Told) State {
	state := Passed
	for _, side := range [...]struct {
		limit  *Limit
		lower  bool // a lower bound
		strict bool
	}{{b.Min, true, false}, {b.Above, true, true}, {b.Max, false, false}, {b.Below, false, true}} {
		if side.limit != nil {
			state = worse(state, b.side(r, x, side.limit, side.lower, side.strict, told))
		}
	}
	return state
}

func (b *Bounds) side(r *Record, x Micro, l *Limit, lower, strict bool, told *Told) State {
	low, high, ok := l.value(r)
	if !ok {
		return told.open("", "this limit is not published", Need{NeedFact, l.Fact})
	}
	if lower { // mirror it, so that only upper bounds are compared
		x, low, high = -x, -high, -low
	}
	switch {
	case x > high || x == high && strict:
		return Failed
	case x < low || x == low && !strict && !b.OpenEdge:
		return Passed
	case low == high:
		return told.open("", "the wording leaves open whether exactly "+l.Words+" passes", Need{})
	}
	return told.open("", "nobody says whether "+l.Words+" counts in powers of ten or of two", Need{})
}

// words says what is wanted: "at least 15 and at most 8192 pixels".
func (b *Bounds) words(unit string) string {
	if x, ok := b.exactly(); ok {
		if x != one {
			unit = many(unit)
		}
		return "exactly " + x.String() + unit
	}
	out, facts, last := "", "", ""
	for _, part := range [...]struct {
		limit *Limit
		words string
	}{{b.Min, "at least "}, {b.Above, "more than "}, {b.Max, "at most "}, {b.Below, "less than "}} {
		if part.limit == nil {
			continue
		}
		if out != "" {
			out += " and "
		}
		last = part.limit.Words
		out += part.words + last
		if part.limit.Fact != "" && part.limit.Words != notPublished(part.limit.Fact) {
			facts += " (unless the fact " + part.limit.Fact + " says otherwise)"
		}
	}
	if last != "1" {
		unit = many(unit)
	}
	return out + unit + facts
}

func many(unit string) string {
	if unit == "" {
		return ""
	}
	return unit + "s"
}
