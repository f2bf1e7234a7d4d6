package known_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

// row is one error as the collection of facts has it.
type row struct {
	Provider string `json:"provider"`
	Code     string `json:"code"`
	Status   *int   `json:"http_status"`
	Message  string `json:"message"`
}

// TestEveryCode: every row of the collected facts is in the catalogue of its provider with the same code, message and, where one is
// given, HTTP status. The collection is not part of the repository: WILLPASS_SHARED names the folder it is in.
func TestEveryCode(t *testing.T) {
	shared := os.Getenv("WILLPASS_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	path := filepath.Join(shared, "providers", "codes.json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the collected facts are not here (%s): nothing to compare with", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, want := range rows {
		p := rules.Provider(want.Provider)
		if p == nil {
			t.Fatalf("no provider %s", want.Provider)
		}
		if closest := catalogued(p, want); closest != "" {
			t.Errorf("%s %s %q: %s", want.Provider, want.Code, want.Message, closest)
		} else {
			found[want.Provider]++
		}
	}
	for _, p := range rules.Providers() {
		if found[p.ID] == 0 {
			t.Errorf("%s: no row at all", p.ID)
		}
		t.Logf("%s: %d rows in a catalogue of %d entries", p.ID, found[p.ID], len(p.Errors))
	}
}

// catalogued is "" when an entry, or one of its variants, is the row; else what comes closest.
func catalogued(p *spec.Provider, want row) string {
	closest := "the code is not in the catalogue"
	for i := range p.Errors {
		e := &p.Errors[i]
		for _, look := range looks(e) {
			switch {
			case look.Code != want.Code && e.Key != want.Code:
			case look.Message != want.Message:
				if closest[0] == 't' {
					closest = fmt.Sprintf("%s has the message %q", e.ID, look.Message)
				}
			case want.Status != nil && (look.Status == nil || *look.Status != *want.Status):
				closest = fmt.Sprintf("%s has the status %d, not %d", e.ID, e.Status, *want.Status)
			default:
				return ""
			}
		}
	}
	return closest
}

// looks is an entry as it looks under each of its variants, first without.
func looks(e *spec.Error) []row {
	plain := row{Code: e.Code, Status: &e.Status, Message: e.Message}
	out := []row{plain}
	for _, v := range e.Variants {
		look := plain
		if v.Code != nil {
			look.Code = *v.Code
		}
		if v.Status != nil {
			look.Status = v.Status
		}
		if v.Message != nil {
			look.Message = *v.Message
		}
		out = append(out, look)
	}
	return out
}
