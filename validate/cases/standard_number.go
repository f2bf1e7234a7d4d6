package cases

import (
	"strconv"

	"github.com/willpass/willpass/validate/check"
)

// outside is a number just beyond a bound, and the fact that the bound is, when it is one.
type outside struct {
	how    string
	number check.Micro
	fact   string
}

const unit = check.Micro(1_000_000)

// beyond is a number outside each bound: one less than the least, one more than the most, and the bound itself where it is
// not inside. Of a size such as "5MB" the doubtful numbers count as inside. A bound that is the caller's fact is limit.
func beyond(b check.Bounds, limit check.Micro) []outside {
	var all []outside
	add := func(l *check.Limit, how string, low bool, step check.Micro) {
		if l == nil {
			return
		}
		number := l.High
		if low {
			number = l.Low
		}
		if l.Fact != "" {
			number = limit
		}
		all = append(all, outside{how, number + step, l.Fact})
	}
	add(b.Min, "below the least", true, -unit)
	add(b.Above, "at the lower bound", true, 0)
	add(b.Max, "above the most", false, unit)
	add(b.Below, "at the upper bound", false, 0)
	return all
}

// know tells the fact that the bound is.
func (o outside) know(d *draft, limit check.Micro) {
	if o.fact != "" {
		d.facts.put(o.fact, decimal(limit))
	}
}

func (o outside) whole() int64 { return int64(o.number / unit) }

func decimal(m check.Micro) *node {
	return &node{kind: '0', raw: strconv.FormatFloat(float64(m)/float64(unit), 'f', -1, 64)}
}

// numbers breaks a range, the length of a text and the number of elements.
func (s standard) numbers() []edit {
	const limit = 10 * unit // of a bound that the caller's fact is
	var edits []edit
	add := func(b check.Bounds, least int64, do func(d *draft, o outside) error) {
		for _, o := range beyond(b, limit) {
			if o.whole() >= least {
				edits = append(edits, edit{o.how, func(d *draft) error {
					o.know(d, limit)
					return do(d, o)
				}})
			}
		}
	}
	switch c := s.r.Check.(type) {
	case check.Range:
		add(c.Bounds, -1<<53, func(d *draft, o outside) error { return d.set(s.place, fit(s.place, decimal(o.number))) })
	case check.Length:
		add(c.Bounds, 0, func(d *draft, o outside) error { return d.set(s.place, repeated("x", o.whole())) })
	case check.Items:
		add(c.Bounds, 0, func(d *draft, o outside) error { return s.count(d, o.whole()) })
	}
	return edits
}

// repeated is a recipe for a long text, or the text when it is short.
func repeated(piece string, times int64) *node {
	if times == 0 {
		return text("")
	}
	recipe := object()
	recipe.put("$repeat", list(text(piece), whole(times)))
	return recipe
}
