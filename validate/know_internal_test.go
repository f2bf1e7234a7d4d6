package validate

import (
	"fmt"
	"math/bits"
	"testing"
)

// TestAsManyFactsAsFiles counts the names that are looked at where there are as many facts as files: hardly more for each file, however
// many there are, in whatever order they come.
func TestAsManyFactsAsFiles(t *testing.T) {
	for _, order := range []struct {
		name string
		at   func(i, n int) int
	}{{"in order", func(i, n int) int { return i }}, {"backwards", func(i, n int) int { return n - 1 - i }}, {"mixed", func(i, n int) int { return i * 7919 % n }},
		{"all the same", func(i, n int) int { return 0 }}} {
		for _, n := range []int{fewFacts - 1, fewFacts, fewFacts + 1, 100, 1000, 10_000} {
			all := make([]string, n)
			for i := range all {
				all[i] = fmt.Sprintf("https://shop.example/%06d.jpg", order.at(i, n))
			}
			looked := 0
			name := func(i int) string { looked++; return all[i] }
			last := map[string]int{}
			for i, text := range all {
				last[text] = i
			}
			var o byName
			for i := range n {
				for _, text := range []string{all[i], all[i] + "x", ""} {
					want, known := last[text]
					if !known {
						want = -1
					}
					if got := o.last(n, name, []byte(text)); got != want {
						t.Fatalf("%d %s: %q: want %d, got %d", n, order.name, text, want, got)
					}
				}
			}
			if most := n * 8 * (bits.Len(uint(n)) + 2); looked > most {
				t.Errorf("%d facts %s: want at most %d names looked at, got %d", n, order.name, most, looked)
			}
		}
	}
}
