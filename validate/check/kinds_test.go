package check_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// params is what rule documents may give to each kind of check. A kind without an entry here fails TestEveryKind.
var params = map[string][]string{
	"absent":       {`"present"`, `"filled"`},
	"alike":        {`{"min":0.8,"max":1.25}`, `{"above":0.5,"of":"pixels"}`, `{"below":2,"of":"either"}`},
	"anyOf":        {`["form:image","form:mask"]`, `["form:image","body:/list/*/id"]`},
	"atMostOne":    {`["form:image","form:mask"]`},
	"base64":       {`"alphabet"`, `"padding"`, `"valid"`},
	"before":       {`"fact:until"`},
	"bitsPerPixel": {`[24]`, `[8,24,32]`},
	"bytes":        {`{"max":"5MB"}`, `{"min":1,"below":99,"of":"text"}`, `{"above":0,"of":"body"}`, `{"max":"8KB","of":"head"}`, `{"multipleOf":16}`, `{"max":{"fact":"m"}}`},
	"charset":      {`"digits"`, `"ascii"`, `"token"`},
	"colour":       {`"colour"`, `[3,4]`},
	"contentType":  {`["application/json"]`, `"text/plain"`},
	"dataUrl":      {`"required"`, `"forbidden"`},
	"decodes":      {`true`, `"gif"`},
	"duration":     {`{"min":2,"max":60}`},
	"encrypted":    {`true`, `false`},
	"extension":    {`["jpg","png"]`},
	"fetches":      {`true`},
	"format":       {`["jpeg","png"]`, `["jpg","heif","mp4"]`},
	"frameRate":    {`{"below":60}`},
	"is":           {`true`, `"a"`, `5`, `{"not":"a"}`},
	"items":        {`{"min":1,"max":1000}`, `{"min":2,"max":2}`},
	"known":        {`true`, `["a","b"]`},
	"length":       {`{"max":2000}`, `{"min":1,"max":4,"of":"bytes"}`},
	"never":        {`true`},
	"oneOf":        {`["a","b"]`, `[1,true]`, `"@models"`, `{"values":["a"],"ignoreCase":true}`, `{"values":"@models","split":","}`},
	"parses":       {`true`},
	"pixels":       {`{"min":1,"max":36000000}`},
	"range":        {`{"min":1,"max":8}`, `{"above":0,"below":1}`, `{"max":4,"edge":"open"}`, `{"max":"1999"}`},
	"ratio":        {`{"min":"1:4","max":"4:1"}`, `{"below":"3:1","of":"longest"}`, `{"max":"4:1","edge":"open"}`, `{"max":{"fact":"m"}}`},
	"required":     {`"present"`, `"filled"`, `"file"`},
	"sameSize":     {`"form:image"`},
	"side":         {`{"min":15,"max":8192}`, `{"max":{"fact":"m"},"of":"longest"}`, `{"above":1,"of":"width"}`},
	"starts":       {`"Bearer "`, `["http://","https://"]`},
	"takes":        {`["application/json"]`, `"image/png"`},
	"type":         {`"string"`, `["integer","integerText"]`, `"booleanText"`},
	"unique":       {`true`, `{"fact":"ids"}`},
	"url":          {`{"schemes":["http","https"]}`},
	"validItems":   {`"any"`, `"all"`},
}

// aboutAbsence is the kinds that answer about a value that is not there, with why.
var aboutAbsence = map[string]string{
	"required": "that is its question",
	"anyOf":    "looks at other places",
	"never":    "nothing is right",
	"before":   "looks at the clock",
}

// unused is the kinds that no shipped document uses, with why the language has them.
var unused = map[string]string{
	"pixels": "design.md lists it; the five providers bound sides, other providers bound megapixels",
}

func TestEveryKind(t *testing.T) {
	if !slices.IsSorted(check.Kinds()) {
		t.Errorf("want the kinds sorted, got %v", check.Kinds())
	}
	language := language(t)
	used := usedKinds(t)
	for _, kind := range check.Kinds() {
		t.Run(kind, func(t *testing.T) {
			if len(params[kind]) == 0 {
				t.Fatal("want a parameter for it in this test")
			}
			for _, param := range params[kind] {
				c := parse(t, kind, param)
				want := c.Want()
				if want == "" || want != strings.TrimSpace(want) || strings.Contains(want, "  ") {
					t.Errorf("%s: want a sentence of what it wants, got %q", param, want)
				}
				absent := of(check.Absent)
				ofBody := strings.Contains(param, `"of":"body"`) // the body has a length also where nothing is
				if got := c.Ask(record(), &absent, nil); got != passed && aboutAbsence[kind] == "" && !ofBody {
					t.Errorf("%s: want it to pass what is not there, got %s", param, got)
				}
			}
			if language[kind] == nil {
				t.Error("want a row in the table of LANGUAGE.md")
			}
			if why := unused[kind]; (why == "") != used[kind] {
				t.Errorf("used by a rule: %v, said to be unused because %q", used[kind], why)
			}
		})
	}
	for kind := range params {
		if !slices.Contains(check.Kinds(), kind) {
			t.Errorf("no kind is called %s", kind)
		}
	}
}

// language is, by kind, the parameters that the table of LANGUAGE.md gives as whole JSON values.
func language(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../spec/LANGUAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	_, table, _ := strings.Cut(string(text), "### Check kinds")
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "## ") {
			break
		}
		cells := strings.Split(line, "|")
		if len(cells) < 4 || !strings.Contains(cells[1], "`") {
			continue
		}
		examples := []string{}
		for i, piece := range strings.Split(cells[2], "`") {
			if i%2 == 1 && json.Valid([]byte(piece)) && piece != `{"edge":"open"}` { // that is one key of the whole
				examples = append(examples, piece)
			}
		}
		for i, kind := range strings.Split(cells[1], "`") {
			if i%2 == 1 {
				out[kind] = examples
			}
		}
	}
	return out
}

func TestLanguageGivesParametersThatLoad(t *testing.T) {
	n := 0
	for kind, examples := range language(t) {
		for _, param := range examples {
			n++
			param = strings.ReplaceAll(param, `"@set"`, `"@models"`)
			if _, problems := read(kind, param); len(problems) > 0 {
				t.Errorf("%s: %s: %v", kind, param, problems)
			}
		}
	}
	if n < 25 {
		t.Errorf("want at least 25 examples in LANGUAGE.md, got %d", n)
	}
}

// usedKinds is the kinds that a rule or condition of the shipped documents uses.
func usedKinds(t *testing.T) map[string]bool {
	t.Helper()
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	note := func(list []spec.Rule) {
		for i := range list {
			used[list[i].Kind] = true
			for _, c := range list[i].When {
				used[c.Kind] = true
			}
		}
	}
	for _, p := range rules.Providers() {
		for i := range p.Endpoints {
			for _, stage := range p.Endpoints[i].Stages {
				note(stage.Rules)
			}
			if items := p.Endpoints[i].Items; items != nil {
				note(items.Rules)
			}
		}
	}
	return used
}

// TestNoKindPanics asks every kind about every odd value: it answers, alike whether it tells or not, and has words for it.
func TestNoKindPanics(t *testing.T) {
	records := []*check.Record{record(), knowing("m", unknown()), knowing("m", number("5")), knowing("m", text("x")), knowing("m", of(check.Null)),
		knowing("until", text("soon")), knowing("ids", check.Value{Kind: check.List, Rare: &check.Rare{List: []string{"a", ""}}})}
	values := odd()
	full := record()
	for i := range full.Values {
		full.Values[i], full.Full[i] = many(slices.Clone(values)...).Values[2], true
	}
	full.Now, full.Length, full.Items = math.MaxInt64, math.MaxInt64, []check.State{failed, open, 0}
	full.Faults = check.BodyFault{Bad: true, Words: "w"}
	records = append(records, full)
	for _, kind := range check.Kinds() {
		for _, param := range params[kind] {
			c := parse(t, kind, param)
			for _, r := range records {
				for _, v := range values {
					var told check.Told
					got := c.Ask(r, &v, &told)
					if got < passed || got > failed || got != c.Ask(r, &v, nil) {
						t.Fatalf("%s %s of %+v: want one answer, got %s and %s", kind, param, v, got, c.Ask(r, &v, nil))
					}
					if got == open && told.Why == "" || got == failed && (told.Got == "" || told.Why != "") {
						t.Fatalf("%s %s of %+v: want words that fit %s, got %+v", kind, param, v, got, told)
					}
				}
				all, ok := c.(whole)
				for place := range r.Values {
					if !ok {
						break
					}
					if got, _ := all.AskAll(r, place, nil); got < passed || got > failed {
						t.Fatalf("%s %s of all: got %d", kind, param, got)
					}
				}
			}
		}
	}
}

// odd is values of every kind, with files of every sort and numbers at their ends.
func odd() []check.Value {
	values := []check.Value{unknown(), truth(true), truth(false), text(""), text("a"), text("\x00\xff\xfe"), text("5"), text("http://"), text(","),
		cut("日", 1<<40), {Kind: check.String, Bytes: 9}, number("1"), {Kind: check.Number, Bytes: 9}, number("1e999999999"), number("-"), array(0), array(math.MaxInt64),
		{Kind: check.List, Rare: &check.Rare{List: []string{"", "a"}}}, {Kind: check.Object, Rare: &check.Rare{Strange: true, Stranger: []byte("x")}}}
	for _, kind := range []check.Kind{check.Absent, check.Null, check.String, check.Array, check.Object, check.List, check.Part, check.Unknown} {
		values = append(values, of(kind))
	}
	var medias []probe.Media
	for _, format := range []probe.Format{0, probe.JPEG, probe.PDF, probe.MP4} {
		for _, size := range []int64{0, 1, math.MaxInt64} {
			for _, tri := range []probe.Tri{probe.Unknown, probe.No, probe.Yes} {
				medias = append(medias, probe.Media{Format: format, Width: size, Height: size, Bytes: size - 1, Duration: size, Encrypted: tri, Palette: tri, Cut: tri},
					probe.Media{Format: format, Width: size, Height: 1, DisplayWidth: 1, DisplayHeight: size, Channels: 255, BitDepth: 255, Fault: probe.Fault(tri)})
			}
		}
	}
	for _, m := range medias {
		for carrier := check.NoFile; carrier <= check.URLFile; carrier++ {
			for fetch := check.NotFetched; fetch <= check.Fetched; fetch++ {
				v := text("a,b")
				if carrier == check.RawFile {
					v = part(m)
				}
				v.File = &check.File{Carrier: carrier, Fetch: fetch, Media: m, Decodes: check.Answer(fetch), Supplied: fetch == check.NotFetched,
					Base64: check.Base64{Header: true, BadAt: int64(fetch) - 1, Length: 3, Newlines: int64(carrier)}, Text: check.Text{Asked: fetch == check.Fetched, Fault: "f"}}
				values = append(values, v)
			}
		}
	}
	return values
}
