package validate_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/spec"
)

// TestAnswersHoldWhatTheyCarry: every entry of a catalogue that another one carries, and that is not the server's, comes in the answer
// to some case: as its HTTP status, or in its body beside the code of the answer itself.
func TestAnswersHoldWhatTheyCarry(t *testing.T) {
	rules := rulesOf(t)
	entries := map[string]*spec.Error{}
	missing := map[string]bool{}
	for _, p := range rules.Providers() {
		for i := range p.Errors {
			entries[p.ID+" "+p.Errors[i].ID] = &p.Errors[i]
		}
		for _, e := range p.Errors {
			for _, id := range e.Carries {
				missing[p.ID+" "+id] = entries[p.ID+" "+id].Decides != "server"
			}
		}
	}
	carried := 0
	for _, c := range examples(t) {
		v := rules.Check(c.request, c.facts)
		for _, a := range v.Answers {
			if a.Accepted {
				continue
			}
			for _, id := range entries[v.Provider+" "+a.Error].Carries {
				code := entries[v.Provider+" "+id].Code
				rest := strings.Replace(a.Body, `"code":"`+a.Code+`"`, "", 1)
				if strings.Contains(rest, `"`+code+`"`) || strconv.Itoa(a.Status) == code {
					carried++
					missing[v.Provider+" "+id] = false
				}
			}
		}
	}
	for id, is := range missing {
		if is {
			t.Errorf("%s: no answer to any case holds it", id)
		}
	}
	if carried < 100 {
		t.Errorf("want at least 100 answers that carry a further code, got %d", carried)
	}
}
