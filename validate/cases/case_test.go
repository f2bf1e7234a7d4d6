package cases

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// TestRequestsExpandToTheByte runs the list that every implementation of cases must pass.
func TestRequestsExpandToTheByte(t *testing.T) {
	const dir = "../../testdata/recipes"
	text, err := os.ReadFile(dir + "/requests.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Request           json.RawMessage
		Method, URL, Body string
		Headers           [][2]string
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) < 10 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, row := range rows {
		r, _ := expanded(t, `{"name":"a","request":`+string(row.Request)+`}`, dir)
		headers := [][2]string{}
		for _, h := range r.Headers {
			headers = append(headers, [2]string{h.Name, h.Value})
		}
		if row.Method != r.Method || row.URL != r.URL || !reflect.DeepEqual(row.Headers, headers) || row.Body != string(r.Body) {
			t.Errorf("%s:\nwant %s %s %q\n%q\ngot  %s %s %q\n%q", row.Request,
				row.Method, row.URL, row.Headers, row.Body, r.Method, r.URL, headers, r.Body)
		}
	}
}

func expanded(t *testing.T, text, dir string) (validate.Request, validate.Facts) {
	t.Helper()
	cases, err := Parse("a.json", []byte(`{"cases":[`+text+`]}`))
	if err != nil {
		t.Fatal(err)
	}
	request, facts, err := Expand(cases[0], dir)
	if err != nil {
		t.Fatal(err)
	}
	return request, facts
}

func TestFactsAreReadAsOnTheWire(t *testing.T) {
	_, got := expanded(t, `{"name":"a","request":{},"facts":{"keyAccepted":false,"maxSide":4096.50,"host":"new",
		"taskExpires":"1970-01-02T01:00:00+01:00","ids":["a",7,{"$repeat":["b",2]}],"more":{"$times":[2,"id-{i}"]},
		"now":"2026-11-21T00:00:00Z","decoded":{"form:image":false,"body:/a":true},
		"fetched":{"https://a/b.gif":{"$image":"gif 5x7 frames=3"},"https://a/t":{"file":"text.txt"},"https://dead/":{"failed":true},
		 "https://a/e":{"$repeat":["",1]},
		 "https://a/m":{"media":{"format":"png","width":3,"height":4,"bytes":70,"fault":"","alpha":true,"palette":false}}}}}`,
		"../../testdata/recipes")
	picture, err := Image("gif 5x7 frames=3")
	if err != nil {
		t.Fatal(err)
	}
	want := validate.Facts{
		Named: []validate.Fact{{Name: "keyAccepted"}, {Name: "maxSide", Text: "4096.50"}, {Name: "host", Text: "new"},
			{Name: "taskExpires", Text: "86400"}, {Name: "ids", List: []string{"a", "7", "bb"}}, {Name: "more", List: []string{"id-0", "id-1"}}},
		Now:     1795219200,
		Decoded: []validate.Decoded{{At: "form:image"}, {At: "body:/a", OK: true}},
		Fetched: []validate.Fetched{
			{URL: "https://a/b.gif", Media: probe.Walk(picture)},
			{URL: "https://a/t", Media: probe.Walk([]byte("will it pass?"))},
			{URL: "https://dead/", Failed: true},
			{URL: "https://a/e", Media: probe.Walk(nil)},
			{URL: "https://a/m", Media: probe.Media{Format: probe.PNG, Width: 3, Height: 4, Bytes: 70, Trailing: -1, Alpha: probe.Yes, Palette: probe.No}},
		},
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("want %+v\ngot  %+v", want, got)
	}
	if want.Fetched[0].Media.Frames != 3 {
		t.Errorf("the bytes behind a URL are not followed to their end: %+v", want.Fetched[0].Media)
	}
}

func TestSlipsInCaseFilesAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"{":                             "a.json:1:1: unexpected end",
		"{\"cases\":[\n {]}":            "a.json:2:3: invalid character",
		`{"cases":{}}`:                  "want a list named cases",
		`{"case":[]}`:                   `unknown key "case"`,
		`{"cases":[{"request":{}}]}`:    "want a name",
		`{"rules":"a.json","cases":[]}`: "rules: want a list of paths",
		`{"rules":[],"cases":[]}`:       "rules: want a list of paths",
		`{"rules":[1],"cases":[]}`:      "rules: want a list of paths",
		`{"cases":[{"name":"a"}]}`:      `a.json:1:11: case 0 "a": want a request`,
		`{"cases":[{"nme":"a"}]}`:       `unknown key "nme"`,
		`{"cases":["a"]}`:               "want an object",
		`{"cases":[{"name":"a","request":{"body":"x"}}]}`:                          `case 0 "a": request: unknown key "body"`,
		`{"cases":[{"name":"a","request":{"url":"","url":""}}]}`:                   `"url" is given twice`,
		`{"cases":[{"name":"a","request":{}},{"name":"a","request":{}}]}`:          `two cases are named "a"`,
		`{"cases":[{"name":"a","request":{},"want":{"Sure":true}}]}`:               `want: unknown key "Sure"`,
		`{"cases":[{"name":"a","request":{},"want":{"outcome":"fine"}}]}`:          "accepted, rejected or uncertain",
		`{"cases":[{"name":"a","request":{},"want":{"code":806}}]}`:                "cannot unmarshal number",
		`{"cases":[{"name":"a","request":{},"want":{"code":null}}]}`:               "code is null",
		`{"cases":[{"name":"a","request":{},"want":{"findings":[{"code":"1"}]}}]}`: `findings: unknown key "code"`,
		`{"cases":[{"name":"a","request":{},"facts":[]}]}`:                         "facts: want an object",
	} {
		if _, err := Parse("a.json", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: want %q, got %v", text, want, err)
		}
	}
}

func TestSlipsInRequestsAndFactsAreTold(t *testing.T) {
	for text, want := range map[string]string{
		`"request":{"json":{},"text":""}`:                                      "a request has one body, got json and text",
		`"request":{"json":{"a":{"$image":"png 1x1"}}}`:                        "raw bytes cannot stand in JSON",
		`"request":{"json":{"$image":"png 1x1","encode":"hex"}}`:               "encode is base64 or dataurl",
		`"request":{"json":{"$image":"png 1x1","encode":"base64","type":""}}`:  "the type of an $image is for a data URL",
		`"request":{"json":{"$image":"png 1x1","encode":"base64","size":"1"}}`: "$image takes encode and type",
		`"request":{"json":{"$repeat":["A"]}}`:                                 `want {"$repeat":[text, count]}`,
		`"request":{"json":{"$repeat":["A",1.5]}}`:                             "$repeat: want a number",
		`"request":{"json":{"$repeat":["AB",268435456]}}`:                      "$repeat: want a number from 0 to 134217728",
		`"request":{"json":{"$times":[-1,""]}}`:                                "$times: want a number",
		`"request":{"json":{"$base64":"no-such-file"}}`:                        "no-such-file",
		`"request":{"json":{"$base64":"a","encode":"base64"}}`:                 "$base64 stands alone",
		`"request":{"text":{"$times":[1,""]}}`:                                 "text: want a string",
		`"request":{"url":7}`:                                                  "url: want a string, got 7",
		`"request":{"headers":{"A":1}}`:                                        "headers: A: want a string",
		`"request":{"base64":"?"}`:                                             "base64: illegal base64",
		`"request":{"form":{}}`:                                                "form: want a list of parts",
		`"request":{"form":[{"name":"a"}]}`:                                    "part 0: want a name, and value or file",
		`"request":{"form":[{"name":"a","value":"","file":"a"}]}`:              "part 0: want a name, and value or file",
		`"request":{"form":[{"name":"a","text":"a"}]}`:                         `part 0: unknown key "text"`,
		`"request":{"headers":{"Content-Type":"application/x-www-form-urlencoded"},"form":[{"name":"a","file":{"$image":"png 1x1"}}]}`: "an urlencoded form has no files",
		`"request":{},"facts":{"a":null}`:                                 "facts: a: want a boolean, number, text or list, got null",
		`"request":{},"facts":{"now":"today"}`:                            "facts: now:",
		`"request":{},"facts":{"decoded":{"a":1}}`:                        "decoded: a: want true or false",
		`"request":{},"facts":{"fetched":{"u":{"failed":false}}}`:         "fetched: u: want a recipe, file, failed or media",
		`"request":{},"facts":{"fetched":{"u":{"media":{"format":"x"}}}}`: `format "x" is not known`,
	} {
		cases, err := Parse("a.json", []byte(`{"cases":[{"name":"the name",`+text+`}]}`))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		_, _, err = Expand(cases[0], t.TempDir())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), `a.json: case "the name": `) {
			t.Errorf("%s: want %q, got %v", text, want, err)
		}
	}
}
