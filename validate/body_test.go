package validate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
)

// TestTheLastOfTwoMembersCounts: a key that comes twice replaces the value, and everything that was below the first.
func TestTheLastOfTwoMembersCounts(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body:/a","type":"string","error":"a"},{"at":"body:/o/b","oneOf":["x"],"error":"b"},{"at":"body:/o/c","required":"present","error":"c"},
		{"at":"body:/l/*","oneOf":["x"],"error":"d"},{"at":"body:/l","items":{"max":2},"error":"d"},{"at":"body:/l/*","unique":true,"error":"d"}]}`)
	for body, want := range map[string]string{
		`{"a":1,"a":"x"}`:                                   "accepted",
		`{"a":"x","a":1}`:                                   "a",
		`{"o":{"b":"y","c":1},"o":{"c":1}}`:                 "accepted",
		`{"o":{"b":"y","c":1},"o":{}}`:                      "c",
		`{"o":{"b":"y"},"o":5}`:                             "accepted",
		`{"o":5,"o":{"b":"y","c":1}}`:                       "b",
		`{"o":{"b":"x","b":"y","c":1}}`:                     "b",
		`{"l":["y","y","y"],"l":["x"]}`:                     "accepted",
		`{"l":["x"],"l":["x","x"]}`:                         "d",
		`{"l":["x"],"l":[],"l":{}}`:                         "accepted",
		`{"o":{"c":1},"a":"s","o":{"c":2,"b":"x"},"a":"t"}`: "accepted",
	} {
		if got := outcome(post(rules, body)); want != got {
			t.Errorf("%s: want %q, got %q", body, want, got)
		}
	}
}

func elements(n int, each func(i int) string) string {
	out := make([]string, n)
	for i := range out {
		out[i] = each(i)
	}
	return strings.Join(out, ",")
}

// TestArraysBeyondWhatIsKept: what is not looked at decides nothing, neither way.
func TestArraysBeyondWhatIsKept(t *testing.T) {
	ids := func(n int, odd string) string {
		return `{"l":[` + elements(n, func(i int) string {
			if i == n-1 && odd != "" {
				return odd
			}
			return fmt.Sprintf(`{"id":"%d"}`, i)
		}) + `]}`
	}
	const more = check.MaxValues + 1
	for _, c := range []struct{ name, rule, body, want string }{
		{"each, as many as are kept", `{"at":"body:/l/*/id","required":"filled","error":"a"}`, ids(check.MaxValues, ""), "accepted"},
		{"the last that is kept fails", `{"at":"body:/l/*/id","required":"filled","error":"a"}`, ids(check.MaxValues, "{}"), "a"},
		{"one more than is kept, which fails", `{"at":"body:/l/*/id","required":"filled","error":"a"}`, ids(more, "{}"), "a accepted"},
		{"one more than is kept, which passes", `{"at":"body:/l/*/id","type":"string","error":"a"}`, ids(more, ""), "a accepted"},
		{"the elements themselves", `{"at":"body:/l/*","type":"object","error":"a"}`, ids(more, "1"), "a accepted"},
		{"an earlier one decides", `{"at":"body:/l/*/id","oneOf":["0"],"error":"a"}`, ids(more, ""), "a"},
		{"unique", `{"at":"body:/l/*/id","unique":true,"error":"a"}`, ids(more, ""), "a accepted"},
		{"too many is too many", `{"at":"body:/l","items":{"max":1000},"error":"a"}`, ids(more, ""), "a"},
		{"the array counts all", `{"at":"body:/l","items":{"max":4097},"error":"a"}`, ids(more, ""), "accepted"},
		{"counted together", `{"at":"body:/l/*","items":{"max":4097},"error":"a"}`, ids(more, ""), "a accepted"},
		{"what lies beside is looked at", `{"at":"body:/z","required":"present","error":"a"}`, strings.TrimSuffix(ids(more, ""), "}") + `,"z":1}`, "accepted"},
		{"a condition on some element that is not kept", `{"at":"body:/z","required":"present","error":"a","when":[{"at":"body:/l/*/id","is":"none"}]}`, ids(more, ""), "a accepted"},
		{"and what is not there is missing", `{"at":"body:/z","required":"present","error":"a"}`, ids(more, ""), "a"},
	} {
		v := post(asks(t, `{"rules":[`+c.rule+`]}`), c.body)
		if got := outcome(v); c.want != got {
			t.Errorf("%s: want %q, got %q %+v", c.name, c.want, got, v.Findings)
		}
	}
}

// TestStrangers: a member that no rule knows is one whatever its name is, and where names find no room.
func TestStrangers(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body:","known":true,"error":"a"},{"at":"body:/l/*","type":"string","error":"b"}]}`)
	full := `{"l":[` + elements(3000, func(int) string { return `"` + strings.Repeat("x", check.MaxText-1) + `"` }) + `]`
	for _, c := range []struct{ body, want, got string }{
		{`{"l":[]}`, "accepted", ""},
		{`{"l":[],"x":1}`, "a", `the member "x"`},
		{`{"":1,"x":1}`, "a", `the member ""`},
		{full + `}`, "accepted", ""},
		{full + `,"` + strings.Repeat("n", 5000) + `":1}`, "a", "a member more"},
	} {
		v := post(rules, c.body)
		got := ""
		if len(v.Findings) > 0 {
			got = v.Findings[0].Got
		}
		if outcome(v) != c.want || got != c.got {
			t.Errorf("%.40s: want %q because of %q, got %q because of %q", c.body, c.want, c.got, outcome(v), got)
		}
	}
}

// TestManyLongTexts: of megabytes of short texts only some are kept; the others decide nothing.
func TestManyLongTexts(t *testing.T) {
	long := strings.Repeat("x", check.MaxText-1)
	body := `{"l":[` + elements(3000, func(i int) string { return `"` + long + `"` }) + `]}`
	for rule, want := range map[string]string{
		`{"at":"body:/l/*","starts":"x","error":"a"}`:             "a accepted",
		`{"at":"body:/l/*","starts":"y","error":"a"}`:             "a",
		`{"at":"body:/l/*","length":{"max":2047},"error":"a"}`:    "accepted",
		`{"at":"body:/l/*","oneOf":["` + long + `"],"error":"a"}`: "a accepted",
		`{"at":"body:/l/*","type":"string","error":"a"}`:          "accepted",
	} {
		if got := outcome(post(asks(t, `{"rules":[`+rule+`]}`), body)); want != got {
			t.Errorf("%.60s: want %q, got %q", rule, want, got)
		}
	}
}

func TestTwoWildcards(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body:/a/*/b/*/c","oneOf":["x"],"error":"a"},{"at":"body:/a/*/b/*/d","required":"present","error":"b","when":[{"at":"body:/a/*/b/*/c","is":"x"}]},
		{"at":"body:/a/*/k","required":"present","error":"c","when":[{"at":"body:/a/*/b/*/c","is":"x"}]}]}`)
	for _, c := range []struct{ body, want, at string }{
		{`{"a":[{"b":[]},{"k":1,"b":[{"c":"x","d":1}]}]}`, "accepted", ""},
		{`{"a":[{"b":[]},{"b":[{},{"c":"y"}]}]}`, "a", "body:/a/1/b/1/c"},
		{`{"a":[{"k":1,"b":[{"c":"x","d":1},{"c":"x"}]}]}`, "b", "body:/a/0/b/1/d"},
		{`{"a":[{"k":1,"b":[{"d":1,"c":"x"}]},{"b":[{"c":"x","d":1}]}]}`, "c", "body:/a/1/k"},
		{`{"a":[{"b":{"c":"y"}},{"b":[[{"c":"y"}]]}]}`, "accepted", ""},
	} {
		v := post(rules, c.body)
		at := ""
		if len(v.Findings) > 0 {
			at = v.Findings[0].At
		}
		if got := outcome(v); c.want != got || c.at != at {
			t.Errorf("%s: want %q at %q, got %q at %q", c.body, c.want, c.at, got, at)
		}
	}
}

// TestAConditionOnSomeElement: the rule has no number for the wildcard of its condition, so any element will do.
func TestAConditionOnSomeElement(t *testing.T) {
	rules := asks(t, `{"rules":[{"at":"body:/q","required":"present","error":"a","when":[{"at":"body:/option/*","oneOf":["face"]}]}]}`)
	for body, want := range map[string]string{
		`{"option":["face"]}`:           "a",
		`{"option":["hair","face"]}`:    "a",
		`{"option":["hair"]}`:           "accepted",
		`{"option":[]}`:                 "accepted",
		`{}`:                            "accepted",
		`{"option":"face"}`:             "accepted",
		`{"option":[["face"],null]}`:    "accepted",
		`{"option":["face"],"q":false}`: "accepted",
	} {
		if got := outcome(post(rules, body)); want != got {
			t.Errorf("%s: want %q, got %q", body, want, got)
		}
	}
}

// TestAConditionThatNobodyKnows leaves a rule open that would fail, also one that looks at all elements at once.
func TestAConditionThatNobodyKnows(t *testing.T) {
	for _, rule := range []string{`{"at":"body:/q","required":"present","error":"a"}`, `{"at":"body:/l/*","unique":true,"error":"a"}`,
		`{"at":"body:/l/*","items":{"max":1},"error":"a"}`} {
		rules := asks(t, `{"rules":[`+strings.TrimSuffix(rule, "}")+`,"when":[{"at":"fact:mode","is":"new"}]}]}`)
		const body = `{"l":["x","x"]}`
		for mode, want := range map[string]string{"": "a accepted", "new": "a", "old": "accepted"} {
			var facts []validate.Fact
			if mode != "" {
				facts = []validate.Fact{{Name: "mode", Text: mode}}
			}
			v := post(rules, body, facts...)
			if got := outcome(v); want != got {
				t.Errorf("%s, mode %q: want %q, got %q", rule, mode, want, got)
			}
			if need := (validate.Need{Kind: "fact", Name: "mode"}); mode == "" && (len(v.Needs) != 1 || v.Needs[0] != need) {
				t.Errorf("%s: want the need %v, got %v", rule, need, v.Needs)
			}
		}
	}
}

// TestGroups: @ is the place of the use, in places, conditions and other places that a check names.
func TestGroups(t *testing.T) {
	rules := invented(t, `"groups":{"picture":[{"at":"@/url","required":"filled","error":"a","when":[{"at":"@/kind","is":"url"}]},
	 {"at":"@","anyOf":["@/url","@/data"],"error":"b"},{"use":"size","at":"@/size"}],
	 "size":[{"at":"@","range":{"max":5},"error":"c"}],
	 "both":[{"use":"picture","at":"body:/x"},{"use":"picture","at":"body:/y/*","when":[{"at":"body:/many","is":true}]}]},
	"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented","stages":[{"rules":[{"use":"both"}]}]}]`)
	for body, want := range map[string]string{
		`{}`:                              "b",
		`{"x":{}}`:                        "b",
		`{"x":{"kind":"url","data":"d"}}`: "a",
		`{"x":{"url":"u","size":6}}`:      "c",
		`{"x":{"url":"u"},"y":[{}]}`:      "accepted",
		`{"x":{"url":"u"},"many":true,"y":[{"url":"u"},{}]}`:       "b",
		`{"x":{"url":"u"},"many":true,"y":[{"url":"u","size":9}]}`: "c",
	} {
		if got := outcome(post(rules, body)); want != got {
			t.Errorf("%s: want %q, got %q", body, want, got)
		}
	}
}
