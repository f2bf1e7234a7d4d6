package validate_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// TestInside asks about JSON that stands in texts: of form fields and of members of a JSON body.
func TestInside(t *testing.T) {
	const document = `{"provider":{"id":"p","name":"P"},"hosts":[{"id":"h","host":"p.example"}],"sources":[{"id":"s","url":"https://p.example/"}],
	"errors":[{"id":"e","code":"1","decides":"request"}],"endpoints":[
	{"id":"form","method":"POST","paths":["/form"],"body":"form","source":"s","trust":"documented","stages":[{"name":"all","rules":[
	 {"at":"form:colours!","type":"array","error":"e"},
	 {"at":"form:colours!","items":{"max":2},"error":"e"},
	 {"at":"form:colours!/*/rgba","required":"filled","error":"e"},
	 {"at":"form:colours!/*/rgba/r","range":{"min":0,"max":255},"error":"e"}]}]},
	{"id":"json","method":"POST","paths":["/json"],"body":"json","source":"s","trust":"documented","stages":[{"name":"all","rules":[
	 {"at":"body:/inputs/*/configure!/side","oneOf":["face","back"],"error":"e"},
	 {"at":"body:/inputs/*/name","type":"string","error":"e"}]}]}]}`
	p, problems := spec.Load([]spec.File{{Name: "p.json", Text: []byte(document)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range []struct{ path, body, want string }{
		{"/form", `colours=[{"rgba":{"r":255}}]`, ""},
		{"/form", `colours=[{"rgba":{"r":256}}]`, "form:colours!/0/rgba/r"},
		{"/form", `colours=[{"rgba":{"r":1}},{"rgba":{"r":-1}}]`, "form:colours!/1/rgba/r"},
		{"/form", `colours=[{}]`, "form:colours!/0/rgba"},
		{"/form", `colours={}`, "form:colours!"},
		{"/form", `colours=[1,2,3]`, "form:colours!"},
		{"/form", `colours=[{"rgba":{"r":256}}`, ""},
		{"/form", `other=1`, ""},
		{"/form", `colours=[{"rgba":{"r":256}}]&colours=[{"rgba":{"r":1}}]`, "form:colours!/0/rgba/r"},
		{"/json", `{"inputs":[{"configure":"{\"side\":\"face\"}","name":"a"}]}`, ""},
		{"/json", `{"inputs":[{"configure":"{\"side\":\"face\"}"},{"configure":"{\"side\":\"top\"}","name":"a"}]}`, "body:/inputs/1/configure!/side"},
		{"/json", `{"inputs":[{"configure":"{\"side\":\"face\"}","name":7}]}`, "body:/inputs/0/name"},
		{"/json", `{"inputs":[{"configure":"{\"side\":\"top\"}","configure":7}]}`, ""},
		{"/json", `{"inputs":[{"configure":"{\"side\":\"top\"}","configure":"{"}]}`, ""},
	} {
		v := validate.New(p).Check(validate.Request{Method: "POST", URL: "https://p.example" + c.path, Body: []byte(c.body)}, validate.Facts{})
		var at []string
		for _, f := range v.Findings {
			at = append(at, f.At)
		}
		if got := strings.Join(at, " "); got != c.want {
			t.Errorf("%s: want %q, got %q", c.body, c.want, got)
		}
	}
}
