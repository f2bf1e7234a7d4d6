package repair_test

import (
	"bytes"
	"flag"
	"path/filepath"
	"slices"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/repair"
)

var full = flag.Bool("full", false, "mend every generated case, not one of each eleven")

// TestEveryBrokenRequestGetsBetterOrSaysWhy mends the requests in which every rule is broken once: none gets worse, what passes stays
// as it is to the byte, and what does not pass in the end says why.
func TestEveryBrokenRequestGetsBetterOrSaysWhy(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/cases/generated/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("want generated cases, got %v %v", files, err)
	}
	every := 11
	if *full {
		every = 1
	}
	order := []validate.Outcome{validate.Rejected, validate.Uncertain, validate.Accepted} // the best last
	rank := func(o validate.Outcome) int { return slices.Index(order, o) }
	n, mended, refused, open := 0, 0, 0, 0
	for _, name := range files {
		all, err := cases.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(all); i += every {
			c := all[i]
			request, facts, err := cases.Expand(c, c.Dir())
			if err != nil {
				t.Fatal(err)
			}
			before := bytes.Clone(request.Body)
			m := repair.Request(rules, request, facts, decode.Limits{})
			n++
			if !bytes.Equal(before, request.Body) {
				t.Fatalf("%s: want the request that was given left as it is", c.Name)
			}
			if m.Before.Outcome == validate.Accepted && (len(m.Requests) != 1 || !bytes.Equal(m.Requests[0].Body, before) || m.Requests[0].URL != request.URL) && m.After[0].Outcome != validate.Accepted {
				t.Errorf("%s: want a request that passes to pass, got %s", c.Name, m.After[0].Outcome)
			}
			for k := range m.Requests {
				v := rules.Check(m.Requests[k], facts)
				if !bytes.Equal(v.AppendJSON(nil), m.After[k].AppendJSON(nil)) {
					t.Errorf("%s: want the verdict of the result, got another", c.Name)
				}
				if rank(v.Outcome) < rank(m.Before.Outcome) {
					t.Errorf("%s: was %s, is %s: %s", c.Name, m.Before.Outcome, v.Outcome, m.Refused)
				}
				if v.Outcome == validate.Rejected && m.Refused == "" {
					t.Errorf("%s: is refused and does not say why", c.Name)
				}
			}
			switch {
			case m.Refused != "":
				refused++
			case m.Open():
				open++
			case m.Before.Outcome != validate.Accepted:
				mended++
			}
		}
	}
	t.Logf("%d cases: %d mended, %d refused with a reason, %d open, the rest passed before", n, mended, refused, open)
	if mended < n/4 {
		t.Errorf("want a fourth of the cases mended, got %d of %d", mended, n)
	}
}
