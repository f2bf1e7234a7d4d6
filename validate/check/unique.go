package check

import (
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
	for _, id := range sent.List() {
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
	second, alike := r.repeated(values)
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

// repeated is the index of the first text or number that comes a second time; -1 when there is none. Alike is whether two of which too
// little was kept may be the same.
func (r *Record) repeated(values []Value) (second int, alike bool) {
	size := 16
	for size < 2*len(values) {
		size *= 2
	}
	if cap(r.Seen) < size {
		r.Seen = make([]int32, size)
	}
	seen := r.Seen[:size] // a table of indexes, counted from 1
	clear(seen)
	steps := 0
	for i := range values {
		v := &values[i]
		if v.Kind != String && v.Kind != Number {
			continue
		}
		at := v.hash() & (size - 1)
		for seen[at] != 0 && !values[seen[at]-1].sameText(v) {
			at = (at + 1) & (size - 1)
			if steps++; steps > 8*len(values) { // somebody chose the texts so
				return sortedRepeat(values)
			}
		}
		switch {
		case seen[at] == 0:
			seen[at] = int32(i + 1)
		case v.Cut || v.Lost():
			alike = true
		default:
			return i, alike
		}
	}
	return -1, alike
}

// sortedRepeat is [Record.repeated] in a time that no texts make longer.
func sortedRepeat(values []Value) (second int, alike bool) {
	var order []int
	for i := range values {
		if values[i].Kind == String || values[i].Kind == Number {
			order = append(order, i)
		}
	}
	body.Sort(order, func(a, b int) bool {
		x, y := &values[a], &values[b]
		switch {
		case x.Kind != y.Kind:
			return x.Kind < y.Kind
		case x.Bytes != y.Bytes:
			return x.Bytes < y.Bytes
		case string(x.Text) != string(y.Text):
			return string(x.Text) < string(y.Text)
		}
		return a < b
	})
	second = -1
	for i := 1; i < len(order); i++ {
		v := &values[order[i]]
		switch {
		case !values[order[i-1]].sameText(v):
		case v.Cut || v.Lost():
			alike = true
		case second < 0 || order[i] < second:
			second = order[i]
		}
	}
	return second, alike
}

// sameText reports whether as much as is kept of two texts is the same.
func (v *Value) sameText(other *Value) bool {
	return v.Kind == other.Kind && v.Bytes == other.Bytes && string(v.Text) == string(other.Text)
}

// hash is a number that few texts share, unless somebody chose them so.
func (v *Value) hash() int {
	const mix = 0x9E3779B97F4A7C15
	h, text := uint64(v.Bytes), v.Text
	for ; len(text) >= 8; text = text[8:] {
		h ^= uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		h *= mix
		h ^= h >> 32
	}
	for _, c := range text {
		h = (h ^ uint64(c)) * mix
	}
	return int(h >> 33)
}

func (c Unique) Want() string {
	if c.fact != "" {
		return "an id that was not sent before"
	}
	return "ids that all differ"
}
