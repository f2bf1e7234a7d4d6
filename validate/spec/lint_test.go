package spec_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/spec"
)

// TestLintShipped wants the documents of the repository complete.
func TestLintShipped(t *testing.T) {
	folders, _ := filepath.Glob("../../rules/*/provider.json")
	if len(folders) < 5 {
		t.Fatalf("want at least 5 providers, got %d", len(folders))
	}
	for _, provider := range folders {
		names, _ := filepath.Glob(filepath.Join(filepath.Dir(provider), "*.json"))
		var files []spec.File
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, spec.File{Name: name, Text: text})
		}
		for _, problem := range spec.Lint(files) {
			t.Error(problem)
		}
	}
}

// complete is a document without a gap; the tests below break it.
const complete = `{
"provider":{"id":"p","name":"P"},
"hosts":[{"id":"h","host":"p.example"}],
"sources":[{"id":"s","url":"https://p.example/docs"}],
"facts":[{"id":"quotaLeft","type":"boolean","about":"quota"}],
"sets":{"models":["a","b"]},
"envelopes":[{"id":"failure","trust":"documented","source":"s"}],
"errors":[
{"id":"model","decides":"request","trust":"documented","source":"s","envelope":"failure"},
{"id":"quota","decides":"caller","trust":"documented","source":"s"},
{"id":"picture","decides":"request","trust":"documented","source":"s"},
{"id":"odd","decides":"fetch","unreached":"nobody knows when","trust":"documented","source":"s"},
{"id":"down","decides":"server","trust":"documented","source":"s"}],
"groups":{"access":[{"at":"fact:quotaLeft","is":true,"error":"quota"}]},
"endpoints":[{"id":"e","method":"POST","paths":["/e"],"body":"json","trust":"documented","source":"s",
"items":{"at":"body:/list","rules":[{"at":"body:/list/*","type":"string","error":"picture"}]},
"stages":[{"rules":[{"use":"access"},{"at":"body:/model","oneOf":"@models","error":"model"}]}],
"sample":{"method":"POST","url":"https://p.example/e","json":{"model":"a"}}}]
}`

func TestLint(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"complete", "", "", ""},
		{"an error that no rule earns", `"oneOf":"@models","error":"model"`, `"oneOf":"@models","error":"quota"`,
			`p.json:9:1: the error model is earned by no rule: add one, or say why not in "unreached"`},
		{"an error of items that no rule earns", `"type":"string","error":"picture"`, `"type":"string","error":"model"`,
			`p.json:11:1: the error picture is earned by no rule: add one, or say why not in "unreached"`},
		{"an error that is earned and says that it is not", `{"id":"quota",`, `{"id":"quota","unreached":"why",`,
			`p.json:10:1: the error quota is earned by a rule, though it says "unreached"`},
		{"a server's error with a rule", `"decides":"caller"`, `"decides":"server"`,
			`p.json:10:1: the error quota is earned by a rule, though only the server decides it`},
		{"a server's error that says unreached", `{"id":"down",`, `{"id":"down","unreached":"why",`,
			`p.json:13:1: the error down says "unreached", though only the server decides it`},
		{"an error whose code is the status of another answer", `{"id":"model",`, `{"id":"word","code":"422","decides":"request","trust":"documented","source":"s"},
{"id":"model","status":422,"carries":["word"],`, ``},
		{"an error that carries what it does not hold", `{"id":"quota",`, `{"id":"quota","carries":["picture"],`,
			`p.json:10:1: the error quota carries picture, but no answer of it holds the code ""`},
		{"an error that carries nothing known", `{"id":"quota",`, `{"id":"quota","carries":["pictur"],`,
			`p.json:10:1: the error quota carries pictur, which is no error, did you mean "picture"?`},
		{"an error that looks otherwise by an open fact", `{"id":"quota",`, `{"id":"quota","variants":[{"when":[{"at":"fact:quotaLeft","is":true}],"status":7}],`,
			`p.json:10:1: the error quota depends on the fact quotaLeft, which wants a default for that`},
		{"an answer that looks otherwise by an open fact", `"sample":`, `"accepts":{"status":200,"variants":[{"when":[{"at":"fact:quotaLeft","is":true}],"status":201}]},
"sample":`, `p.json:15:14: the answer of the endpoint e depends on the fact quotaLeft, which wants a default for that`},
		{"an answer that looks otherwise by the body", `"sample":`, `"accepts":{"status":200,"variants":[{"when":[{"at":"body:/model","is":"a"}],"status":201}]},
"sample":`, ``},
		{"a file that comes otherwise by an open fact", `"items":`, `"media":[{"at":"body:/file","as":"base64","when":[{"at":"fact:quotaLeft","is":true}]}],"items":`,
			`p.json:15:14: how the file at body:/file comes depends on the fact quotaLeft, which wants a default for that`},
		{"an envelope that another replaces by an open fact", `{"id":"failure",`, `{"id":"other","trust":"documented","source":"s"},{"id":"failure","variants":[{"when":[{"at":"fact:quotaLeft","is":true}],"envelope":"other"}],`,
			`p.json:7:63: the envelope failure depends on the fact quotaLeft, which wants a default for that`},
		{"an error without trust", `"decides":"server","trust":"documented",`, `"decides":"server",`, `p.json:13:1: the error down wants the key "trust"`},
		{"an error without a source", `"decides":"server","trust":"documented","source":"s"`, `"decides":"server","trust":"documented"`,
			`p.json:13:1: the error down wants the key "source"`},
		{"an envelope without trust", `{"id":"failure","trust":"documented",`, `{"id":"failure",`, `p.json:7:14: the envelope failure wants the key "trust"`},
		{"an envelope without a source", `{"id":"failure","trust":"documented","source":"s"}`, `{"id":"failure","trust":"documented"}`,
			`p.json:7:14: the envelope failure wants the key "source"`},
		{"an unused source", `"sources":[`, `"sources":[{"id":"t","url":"https://p.example/more"},`, `p.json:4:12: the source t is not used`},
		{"a condition more", `"is":true,`, `"is":true,"when":[{"at":"host","starts":"p"}],`, ``},
		{"a fact that no rule asks for", `"facts":[`, `"facts":[{"id":"x","type":"text","about":"x"},`, `p.json:5:10: the fact x is not used`},
		{"an unused set", `"sets":{`, `"sets":{"sizes":["1"],`, `p.json:6:9: the set sizes is not used`},
		{"an unused group", `"groups":{`, `"groups":{"none":[],`, `p.json:14:11: the group none is not used`},
		{"an unused envelope", `,"envelope":"failure"`, ``, `p.json:7:14: the envelope failure is not used`},
		{"an endpoint without a sample", `"sample":{"method":"POST","url":"https://p.example/e","json":{"model":"a"}}`, `"title":"E"`,
			`p.json:15:14: the endpoint e wants a "sample"`},
		{"a source without a URL", `"url":"https://p.example/docs"`, `"url":""`, `p.json:4:28: want a text that is not empty`},
		{"a document that does not load", `"oneOf":"@models"`, `"oneof":"@models"`, `p.json:17:58: unknown key "oneof", did you mean "oneOf"?`},
	} {
		text := strings.Replace(complete, test.old, test.new, 1)
		if test.old != "" && text == complete {
			t.Fatalf("%s: the document is not changed", test.name)
		}
		var got []string
		for _, problem := range spec.Lint([]spec.File{{Name: "p.json", Text: []byte(text)}}) {
			got = append(got, problem.String())
		}
		if all := strings.Join(got, "\n"); all != test.want {
			t.Errorf("%s: want %q, got %q", test.name, test.want, all)
		}
	}
}

func TestCoverage(t *testing.T) {
	p, problems := spec.Load([]spec.File{{Name: "p.json", Text: []byte(strings.Replace(complete, `"oneOf":"@models"`, `"length":{"max":5},"trust":"observed"`, 1))}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	c := p.Coverage()
	if c.Endpoints != 1 || c.Retired != 0 || c.Rules != 3 || c.Written != 3 || c.Limits[spec.Observed] != 1 || c.Limits[spec.Documented] != 0 {
		t.Errorf("want 1 endpoint, 3 rules and 1 observed limit, got %+v", c)
	}
	want := []spec.Decided{{By: "request", Errors: 2, Earned: 2}, {By: "caller", Errors: 1, Earned: 1}, {By: "fetch", Errors: 1, Unreached: 1}, {By: "server", Errors: 1}}
	for i, d := range want {
		if c.Errors[i] != d {
			t.Errorf("want %+v, got %+v", d, c.Errors[i])
		}
	}
	if len(c.Unreached) != 1 || c.Unreached[0].ID != "odd" || len(c.Missing) != 0 {
		t.Errorf("want odd to be unreached and none to be missing, got %d and %d", len(c.Unreached), len(c.Missing))
	}
}
