package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// common is what all values of a place have in common. Where there are many, most rules need not be asked about each.
type common struct {
	known  bool
	filled bool   // none is empty
	same   bool   // all are the same text or number
	even   bool   // each object of the place above has one, and there is nothing but objects
	kinds  uint16 // that there are: a bit for each
}

// many is from how many values on it is worth a look what they have in common.
const many = 8

// commonOf is what the values of a place have in common; nil when they are few. It is asked when the whole request was read.
func (c *collector) commonOf(place int) *common {
	values := c.record.Values[place]
	if len(values) < many {
		return nil
	}
	if len(c.commons) == 0 {
		c.commons = cleared(c.commons, len(c.record.Values))
	}
	all := &c.commons[place]
	if all.known {
		return all
	}
	first, kinds, filled, same := &values[0], uint16(0), true, true
	for i := range values {
		v := &values[i]
		kinds |= 1 << (v.Kind & 15)
		filled = filled && v.Filled()
		same = same && v.Alike(first)
	}
	*all = common{known: true, kinds: kinds, filled: filled, same: same}
	if parent := c.endpoint.Parent[place]; parent >= 0 && len(values) == len(c.record.Values[parent]) {
		all.even = c.commonOf(parent).kinds == 1<<check.Object
	}
	return all
}

// holdsAlike reports whether conditions have the same answer for each of the many values of a place: they are about the request, or about a
// text beside each value, and there is such a text everywhere, and it is the same.
func (c *collector) holdsAlike(when []spec.Condition, place int) bool {
	if len(c.record.Values[place]) < many {
		return false
	}
	for i := range when {
		beside := when[i].Place
		if beside < 0 || c.record.Places[beside].Wildcards() == 0 {
			continue
		}
		if when[i].About&check.Texts == 0 || c.endpoint.Parent[beside] != c.endpoint.Parent[place] {
			return false
		}
		if there := c.commonOf(beside); there == nil || !there.even || !there.same {
			return false
		}
	}
	return true
}
