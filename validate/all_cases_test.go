package validate_test

import (
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
)

// example is a case of the repository, ready to be judged.
type example struct {
	name    string
	request validate.Request
	facts   validate.Facts
}

// shortBody is the longest body, in bytes, of the examples. Package cases runs the others too; here each is judged often.
const shortBody = 64 << 10

var (
	shipped  = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })
	expanded = sync.OnceValues(expand)
)

// rulesOf is the rules of all providers that ship.
func rulesOf(t testing.TB) *validate.Rules {
	t.Helper()
	rules, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// examples is every case of the repository with a short body.
func examples(t testing.TB) []example {
	t.Helper()
	all, err := expanded()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 2000 {
		t.Fatalf("want at least 2000 cases, got %d", len(all))
	}
	return all
}

func expand() ([]example, error) {
	files, err := cases.Files([]string{"../testdata/cases"})
	if err != nil {
		return nil, err
	}
	var out []example
	for _, file := range files {
		list, err := cases.Load(file)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			request, facts, err := cases.Expand(c, c.Dir())
			if err != nil {
				return nil, err
			}
			if len(request.Body) <= shortBody {
				out = append(out, example{c.File + ": " + c.Name, request, facts})
			}
		}
	}
	return out, nil
}
