package validate_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

// sixth is the five providers that ship and one more, which is nothing but three documents.
func sixth(t *testing.T) *validate.Rules {
	t.Helper()
	p, err := known.Folder("../testdata/spec/sixth")
	if err != nil {
		t.Fatal(err)
	}
	return validate.New(append(slices.Clone(rulesOf(t).Providers()), p)...)
}

func TestASixthProviderNeedsNoGo(t *testing.T) {
	rules := sixth(t)
	const paint = "https://api.pixelmill.example/v3/styles/ink/paint"
	token := []validate.Header{{Name: "Authorization", Value: "Bearer t"}}
	area := validate.Facts{Named: []validate.Fact{{Name: "maxArea", Text: "1000000"}}}
	for _, c := range []struct {
		name    string
		request validate.Request
		facts   validate.Facts
		want    string // answers
		body    string // of the first
	}{
		{"no token", validate.Request{Method: "POST", URL: paint, Body: []byte(`{`)}, area, "unauthorized(P100)",
			`{"type":"https://pixelmill.example/problems/unauthorized","status":401,"detail":"Who are you?","trace":"<trace>"}`},
		{"a style that it does not know", validate.Request{Method: "POST", URL: strings.Replace(paint, "ink", "lead", 1), Headers: token, Body: []byte(`{"picture":"https://a.example/"}`)},
			area, "bad-field(P201)", `{"type":"https://pixelmill.example/problems/field","status":422,"detail":"style must not be lead.","trace":"<trace>"}`},
		{"a path that it does not know", validate.Request{Method: "POST", URL: "https://api.pixelmill.example/v4"}, area, "no-page(P404)",
			`{"type":"https://pixelmill.example/problems/page","status":404,"detail":"There is nothing at /v4.","trace":"<trace>"}`},
		{"a URL that it fetches, not known", validate.Request{Method: "POST", URL: paint, Headers: token, Body: []byte(`{"picture":"https://a.example/"}`)}, area,
			"accepted bad-picture(P300) too-heavy(P301) bad-size(P302)", `{"url":"<url>"}`},
		{"the same, known", validate.Request{Method: "POST", URL: paint, Headers: token, Body: []byte(`{"picture":"https://a.example/"}`)},
			validate.Facts{Named: area.Named, Fetched: []validate.Fetched{{URL: "https://a.example/", Media: png(64, 48)}}}, "accepted", `{"url":"<url>"}`},
		{"a limit of a contract, not known", validate.Request{Method: "POST", URL: paint, Headers: token, Body: []byte(`{"picture":"https://a.example/"}`)},
			validate.Facts{Fetched: []validate.Fetched{{URL: "https://a.example/", Media: png(64, 48)}}}, "accepted bad-size(P302)", `{"url":"<url>"}`},
	} {
		v := rules.Check(c.request, c.facts)
		if got := answered(v); c.want != got || v.Provider != "pixelmill" {
			t.Errorf("%s: want %q of pixelmill, got %q of %s", c.name, c.want, got, v.Provider)
		} else if c.body != v.Answers[0].Body {
			t.Errorf("%s: want %s, got %s", c.name, c.body, v.Answers[0].Body)
		}
		honest(t, rules, c.name, &v)
	}
	if found := rules.Explain("pixelmill", "P500"); len(found) != 1 || found[0].ID != "no-face" {
		t.Errorf("want its errors explained, got %v", found)
	}
	v, ok := rules.CheckFiles("pixelmill/store", []validate.File{{Name: "a.png", Media: png(8, 8)}}, area)
	if want, got := "bad-size(P302)", answered(v); !ok || want != got {
		t.Errorf("want %q of a file alone, got %q", want, got)
	}
	if other := rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video"}, validate.Facts{}); other.Provider != "vidu" {
		t.Errorf("want the others beside it, got %q", other.Provider)
	}
}

func TestCasesOfTheSixthProvider(t *testing.T) {
	rules := sixth(t)
	text, err := cases.Generate(rules.Provider("pixelmill"), false)
	if err != nil {
		t.Fatal(err)
	}
	list, err := cases.Parse("pixelmill.json", text)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 25 {
		t.Errorf("want a case or more for each rule, got %d", len(list))
	}
	for _, r := range cases.Run(rules, list) {
		if !r.Pass() {
			t.Errorf("%s: %v %s", r.Case.Name, r.Err, strings.Join(r.Mismatches, "; "))
		}
	}
}

func TestTheSixthProviderIsComplete(t *testing.T) {
	files, err := known.Files(os.DirFS("../testdata/spec"), "sixth")
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range spec.Lint(files) {
		t.Error(problem)
	}
}
