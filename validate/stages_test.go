package validate_test

import "testing"

const (
	needA   = `{"at":"body:/a","required":"present","error":"a"}`
	needB   = `{"at":"body:/b","required":"present","error":"b"}`
	needC   = `{"at":"body:/c","required":"present","error":"c"}`
	sure    = `{"trust":"documented","source":"s"}`
	guessed = `{"trust":"inferred","source":"s"}`
)

// TestTheOrderOfChecks: only evidence that counts makes one answer come before another.
func TestTheOrderOfChecks(t *testing.T) {
	soft := func(rule, trust string) string { return rule[:len(rule)-1] + `,"trust":"` + trust + `"}` }
	for _, c := range []struct{ name, stages, body, want string }{
		{"all is there", `{"rules":[` + needA + `,` + needB + `]}`, `{"a":1,"b":1}`, "accepted"},
		{"one stage without order", `{"rules":[` + needA + `,` + needB + `]}`, `{}`, "a b"},
		{"one stage in order", `{"ordered":` + sure + `,"rules":[` + needA + `,` + needB + `]}`, `{}`, "a"},
		{"one stage in order, the second fails", `{"ordered":` + sure + `,"rules":[` + needA + `,` + needB + `]}`, `{"a":1}`, "b"},
		{"one stage in an order that is a guessed", `{"ordered":` + guessed + `,"rules":[` + needA + `,` + needB + `]}`, `{}`, "a b"},
		{"stages apart", `{"rules":[` + needA + `]},{"after":` + sure + `,"rules":[` + needB + `]}`, `{}`, "a"},
		{"stages apart, the second fails", `{"rules":[` + needA + `]},{"after":` + sure + `,"rules":[` + needB + `]}`, `{"a":1}`, "b"},
		{"stages apart by a guessed are tied", `{"rules":[` + needA + `]},{"after":` + guessed + `,"rules":[` + needB + `]}`, `{}`, "a b"},
		{"stages without a word are tied", `{"rules":[` + needA + `]},{"rules":[` + needB + `]}`, `{}`, "a b"},
		{"a tied stage is not in order", `{"ordered":` + sure + `,"rules":[` + needA + `,` + needB + `]},{"rules":[` + needC + `]}`, `{}`, "a b c"},
		{"an order after a stage apart", `{"rules":[` + needC + `]},{"after":` + sure + `,"ordered":` + sure + `,"rules":[` + needA + `,` + needB + `]}`, `{"c":1}`, "a"},
		{"three stages apart", `{"rules":[` + needA + `]},{"after":` + sure + `,"rules":[` + needB + `]},{"after":` + sure + `,"rules":[` + needC + `]}`, `{"a":1}`, "b"},
		{"an inferred rule may refuse or not", `{"rules":[` + soft(needA, "inferred") + `]}`, `{}`, "a accepted"},
		{"so may one nobody knows of", `{"rules":[` + soft(needA, "unknown") + `]}`, `{}`, "a accepted"},
		{"an observed rule refuses", `{"rules":[` + soft(needA, "observed") + `]}`, `{}`, "a"},
		{"what may refuse first may be the answer, and what surely refuses later", `{"rules":[` + soft(needA, "inferred") + `]},{"after":` + sure + `,"rules":[` + needB + `]}`, `{}`, "a b"},
		{"what may refuse later is not reached", `{"rules":[` + needB + `]},{"after":` + sure + `,"rules":[` + soft(needA, "inferred") + `]}`, `{}`, "b"},
		{"one of some errors", `{"rules":[{"at":"body:/a","required":"present","error":["c","a"]}]}`, `{}`, "a c"},
		{"two rules of one error are one answer", `{"rules":[` + needA + `,{"at":"body:/b","required":"present","error":"a"}]}`, `{}`, "a"},
	} {
		if got := outcome(post(asks(t, c.stages), c.body)); c.want != got {
			t.Errorf("%s: want %q, got %q", c.name, c.want, got)
		}
	}
}

// TestTheMostLikelyAnswerComesFirst: what surely refuses, what is inferred to, acceptance, what is open, what nobody knows.
func TestTheMostLikelyAnswerComesFirst(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body:/a","required":"present","error":"d","trust":"unknown"},{"at":"body:/n","range":{"max":{"fact":"limit"}},"error":"c"},
		{"at":"body:/a","required":"present","error":"b","trust":"inferred"}]}`)
	v := post(rules, `{"n":5}`)
	if want, got := "b(B) accepted c(C) d(D)", answered(v); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
}

// TestWhatIsMissingIsNotAsked: no question about members of what is not an object, or of a body that does not parse.
func TestWhatIsMissingIsNotAsked(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body","parses":true,"error":"d"},{"at":"body:","type":"object","error":"c"},{"at":"body:/o/a","required":"present","error":"a"},
		{"at":"body:/l/*/b","required":"present","error":"b"},{"at":"body:/l/*/m/*","type":"string","error":"c"}]}`)
	for body, want := range map[string]string{
		`{}`:                        "accepted",
		`{"o":5}`:                   "accepted",
		`{"o":{}}`:                  "a",
		`{"o":{"a":null}}`:          "accepted",
		`{"l":[]}`:                  "accepted",
		`{"l":[1,[],null]}`:         "accepted",
		`{"l":[{"b":1},{}]}`:        "b",
		`{"l":{"b":1}}`:             "accepted",
		`{"l":[{"b":1,"m":["x"]}]}`: "accepted",
		`{"l":[{"b":1,"m":[1]}]}`:   "c",
		`[]`:                        "c",
		`{`:                         "d",
		``:                          "d",
	} {
		if got := outcome(post(rules, body)); want != got {
			t.Errorf("%s: want %q, got %q", body, want, got)
		}
	}
}
