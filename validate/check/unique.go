package check

import (
	"bytes"
	"slices"

	"github.com/willpass/willpass/validate/body"
)

// Unique wants the texts of a place with a wildcard to differ from each other, or from those in a fact.
type Unique struct {
	fact string // compare with this list instead
}

func parseUnique(p *Params, n *body.Node) Check {
	if n.Kind != body.Object {
		p.yes(n)
		return Unique{}
	}
	p.Doc.Only(n, "fact")
	id := p.Doc.NeedText(n, "fact")
	p.UseFact(n, id)
	return Unique{fact: id}
}

// Whole marks that the check looks at all values of its place at once.
func (c Unique) Whole() bool { return c.fact == "" }

func (c Unique) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String && v.Kind != Number || c.fact == "" {
		return Passed
	}
	sent := r.Fact(c.fact)
	if sent == nil || sent.Kind == Unknown {
		if told == nil {
			return Open
		}
		return told.open(v.shown(), "the ids that were already sent are not known", Need{NeedIDs, c.fact})
	}
	for _, id := range sent.List {
		if v.is(id) {
			return told.fail(v.shown(), "use an id that was not sent before")
		}
	}
	return Passed
}

// Fact is the list that the texts are compared with; "" when they are compared with each other.
func (c Unique) Fact() string { return c.fact }

// AskAll compares the values of the place with each other; at is the first that repeats another.
func (c Unique) AskAll(r *Record, place int, told *Told) (state State, at *Value) {
	values := r.Values[place]
	order := make([]int32, 0, len(values))
	for i := range values {
		if values[i].Kind == String || values[i].Kind == Number {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		if d := bytes.Compare(values[a].Text, values[b].Text); d != 0 {
			return d
		}
		return int(a - b)
	})
	second, alike := int32(-1), false
	for i := 1; i < len(order); i++ {
		a, b := &values[order[i-1]], &values[order[i]]
		same := a.Kind == b.Kind && a.Bytes == b.Bytes && bytes.Equal(a.Text, b.Text)
		switch {
		case same && (a.Cut || a.Lost()):
			alike = true
		case same && (second < 0 || order[i] < second):
			second = order[i]
		}
	}
	if second >= 0 {
		v := &values[second]
		return told.fail(v.shown()+" again", "give every element an id of its own, or send it once"), v
	}
	if r.Full[place] {
		return told.open(plural(int64(len(values)), "id"), onlyFirst, Need{}), nil
	}
	if alike {
		return told.open("two long texts", onlyStart, Need{}), nil
	}
	return Passed, nil
}

func (c Unique) Want() string {
	if c.fact != "" {
		return "an id that was not sent before"
	}
	return "ids that all differ"
}
