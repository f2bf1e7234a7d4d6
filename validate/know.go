package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
)

// know fills in what the caller's facts say about a file. Of facts about the same the last counts.
func (c *collector) know(place int, v *check.Value) {
	if n := len(c.facts.Fetched); n > 0 && v.File.Carrier == check.URLFile && !v.Cut {
		if i := c.fetched.last(n, c.fetchedURL, v.Text); i >= 0 {
			f, file := &c.facts.Fetched[i], c.ownFile(v)
			file.Fetch, file.Media = check.Fetched, f.Media
			if f.Failed {
				file.Fetch = check.FetchFailed
			}
		}
	}
	if n := len(c.facts.Decoded); n > 0 {
		c.kept = c.record.Places[place].AppendAt(c.kept[:0], v.Index)
		if i := c.decoded.last(n, c.decodedAt, c.kept); i >= 0 {
			file := c.ownFile(v)
			file.Decodes = check.No
			if c.facts.Decoded[i].OK {
				file.Decodes = check.Yes
			}
		}
	}
}

func (c *collector) fetchedURL(i int) string { return c.facts.Fetched[i].URL }
func (c *collector) decodedAt(i int) string  { return c.facts.Decoded[i].At }

// learnFacts takes the caller's facts.
func (c *collector) learnFacts(facts *Facts) {
	c.facts = *facts
	c.fetched.sorted, c.decoded.sorted = false, false
}

// byName finds some facts by their names: few by looking at each, many by their order, so that as many facts as files cost no more than
// their number times its logarithm.
type byName struct {
	order  []int // of their numbers: by name, equal ones by number
	sorted bool
}

// fewFacts is so many that looking at each is faster.
const fewFacts = 8

// last is the number of the last of n facts that has this name; -1 when there is none.
func (o *byName) last(n int, name func(i int) string, want []byte) int {
	if n <= fewFacts {
		for n--; n >= 0 && name(n) != string(want); n-- {
		}
		return n
	}
	if !o.sorted {
		o.order, o.sorted = o.order[:0], true
		for i := range n {
			o.order = append(o.order, i)
		}
		body.Sort(o.order, func(a, b int) bool {
			x, y := name(a), name(b)
			return x < y || x == y && a < b
		})
	}
	low, high := 0, n // names before low are not beyond the wanted one, those from high on are
	for low < high {
		if mid := (low + high) / 2; name(o.order[mid]) <= string(want) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low > 0 && name(o.order[low-1]) == string(want) {
		return o.order[low-1]
	}
	return -1
}
