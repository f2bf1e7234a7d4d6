package rules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiled, err := jsonschema.NewCompiler().Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// TestSchemaTakesDocuments: every document that ships is valid.
func TestSchemaTakesDocuments(t *testing.T) {
	s := schema(t)
	names, err := filepath.Glob("*/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal(err, names)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(t, s, string(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s.Validate(value)
}

// TestSchemaKnowsEveryKind: the schema, the description of the language and the engine know the same kinds of check.
func TestSchemaKnowsEveryKind(t *testing.T) {
	text, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Defs map[string]struct{ Enum []string } `json:"$defs"`
	}
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for name := range read.Defs {
		if kind, ok := strings.CutPrefix(name, "check-"); ok {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	if want := check.Kinds(); !slices.Equal(kinds, want) || !slices.Equal(read.Defs["kindName"].Enum, want) {
		t.Errorf("want the kinds %v, got %v and %v", want, kinds, read.Defs["kindName"].Enum)
	}
	for _, kind := range kinds {
		if want := `"` + kind + `": {"$ref": "#/$defs/check-` + kind + `"}`; strings.Count(string(text), want) != 2 {
			t.Errorf("want %s in rules and in conditions", want)
		}
	}
	language, err := os.ReadFile("../validate/spec/LANGUAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(language), "### Check kinds")
	table, _, _ = strings.Cut(table, "Limits are")
	var described []string
	for _, line := range strings.Split(table, "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, name := range regexp.MustCompile("`([A-Za-z0-9]+)`").FindAllStringSubmatch(cells[1], -1) {
				described = append(described, name[1])
			}
		}
	}
	slices.Sort(described)
	if want := check.Kinds(); !slices.Equal(described, want) {
		t.Errorf("want the language to describe %v, got %v", want, described)
	}
}

// TestSchemaAgrees: what the loader refuses for its form the schema refuses, and what it takes the schema takes.
func TestSchemaAgrees(t *testing.T) {
	s := schema(t)
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"an empty document", `{}`, true},
		{"an unknown key", `{"endpoint":[]}`, false},
		{"a rule without a check", `{"groups":{"g":[{"at":"body:/a","error":"e"}]}}`, false},
		{"a rule with two checks", `{"groups":{"g":[{"at":"body:/a","parses":true,"never":true,"error":"e"}]}}`, false},
		{"a use", `{"groups":{"g":[{"use":"h","at":"@/b"}]}}`, true},
		{"a use with an error", `{"groups":{"g":[{"use":"h","error":"e"}]}}`, false},
		{"a header in capitals", `{"groups":{"g":[{"at":"header:X-Key","required":"filled"}]}}`, false},
		{"a limit with an unknown unit", `{"groups":{"g":[{"at":"@","bytes":{"max":"5TB"}}]}}`, false},
		{"a limit that is a fact", `{"groups":{"g":[{"at":"@","bytes":{"max":{"fact":"f"}}}]}}`, true},
		{"an error without one who decides", `{"errors":[{"id":"e"}]}`, false},
		{"an endpoint without a route", `{"endpoints":[{"id":"e"}]}`, false},
		{"an overlay", `{"overlay":{"provider":"p"},"facts":{"maxSide":4096},"endpoints":[{"id":"*","rules":[{"id":"r","bytes":{"max":"10MB","min":null}},{"id":"s","drop":true}]}]}`, true},
		{"an overlay for nobody", `{"overlay":{"about":"x"}}`, false},
		{"an overlay with an unknown key", `{"overlay":{"provider":"p"},"fact":{}}`, false},
		{"an overlay whose rule names nothing", `{"overlay":{"provider":"p"},"endpoints":[{"id":"e","rules":[{"drop":true}]}]}`, false},
	} {
		if err := valid(t, s, c.text); (err == nil) != c.want {
			t.Errorf("%s: want valid %v, got %v", c.name, c.want, err)
		}
		if c.want || strings.Contains(c.text, `"groups"`) { // rules of a group are read where an endpoint uses it
			continue
		}
		files := []spec.File{{Name: "base.json", Text: []byte(`{"provider":{"id":"p","name":"P"}}`)}, {Name: "c.json", Text: []byte(c.text)}}
		if _, problems := spec.Load(files); !slices.ContainsFunc(problems, func(p doc.Problem) bool { return p.File == "c.json" }) {
			t.Errorf("%s: want the loader to refuse it as well, got %v", c.name, problems)
		}
	}
}
