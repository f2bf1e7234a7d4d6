package cases

import (
	"slices"
	"testing"

	"github.com/willpass/willpass/validate"
)

func TestOnlyWhatIsWantedIsCompared(t *testing.T) {
	verdict := validate.Verdict{Provider: "p", Endpoint: "e", Outcome: validate.Rejected,
		Answers:  []validate.Answer{{Code: "2", Status: 400, Message: "no", Body: "{}", When: "now"}, {Code: "1"}, {Code: "2"}, {Accepted: true}},
		Findings: []validate.Finding{{Rule: "r", Error: "x", At: "body:/a", State: "failed"}}}
	for want, mismatches := range map[string][]string{
		`{}`: nil,
		`{"provider":"p","endpoint":"e","outcome":"rejected","sure":false,"code":"2","status":400,"message":"no","body":"{}","when":"now",
		  "answers":["accepted","2","1","1"],"includes":["1"],"findings":[{"rule":"r"},{"at":"body:/a","state":"failed","error":"x"}]}`: nil,
		`{"provider":"q"}`:                           {`provider: want "q", got "p"`},
		`{"endpoint":""}`:                            {`endpoint: want "", got "e"`},
		`{"outcome":"accepted"}`:                     {`outcome: want "accepted", got "rejected"`},
		`{"sure":true,"code":"1"}`:                   {`sure: want true, got false`, `code: want "1", got "2"`},
		`{"status":0}`:                               {`status: want 0, got 400`},
		`{"message":"","body":"","when":"task"}`:     {`message: want "", got "no"`, `body: want "", got "{}"`, `when: want "task", got "now"`},
		`{"answers":["2"]}`:                          {`answers: want ["2"], got ["1" "2" "accepted"]`},
		`{"answers":[]}`:                             {`answers: want [], got ["1" "2" "accepted"]`},
		`{"includes":["3","1"]}`:                     {`includes: want "3", got ["1" "2" "accepted"]`},
		`{"findings":[{"rule":"r","state":"open"}]}`: {`findings: want rule "r" state "open", got r failed at body:/a (x)`},
	} {
		cases, err := Parse("a.json", []byte(`{"cases":[{"name":"a","request":{},"want":`+want+`}]}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := cases[0].Want.Compare(&verdict); !slices.Equal(mismatches, got) {
			t.Errorf("%s: want %q, got %q", want, mismatches, got)
		}
	}
}

func TestACaseThatDoesNotExpandFails(t *testing.T) {
	cases, err := Parse("a.json", []byte(`{"cases":[{"name":"a","request":{"file":"no-such-file"}},{"name":"b","request":{"url":"https://nobody.example/"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	results := Run(validate.New(), cases)
	if results[0].Err == nil || results[0].Pass() {
		t.Errorf("want an error, got %+v", results[0])
	}
	if !results[1].Pass() || results[1].Verdict.Provider != "" {
		t.Errorf("a case that wants nothing passes, got %+v", results[1])
	}
}
