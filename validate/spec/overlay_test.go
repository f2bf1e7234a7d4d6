package spec_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// base is a small provider for overlays to change.
const base = `{"provider":{"id":"p","name":"P"},"hosts":[{"id":"h","host":"p.example"}],"sources":[{"id":"docs","url":"https://p.example/docs"}],
"facts":[{"id":"maxSide","type":"number","about":"greatest side"},{"id":"keyAccepted","type":"boolean","default":true,"about":"the key is good"}],
"sets":{"models":["m1","m2"]},
"errors":[{"id":"bad","code":"7","status":200,"message":"bad","decides":"request","trust":"documented","source":"docs",
  "variants":[{"when":[{"at":"fact:keyAccepted","is":true}],"status":500}]},
 {"id":"big","code":"8","message":"too big","decides":"request","trust":"documented","source":"docs"}],
"groups":{"name":[{"id":"short","at":"@","length":{"max":5},"error":"bad"}]},
"endpoints":[{"id":"run","method":"POST","paths":["/run"],"body":"json","source":"docs","trust":"documented","stages":[
  {"name":"access","rules":[{"at":"header:x-key","required":"filled","error":"bad"}]},
  {"name":"fields","after":{"trust":"documented","source":"docs"},"rules":[
   {"at":"body:/model","oneOf":"@models","error":"bad"},
   {"at":"body:/size","range":{"min":1,"max":10},"error":"big"},
   {"at":"body:/side","range":{"max":{"fact":"maxSide"}},"error":"big","trust":"unknown"},
   {"use":"name","at":"body:/name"}]}]},
 {"id":"stop","method":"DELETE","paths":["/run"],"source":"docs","trust":"documented","stages":[{"name":"access","rules":[{"at":"header:x-key","required":"filled","error":"bad"}]}]}]}`

func overlaid(text string) (*spec.Provider, string) {
	p, problems := spec.Load([]spec.File{{Name: "p/base.json", Text: []byte(base)}, {Name: "my.json", Text: []byte(text)}})
	var words []string
	for _, problem := range problems {
		words = append(words, problem.String())
	}
	return p, strings.Join(words, "\n")
}

// TestOverlay judges one request under overlays: want is the codes of the answers and the HTTP status of the first.
func TestOverlay(t *testing.T) {
	for _, c := range []struct{ name, overlay, json, want string }{
		{"nothing is changed", `"about":"x"}`, `{"size":11}`, "8/0"},
		{"a limit is raised", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"max":20}}]}]`, `{"size":20}`, "accepted/200"},
		{"a limit is raised: one more", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"max":20}}]}]`, `{"size":21}`, "8/0"},
		{"the other bound stays", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"max":20}}]}]`, `{"size":0}`, "8/0"},
		{"null takes a bound away", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"min":null}}]}]`, `{"size":0}`, "accepted/200"},
		{"another kind of check", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","oneOf":[3,4]}]}]`, `{"size":5}`, "8/0"},
		{"another error", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","error":"bad"}]}]`, `{"size":11}`, "7/500"},
		{"a rule of a group", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"short","length":{"max":6}}]}]`, `{"name":"abcdef"}`, "accepted/200"},
		{"a rule is dropped", `"about":"x"},"endpoints":[{"id":"run","rules":[{"id":"short","drop":true}]}]`, `{"name":"abcdef"}`, "accepted/200"},
		{"a rule at every endpoint", `"about":"x"},"endpoints":[{"id":"*","rules":[{"id":"header:x-key.required","drop":true},{"id":"short","length":{"max":6}}]}]`, `{"name":"abcdefg"}`, "7/500"},
		{"a further rule", `"about":"x"},"endpoints":[{"id":["run"],"rules":[{"at":"body:/more","type":"string","error":"big"}]}]`, `{"more":1}`, "8/0"},
		{"a further rule in a stage", `"about":"x"},"endpoints":[{"id":"run","rules":[{"at":"body:/more","type":"string","error":"big","stage":"access"}]}]`, `{"more":1,"size":0,"model":"x"}`, "8/0"},
		{"a fact is known", `"about":"x"},"facts":{"maxSide":4096}`, `{"side":4097}`, "accepted 8/200"},
		{"a fact and its trust", `"about":"x"},"facts":{"maxSide":4096},"endpoints":[{"id":"run","rules":[{"id":"body:/side.range","trust":"documented"}]}]`, `{"side":4097}`, "8/0"},
		{"a set has other values", `"about":"x"},"sets":{"models":["m3"]}`, `{"model":"m3"}`, "accepted/200"},
		{"a status is known", `"about":"x"},"errors":[{"id":"bad","status":422}]`, `{"model":"m9"}`, "7/422"},
		{"a further error", `"about":"x"},"errors":[{"id":"new","code":"9","decides":"request"}],"endpoints":[{"id":"run","rules":[{"id":"short","error":"new"}]}]`, `{"name":"abcdefg"}`, "9/0"},
	} {
		p, problems := overlaid(`{"overlay":{"provider":"p",` + c.overlay + `}`)
		if problems != "" {
			t.Errorf("%s: %s", c.name, problems)
			continue
		}
		v := validate.New(p).Check(validate.Request{Method: "POST", URL: "https://p.example/run", Body: []byte(c.json),
			Headers: []validate.Header{{Name: "X-Key", Value: "k"}}}, validate.Facts{})
		if got := answers(&v); got != c.want {
			t.Errorf("%s: want %s, got %s", c.name, c.want, got)
		}
	}
}

func answers(v *validate.Verdict) string {
	var codes []string
	for _, a := range v.Answers {
		if a.Accepted {
			codes = append(codes, "accepted")
		} else {
			codes = append(codes, a.Code)
		}
	}
	return strings.Join(codes, " ") + "/" + decimal(v.Answers[0].Status)
}

func decimal(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + decimal(n%10)
}

// TestOverlaySource: what an overlay says rests on the source that it gives, or on its own name.
func TestOverlaySource(t *testing.T) {
	const change = `"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"max":2}}]}]}`
	for _, c := range []struct{ head, trust, source string }{
		{`"about":"our contract"`, "documented", "my.json"},
		{`"source":"https://p.example/contract"`, "documented", "https://p.example/contract"},
		{`"trust":"observed"`, "observed", "my.json"},
	} {
		p, problems := overlaid(`{"overlay":{"provider":"p",` + c.head + `},` + change)
		if problems != "" {
			t.Fatal(problems)
		}
		v := validate.New(p).Check(validate.Request{Method: "POST", URL: "https://p.example/run", Body: []byte(`{"size":3}`),
			Headers: []validate.Header{{Name: "X-Key", Value: "k"}}}, validate.Facts{})
		if f := v.Findings[0]; f.Trust.String() != c.trust || f.Source != c.source {
			t.Errorf("%s: want %s, %s, got %s, %s", c.head, c.trust, c.source, f.Trust, f.Source)
		}
	}
}

// TestOverlayEndpoint adds an endpoint, on a host that the overlay adds as well.
func TestOverlayEndpoint(t *testing.T) {
	p, problems := overlaid(`{"overlay":{"provider":"p","about":"a preview"},"hosts":[{"id":"new","host":"preview.example"}],
	 "endpoints":[{"id":"walk","method":"POST","paths":["/walk"],"hosts":["new"],"body":"json","stages":[{"name":"all","rules":[{"at":"body:/pace","required":"present","error":"bad"}]}]}]}`)
	if problems != "" {
		t.Fatal(problems)
	}
	v := validate.New(p).Check(validate.Request{Method: "POST", URL: "https://preview.example/walk", Body: []byte(`{}`)}, validate.Facts{})
	if got := answers(&v); v.Endpoint != "walk" || got != "7/500" {
		t.Errorf("want 7/500 of walk, got %s of %s", got, v.Endpoint)
	}
}

// TestOverlayProblems: what names nothing says where it stands and what was meant.
func TestOverlayProblems(t *testing.T) {
	for _, c := range []struct{ overlay, want string }{
		{`{"overlay":{"provider":"q"}}`, `my.json:1:24: this overlay is for the provider q, the other documents are of p`},
		{`{"overlay":{}}`, `my.json:1:12: want the key "provider"`},
		{`{"overlay":7}`, `my.json:1:12: want an object, got a number`},
		{`{"overlay":{"provider":"p"},"fact":{}}`, `my.json:1:29: unknown key "fact", did you mean "facts"?`},
		{`{"overlay":{"provider":"p"},"facts":{"maxSid":1}}`, `my.json:1:38: no fact has the id "maxSid", did you mean "maxSide"?`},
		{`{"overlay":{"provider":"p"},"facts":{"maxSide":"1"}}`, `my.json:1:48: want a number, got a string`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"rum","rules":[]}]}`, `my.json:1:48: no endpoint has the id "rum", did you mean "run"?; one to add needs "paths"`},
		{"{\"overlay\":{\"provider\":\"p\"},\n\"endpoints\":[{\"id\":\"run\",\"rules\":[{\"id\":\"body:/size.rang\",\"drop\":true}]}]}",
			`my.json:2:41: no rule has the id "body:/size.rang", did you mean "body:/size.range"?; one to add needs "at"`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"*","rules":[{"id":"shirt","drop":true}]}]}`, `my.json:1:67: no rule has the id "shirt", did you mean "short"?; one to add needs "at"`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"*","rules":[{"id":"header:x-key.required","required":"full"}]}]}`, `my.json:1:102: want "present", "filled" or "file"`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"run","rules":[{"drop":true}]}]}`, `my.json:1:63: want the key "id" of a rule to change, or "at" for a further rule`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"run","rules":[{"id":"short","drop":true,"length":{"max":1}}]}]}`, `my.json:1:89: unknown key "length"`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"run","rules":[{"id":"body:/size.range","range":{"below":11}}]}]}`,
			`my.json:1:96: the rule would have both "max" and "below": change the one that is there, or give it as null`},
		{`{"overlay":{"provider":"p"},"endpoints":[{"id":"run","rules":[{"at":"body:/more","type":"string","error":"bad","stage":"field"}]}]}`,
			`my.json:1:120: no stage is called "field", did you mean "fields"?`},
		{`{"overlay":{"provider":"p"},"errors":[{"id":"bda","status":400}]}`, `my.json:1:39: want the key "decides"`},
		{`{"overlay":{"provider":"p"`, `my.json:1:27: want a comma or the closing bracket`},
	} {
		if _, got := overlaid(c.overlay); got != c.want {
			t.Errorf("%s:\nwant %s\ngot  %s", c.overlay, c.want, got)
		}
	}
}

// TestOverlayOf tells overlays from other documents.
func TestOverlayOf(t *testing.T) {
	for _, c := range []struct{ text, provider, problem string }{
		{`{"overlay":{"provider":"p"}}`, "p", ""},
		{`{"provider":{"id":"p"}}`, "", `a.json:1:1: want the key "overlay"; the documents of a further provider are a folder`},
		{`[]`, "", "a.json:1:1: want an object, got an array"},
		{`{"overlay":{}}`, "", `a.json:1:12: want the key "provider"`},
	} {
		provider, problem := spec.OverlayOf(spec.File{Name: "a.json", Text: []byte(c.text)})
		words := ""
		if problem != nil {
			words = problem.String()
		}
		if provider != c.provider || words != c.problem {
			t.Errorf("%s: want %q %q, got %q %q", c.text, c.provider, c.problem, provider, words)
		}
	}
}
