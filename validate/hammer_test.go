package validate_test

import (
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
)

// TestManyGoroutinesOneRules judges, explains and lists with one Rules from many goroutines: each gets what one alone gets.
func TestManyGoroutinesOneRules(t *testing.T) {
	rules := rulesOf(t)
	all := examples(t)
	step := max(1, len(all)/300)
	var some []example
	var want []string
	for i := 0; i < len(all); i += step {
		v := rules.Check(all[i].request, all[i].facts)
		some, want = append(some, all[i]), append(want, string(v.AppendJSON(nil)))
	}
	catalogue := string(rules.AppendCatalogue(nil, ""))
	var wait sync.WaitGroup
	for worker := range 16 {
		wait.Go(func() {
			for i := range some {
				e := some[(i+worker*19)%len(some)]
				v := rules.Check(e.request, e.facts)
				if want, got := want[(i+worker*19)%len(some)], string(v.AppendJSON(nil)); want != got {
					t.Errorf("%s:\nwant %s\ngot  %s", e.name, want, got)
				}
			}
			if got := string(rules.AppendCatalogue(nil, "")); catalogue != got {
				t.Errorf("want the same catalogue")
			}
			for _, p := range rules.Providers() {
				for i := range p.Errors {
					if len(rules.Explain(p.ID, p.Errors[i].ID)) == 0 {
						t.Errorf("want an entry for %s/%s", p.ID, p.Errors[i].ID)
					}
				}
			}
			rules.CheckFiles("vidu/img2video", []validate.File{{Media: png(640, 480)}}, validate.Facts{})
		})
	}
	wait.Wait()
}
