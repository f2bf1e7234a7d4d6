package flow

import (
	"cmp"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
)

// Table counts how often what was predicted came.
type Table struct {
	Requests int // entries of the recording
	Foreign  int // to no known provider
	Skipped  int // to a provider, but not judged
	Open     int // judged, and the recording holds no answer
	Agree    int // judged, and what came does not speak against the prediction
	Differ   int

	rows map[Row]int
}

// Row is one pair of what was predicted and what came.
type Row struct {
	Provider  string
	Predicted string // "accepted", a code, or several with "or" between them
	Real      string // "accepted", a code, or the HTTP status of an answer in no known shape
	Differs   bool
}

// Add counts one entry.
func (t *Table) Add(j *Judged) {
	t.Requests++
	switch {
	case j.Foreign:
		t.Foreign++
		return
	case j.Skipped != "":
		t.Skipped++
		return
	case !j.Answered:
		t.Open++
		return
	case j.Differs:
		t.Differ++
	default:
		t.Agree++
	}
	if t.rows == nil {
		t.rows = map[Row]int{}
	}
	t.rows[Row{j.Verdict.Provider, Predicted(&j.Verdict), j.Real(), j.Differs}]++
}

// Count is a row and how often it came.
type Count struct {
	Row
	Count int // of requests
}

// Rows is all pairs, those that differ first, then by count.
func (t *Table) Rows() []Count {
	var out []Count
	for row, count := range t.rows {
		out = append(out, Count{row, count})
	}
	slices.SortFunc(out, func(a, b Count) int {
		if a.Differs != b.Differs {
			if a.Differs {
				return -1
			}
			return 1
		}
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Provider, b.Provider), strings.Compare(a.Predicted, b.Predicted), strings.Compare(a.Real, b.Real))
	})
	return out
}

// Confusion is how often each outcome that was predicted (accepted, rejected, uncertain) was really accepted or refused.
func (t *Table) Confusion() map[string][2]int {
	out := map[string][2]int{}
	for row, count := range t.rows {
		outcome := validate.Rejected
		codes := strings.Split(row.Predicted, " or ")
		if slices.Contains(codes, accepted) {
			if outcome = validate.Uncertain; len(codes) == 1 {
				outcome = validate.Accepted
			}
		}
		counts := out[outcome.String()]
		if row.Real == accepted {
			counts[0] += count
		} else {
			counts[1] += count
		}
		out[outcome.String()] = counts
	}
	return out
}

const accepted = "accepted"

// Predicted is the answers of a verdict in a word: "accepted", a code, or several with "or" between them.
func Predicted(v *validate.Verdict) string {
	var words []string
	for i := range v.Answers {
		a := &v.Answers[i]
		word := a.Code
		switch {
		case a.Accepted:
			word = accepted
		case word == "":
			word = "a code that is not documented"
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, " or ")
}
