package spec_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

const malformed = "../../testdata/spec/malformed.json"

// broken is one malformed document and what is said about it.
type broken struct {
	Name  string
	Alone bool // base.json, which is well formed, does not stand beside it
	Text  string
	Want  []string // file:line:col: words
}

func documents(t testing.TB) []broken {
	t.Helper()
	text, err := os.ReadFile(malformed)
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Documents []broken }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Documents
}

func wellFormed(t testing.TB) spec.File {
	t.Helper()
	text, err := os.ReadFile("../../testdata/spec/base.json")
	if err != nil {
		t.Fatal(err)
	}
	return spec.File{Name: "base.json", Text: text}
}

func TestTheBaseIsWellFormed(t *testing.T) {
	if _, problems := spec.Load([]spec.File{wellFormed(t)}); len(problems) > 0 {
		t.Errorf("want none, got %v", problems)
	}
}

func TestMalformedDocuments(t *testing.T) {
	all := documents(t)
	if len(all) < 130 {
		t.Errorf("want at least 130, got %d", len(all))
	}
	beside := wellFormed(t)
	for _, d := range all {
		t.Run(d.Name, func(t *testing.T) {
			files := []spec.File{beside, {Name: "x.json", Text: []byte(d.Text)}}
			if d.Alone {
				files = files[1:]
			}
			p, problems := spec.Load(files)
			got := make([]string, len(problems))
			for i := range problems {
				got[i] = problems[i].String()
			}
			if !slices.Equal(d.Want, got) {
				t.Errorf("%s\nwant %s\ngot  %s", d.Text, strings.Join(d.Want, "\n     "), strings.Join(got, "\n     "))
			}
			if p != nil || len(problems) == 0 {
				t.Error("want problems and no provider")
			}
			inside(t, files, problems)
		})
	}
}

func TestNoDocuments(t *testing.T) {
	p, problems := spec.Load(nil)
	if want := `:1:1: no file has the key "provider"`; p != nil || len(problems) != 1 || want != problems[0].String() {
		t.Errorf("want %q, got %v", want, problems)
	}
}

// inside wants every problem to name a place of its file.
func inside(t *testing.T, files []spec.File, problems []doc.Problem) {
	t.Helper()
	for _, p := range problems {
		at := slices.IndexFunc(files, func(f spec.File) bool { return f.Name == p.File })
		if at < 0 {
			t.Errorf("want the name of a file, got %s", p)
			continue
		}
		lines := strings.Split(string(files[at].Text), "\n")
		if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1])+1 || p.Words == "" {
			t.Errorf("want a place in the file and words, got %s", p)
		}
	}
}

// FuzzLoad loads anything: it ends, never panics, and gives either a provider or problems with places in the file.
func FuzzLoad(f *testing.F) {
	for _, d := range documents(f) {
		f.Add([]byte(d.Text))
	}
	beside := wellFormed(f)
	f.Add(beside.Text)
	f.Add([]byte(`{"overlay":{"provider":"acme"},"endpoints":[{"id":"*","rules":[{"id":"a","drop":true}]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<16 {
			return // longer than any document
		}
		files := []spec.File{beside, {Name: "x.json", Text: text}}
		p, problems := spec.Load(files)
		if (p == nil) != (len(problems) > 0) {
			t.Errorf("want a provider or problems, got %v and %v", p, problems)
		}
		inside(t, files, problems)
		alone := files[1:]
		_, problems = spec.Load(alone)
		inside(t, alone, problems)
	})
}
