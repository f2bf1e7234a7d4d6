package main

import (
	"runtime"
	"slices"
	"time"
)

// contender does the same work as the others of its race, in its way. It fails with words.
type contender struct {
	Name string
	Run  func() error
}

// times is what a contender took per run, in nanoseconds. The smallest is what its work costs; the median also what else ran.
type times struct{ Median, Min float64 }

// Rounds of a race, each of turnTime at least for every contender, in turns, so that all meet the same machine.
const (
	rounds   = 21
	turnTime = 4 * time.Millisecond
)

// race is what contenders took that ran in turns.
type race struct {
	names []string
	took  [][]float64 // by contender and round
}

func run(contenders []contender, rounds int) (*race, error) {
	r := &race{took: make([][]float64, len(contenders))}
	repeats := make([]int, len(contenders))
	for i, c := range contenders {
		r.names = append(r.names, c.Name)
		for range 2 {
			start := time.Now()
			if err := c.Run(); err != nil {
				return nil, err
			}
			repeats[i] = 1 + int(turnTime/max(time.Since(start), 100*time.Nanosecond))
		}
	}
	for range rounds {
		for i, c := range contenders {
			runtime.GC() // what one leaves behind is no other's work
			start := time.Now()
			for range repeats[i] {
				if err := c.Run(); err != nil {
					return nil, err
				}
			}
			r.took[i] = append(r.took[i], float64(time.Since(start).Nanoseconds())/float64(repeats[i]))
		}
	}
	return r, nil
}

func (r *race) of(name string) []float64 {
	if i := slices.Index(r.names, name); i >= 0 {
		return r.took[i]
	}
	return nil
}

func (r *race) times(name string) times {
	took := slices.Sorted(slices.Values(r.of(name)))
	if len(took) == 0 {
		return times{}
	}
	return times{took[len(took)/2], took[0]}
}

// ratio is how many times as long as all of others together over takes, by the shortest times: those that nothing else disturbed. It
// is 0 when one of them did not run.
func (r *race) ratio(over string, others ...string) float64 {
	sum := 0.0
	for _, other := range others {
		least := r.times(other).Min
		if least == 0 {
			return 0
		}
		sum += least
	}
	return r.times(over).Min / sum
}

// allocations is how often, and how many bytes, run allocates per call in steady state.
func allocations(run func() error) (count, bytes float64) {
	const calls = 20
	run()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range calls {
		run()
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / calls, float64(after.TotalAlloc-before.TotalAlloc) / calls
}
