package cases

import (
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// document is a provider with a rule of every kind of check, none with breaks of its own.
const document = `{"provider":{"id":"p","name":"P"},"hosts":[{"id":"h","host":"p.example"}],"sources":[{"id":"s","url":"https://p.example/docs"}],
"facts":[{"id":"keyAccepted","type":"boolean","default":true,"about":"a"},{"id":"mode","type":"text","default":"old","about":"a"},
 {"id":"level","type":"number","default":0,"about":"a"},{"id":"most","type":"number","about":"a"},{"id":"until","type":"time","about":"a"},
 {"id":"ids","type":"list","about":"a"}],
"sets":{"models":["m1","m2"]},
"errors":[{"id":"e","code":"1","decides":"request","trust":"documented"},{"id":"other","code":"2","decides":"request","trust":"documented"}],
"groups":{"picture":[{"at":"@","bytes":{"below":"1MB"},"error":"e"},{"at":"@/name","length":{"max":3},"error":"e"}]},
"endpoints":[
{"id":"json","method":"POST","paths":["/v1/{task}/run","/v2/run"],"body":"json","source":"s","trust":"documented",
 "media":[{"at":"body:/image","as":"base64"},{"at":"body:/link","as":"url"},{"at":"body:/pictures/*","as":"base64"}],
 "items":{"at":"body:/list","rules":[{"id":"item-id","at":"body:/list/*/id","required":"present","error":"e"}]},
 "stages":[{"name":"all","rules":[
  {"at":"fact:keyAccepted","is":true,"error":"e"},
  {"at":"header:x-key","required":"filled","error":"e"},
  {"at":"header:authorization","starts":["Bearer ","Token "],"error":"e"},
  {"at":"header:content-type","contentType":["application/json"],"error":"e"},
  {"at":"path:task","charset":"digits","error":"e"},
  {"at":"query:v","oneOf":["1","2"],"error":"e"},
  {"at":"body","parses":true,"error":"e"},
  {"at":"body:","type":"object","error":"e"},
  {"at":"body:/model","required":"filled","error":"e"},
  {"at":"body:/model","oneOf":"@models","error":["e","other"]},
  {"at":"body:/count","range":{"min":1,"max":8},"error":"e"},
  {"at":"body:/ratio","range":{"above":0,"below":2.5},"error":"e"},
  {"at":"body:/limited","range":{"max":{"fact":"most"}},"error":"e"},
  {"at":"body:/prompt","length":{"min":2,"max":2000},"error":"e"},
  {"at":"body:/count","type":"integer","error":"e"},
  {"at":"body:/nested/deep/name","required":"present","error":"e"},
  {"at":"body:/nested","absent":"filled","error":"e","when":[{"at":"body:/model","oneOf":["m2"]},{"at":"fact:mode","is":"new"},{"at":"fact:level","range":{"above":3}}]},
  {"at":"body:/list","items":{"min":1,"max":1000},"error":"e"},
  {"at":"body:/list","validItems":"any","error":"e"},
  {"at":"body:/list/*/id","unique":true,"error":"e"},
  {"id":"sent","at":"body:/list/*/id","unique":{"fact":"ids"},"error":"e"},
  {"at":"body:","known":true,"error":"e"},
  {"id":"any","at":"body:","anyOf":["body:/image","body:/link"],"error":"e"},
  {"id":"one","at":"body:","atMostOne":["body:/image","body:/data"],"error":"e"},
  {"at":"body:/callback","url":{"schemes":["https"]},"error":"e"},
  {"id":"late","at":"fact:now","before":"fact:until","error":"e"},
  {"at":"body:/image","base64":"valid","error":"e"},
  {"at":"body:/image","dataUrl":"forbidden","error":"e"},
  {"at":"body:/image","decodes":true,"error":"e"},
  {"at":"body:/image","format":["jpeg","png"],"error":"e"},
  {"at":"body:/image","side":{"min":32,"max":4096},"error":"e"},
  {"id":"width","at":"body:/image","side":{"max":5000,"of":"width"},"error":"e"},
  {"at":"body:/image","ratio":{"min":"1:4","max":"4:1","edge":"open"},"error":"e"},
  {"at":"body:/pictures/*","alike":{"min":0.8,"max":1.25},"error":"e"},
  {"id":"larger","at":"body:/pictures/*","alike":{"min":1,"of":"pixels"},"error":"e"},
  {"at":"body:/image","pixels":{"min":2000,"max":8000000},"error":"e"},
  {"at":"body:/image","bytes":{"min":200,"max":"5MB"},"error":"e"},
  {"id":"text","at":"body:/image","bytes":{"max":9000000,"of":"text"},"error":"e"},
  {"at":"body","bytes":{"max":20000000},"error":"e"},
  {"at":"body:/link","fetches":true,"error":"e"},
  {"at":"body:/link","side":{"max":2000},"error":"e"},
  {"use":"picture","at":"body:/more"},
  {"id":"soft","at":"body:/count","range":{"max":4},"error":"other","trust":"inferred"}]}],
 "sample":{"method":"POST","url":"https://p.example/v1/7/run?v=1","headers":{"X-Key":"k","Authorization":"Bearer b"},
  "json":{"model":"m1","count":2,"ratio":1.5,"limited":3,"prompt":"hello","list":[{"id":"a"},{"id":"b"}],"callback":"https://c.example/",
   "pictures":[{"$image":"png 640x480","encode":"base64"}],
   "image":{"$image":"png 640x480","encode":"base64"},"link":"https://i.example/a.png","more":{"name":"a"}}},
 "facts":{"until":2000,"now":1000,"most":5,"ids":[],"fetched":{"https://i.example/a.png":{"$image":"jpeg 100x100"}}}},
{"id":"form","method":"POST","paths":["/form"],"body":"multipart","source":"s","trust":"documented",
 "media":[{"at":"form:image","as":"file"},{"at":"form:mask","as":"file"}],
 "stages":[{"name":"all","rules":[
  {"at":"body","parses":true,"error":"e"},
  {"at":"form:image","required":"file","error":"e"},
  {"at":"form:image","items":{"max":1},"error":"e"},
  {"at":"header:accept","takes":["application/json"],"error":"e"},
  {"at":"form:kind","is":{"not":"c"},"error":"e"},
  {"at":"form:image","colour":"colour","error":"e"},
  {"at":"form:image","bitsPerPixel":[24,8],"error":"e"},
  {"at":"form:image","extension":["png"],"error":"e"},
  {"at":"form:mask","sameSize":"form:image","error":"e"},
  {"at":"form:mask","format":["png"],"error":"e"},
  {"at":"form:mask","bytes":{"multipleOf":16},"error":"e","when":[{"at":"form:kind","oneOf":["b"]}]},
  {"at":"form:kind","oneOf":["a","b"],"error":"e"},
  {"at":"form:n","type":"integerText","error":"e"},
  {"at":"form:n","range":{"min":0,"max":3},"error":"e"}]}],
 "sample":{"method":"POST","url":"https://p.example/form","form":[{"name":"image","filename":"a.png","type":"image/png","file":{"$image":"png 64x48"}},
  {"name":"mask","filename":"m.png","file":{"$image":"png 64x48 bytes=1600"}},{"name":"kind","value":"a"},{"name":"n","value":"2"}]}},
{"id":"no-path","fallback":"path","source":"s","trust":"documented","stages":[{"name":"all","rules":[{"at":"path","never":true,"error":"e"}]}]},
{"id":"no-method","fallback":"method","source":"s","trust":"documented","stages":[{"name":"all","rules":[{"at":"method","never":true,"error":"e"}]}]}
]}`

func loaded(t *testing.T, text string) *spec.Provider {
	t.Helper()
	p, problems := spec.Load([]spec.File{{Name: "p.json", Text: []byte(text)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

func TestStandardBreaksOfEveryKind(t *testing.T) {
	p := loaded(t, document)
	text, err := Generate(p, true)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Parse("p.json", text)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range Run(validate.New(p), cases) {
		if !result.Pass() {
			t.Errorf("%s: %v %q\n%s", result.Case.Name, result.Err, result.Mismatches, result.Verdict.AppendJSON(nil))
		}
	}
	for _, kind := range check.Kinds() {
		if kind == "duration" || kind == "frameRate" || kind == "encrypted" { // no recipe makes a video or PDF: such rules give breaks
			continue
		}
		if !slices.ContainsFunc(cases, func(c Case) bool { return brokenKind(p, c) == kind }) {
			t.Errorf("no case breaks a rule of the kind %s", kind)
		}
	}
}

// brokenKind is the kind of check that a generated case breaks.
func brokenKind(p *spec.Provider, c Case) string {
	for _, e := range p.Endpoints {
		for _, stage := range e.Stages {
			for _, r := range stage.Rules {
				if strings.HasPrefix(c.Name, e.ID+": "+r.ID+": ") {
					return r.Kind
				}
			}
		}
	}
	return ""
}

// TestGeneratedCasesCatchALostRule takes every rule out once: its cases, and no sample, must then fail.
func TestGeneratedCasesCatchALostRule(t *testing.T) {
	text, err := Generate(loaded(t, document), true)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Parse("p.json", text)
	if err != nil {
		t.Fatal(err)
	}
	whole := loaded(t, document)
	for i := range whole.Endpoints {
		for j, lost := range whole.Endpoints[i].Stages[0].Rules {
			p := loaded(t, document)
			rules := &p.Endpoints[i].Stages[0].Rules
			*rules = slices.Delete(*rules, j, j+1)
			name := p.Endpoints[i].ID + ": " + lost.ID + ": "
			mine := slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return !strings.HasPrefix(c.Name, name) })
			if len(mine) == 0 {
				t.Errorf("%s has no case", name)
			}
			for _, result := range Run(validate.New(p), mine) {
				if result.Pass() {
					t.Errorf("%s passes without its rule", result.Case.Name)
				}
			}
		}
	}
}

func TestGenerateSpeaksUpAboutRulesItCannotBreak(t *testing.T) {
	const text = `{"provider":{"id":"p","name":"P"},"hosts":[{"id":"h","host":"p.example"}],"sources":[{"id":"s","url":"u"}],
"errors":[{"id":"e","code":"1","decides":"request","trust":"documented"}],
"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented","stages":[{"name":"all","rules":[
 {"at":"body:/video","duration":{"max":8},"error":"e"},
 {"id":"edit","at":"body:/a","required":"present","error":"e","breaks":[{"remove":"body:/b"}]},
 {"id":"key","at":"body:/a","required":"present","error":"e","breaks":[{"drop":"body:/b"}]},
 {"id":"none","at":"body:/a","required":"present","error":"e","breaks":[],"unbroken":"because"}]}],
 "sample":{"method":"POST","url":"https://p.example/a","json":{}}},
 {"id":"b","method":"GET","paths":["/b"],"source":"s","trust":"documented"}]}`
	_, err := Generate(loaded(t, text), true)
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{"endpoint a, rule body:/video.duration: no standard break", "rule edit: break 1: the sample has no body:/b to remove",
		`rule key: break 1: unknown edit "drop"`, "endpoint b has no sample"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "rule none") {
		t.Errorf("a rule that says why it is not broken is none of Generate's business:\n%v", err)
	}
}
