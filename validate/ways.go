package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// ways is the paths that lead to the endpoints of a provider, by their starts: however many there are, few are looked at.
type ways struct {
	sorted  []way
	longest int // start of a path with parameters; 0 = there is none
}

// way is a path that leads to an endpoint.
type way struct {
	start    string // of every path that matches, up to the first parameter
	number   int    // in the order of the documents
	params   int    // how many
	endpoint int    // its number
	pattern  *spec.Pattern
}

func waysOf(p *spec.Provider) ways {
	var all []way
	var order []int
	out := ways{}
	for k := range p.Endpoints {
		paths := p.Endpoints[k].Paths
		for n := range paths {
			w := way{start: paths[n].Text, number: len(all), params: paths[n].Params(), endpoint: k, pattern: &paths[n]}
			if w.params > 0 {
				end := 0
				for i := 0; spec.Param(paths[n].Segments[i]) == ""; i++ {
					end += len(paths[n].Segments[i]) + 1
				}
				w.start = w.start[:end]
				out.longest = max(out.longest, end)
			}
			all, order = append(all, w), append(order, len(all))
		}
	}
	body.Sort(order, func(a, b int) bool {
		x, y := &all[a], &all[b]
		return x.start < y.start || x.start == y.start && a < b
	})
	out.sorted = make([]way, len(all))
	for i, n := range order {
		out.sorted[i] = all[n]
	}
	return out
}

// startingWith is the ways that start so.
//
//go:noinline
func (w *ways) startingWith(start []byte) []way {
	low, high := 0, len(w.sorted)
	for low < high {
		if mid := (low + high) / 2; w.sorted[mid].start < string(start) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	for high < len(w.sorted) && w.sorted[high].start == string(start) {
		high++
	}
	return w.sorted[low:high]
}

// follow finds the endpoint of the path: of several that match, the one with the fewest parameters counts, and then the first. It reports
// whether the path is known on the host, whatever the method.
func (r *route) follow(all *ways, host *spec.Host, method string) (known bool) {
	t := taking{route: r, host: host, method: method}
	found := all.startingWith(r.plain)
	for i := range found {
		if found[i].params == 0 {
			t.take(&found[i])
		}
	}
	if t.best == nil { // else no other has fewer parameters
		t.withParams(all)
	}
	return t.known
}

// taking is the search for the endpoint of a path.
type taking struct {
	*route
	host   *spec.Host
	method string
	best   *way
	known  bool
}

func (t *taking) withParams(all *ways) {
	for end := 1; end <= min(len(t.plain), all.longest); end++ {
		if t.plain[end-1] != '/' {
			continue
		}
		found := all.startingWith(t.plain[:end])
		for i := range found {
			if w := &found[i]; w.params > 0 && w.pattern.Match(string(t.plain)) {
				t.take(w)
			}
		}
	}
}

// take takes a way that matches, unless it took a better one.
//
//go:noinline
func (t *taking) take(w *way) {
	e := &t.provider.Endpoints[w.endpoint]
	if !on(e, t.host) {
		return
	}
	t.known = true
	if best := t.best; equalFold(e.Method, t.method) && (best == nil || w.params < best.params || w.params == best.params && w.number < best.number) {
		t.best = w
		t.endpoint, t.at, t.pattern = e, w.endpoint, w.pattern
	}
}
