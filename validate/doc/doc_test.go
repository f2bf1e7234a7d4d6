package doc_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// TestReading reads members of every kind, and says where one is not as wanted.
func TestReading(t *testing.T) {
	const text = `{"text":"a","empty":"","number":5,"fraction":1.5,"yes":true,
 "one":"x","list":["x","y"],"mixed":["x",5],"objects":[{},5],"members":{"k":"v"},"null":null}`
	for _, c := range []struct {
		name string
		read func(f *doc.File) any
		want any
		said string // problems, joined by a semicolon
	}{
		{"a text", func(f *doc.File) any { return f.Text(f.Root, "text") }, "a", ""},
		{"no text", func(f *doc.File) any { return f.Text(f.Root, "missing") }, "", ""},
		{"a text that is a number", func(f *doc.File) any { return f.Text(f.Root, "number") }, "", "d.json:1:33: want a string, got a number"},
		{"a text that is null", func(f *doc.File) any { return f.Text(f.Root, "null") }, "", "d.json:2:89: want a string, got null"},
		{"a text that is needed", func(f *doc.File) any { return f.NeedText(f.Root, "text") }, "a", ""},
		{"a text that is needed and missing", func(f *doc.File) any { return f.NeedText(f.Root, "missing") }, "", `d.json:1:1: want the key "missing"`},
		{"a text that is needed and empty", func(f *doc.File) any { return f.NeedText(f.Root, "empty") }, "", "d.json:1:21: want a text that is not empty"},
		{"a number", func(f *doc.File) any { return f.Int(f.Root, "number") }, int64(5), ""},
		{"no number", func(f *doc.File) any { return f.Int(f.Root, "missing") }, int64(0), ""},
		{"a fraction", func(f *doc.File) any { return f.Int(f.Root, "fraction") }, int64(0), "d.json:1:46: want a whole number"},
		{"a boolean", func(f *doc.File) any { return f.Bool(f.Root, "yes") }, true, ""},
		{"a boolean that is a text", func(f *doc.File) any { return f.Bool(f.Root, "text") }, false, "d.json:1:9: want a boolean, got a string"},
		{"one text for a list", func(f *doc.File) any { return strings.Join(f.Texts(f.Root, "one"), " ") }, "x", ""},
		{"a list", func(f *doc.File) any { return strings.Join(f.Texts(f.Root, "list"), " ") }, "x y", ""},
		{"a list with a number", func(f *doc.File) any { return strings.Join(f.Texts(f.Root, "mixed"), " ") }, "x", "d.json:2:42: want a string, got a number"},
		{"elements", func(f *doc.File) any { return len(f.Array(f.Root, "list")) }, 2, ""},
		{"elements of a text", func(f *doc.File) any { return len(f.Array(f.Root, "text")) }, 0, "d.json:1:9: want an array, got a string"},
		{"objects", func(f *doc.File) any { return len(f.Objects(f.Root, "objects")) }, 1, "d.json:2:59: want an object, got a number"},
		{"members", func(f *doc.File) any { return len(f.Members(f.Root, "members")) }, 1, ""},
		{"members of a list", func(f *doc.File) any { return len(f.Members(f.Root, "list")) }, 0, "d.json:2:19: want an object, got an array"},
	} {
		f := doc.Parse("d.json", []byte(text))
		got := c.read(f)
		said := make([]string, len(f.Problems))
		for i, p := range f.Problems {
			said[i] = p.String()
		}
		if c.want != got || c.said != strings.Join(said, "; ") {
			t.Errorf("%s: want %v and %q, got %v and %q", c.name, c.want, c.said, got, said)
		}
	}
}

func TestUnknownKeys(t *testing.T) {
	f := doc.Parse("d.json", []byte(`{"name":1,"nmae":2,"other":3}`))
	f.Only(f.Root, "name", "title")
	want := []doc.Problem{{File: "d.json", Line: 1, Col: 11, Words: `unknown key "nmae", did you mean "name"?`}, {File: "d.json", Line: 1, Col: 20, Words: `unknown key "other"`}}
	if !slices.Equal(want, f.Problems) {
		t.Errorf("want %v, got %v", want, f.Problems)
	}
}

func TestWhatIsNoDocument(t *testing.T) {
	for text, want := range map[string]string{"": "d:1:1: want a value", "[]": "d:1:1: want an object, got an array", "{\n": "d:2:1: want a key or }"} {
		f := doc.Parse("d", []byte(text))
		if f.Root != nil || len(f.Problems) != 1 || want != f.Problems[0].String() {
			t.Errorf("%q: want %q and no root, got %v", text, want, f.Problems)
		}
	}
	if f := doc.Parse("d", []byte(`{}`)); !f.Root.Is(body.Object) || len(f.Problems) > 0 {
		t.Errorf("want an empty object, got %v", f.Problems)
	}
}

func TestClosest(t *testing.T) {
	names := []string{"required", "range", "ratio", "unique", "bytes"}
	for name, want := range map[string]string{"requierd": "required", "RANGE": "range", "raito": "ratio", "byte": "bytes", "x": "", "": "", "somethingElse": "",
		"rangé": "range", strings.Repeat("required", 9): ""} {
		if got := doc.Closest(name, names); want != got {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
	if want, got := `, did you mean "bytes"?`, doc.Nearest("bites", names); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
	if got := doc.Nearest("zzz", names); got != "" {
		t.Errorf("want nothing, got %q", got)
	}
	if got := doc.Closest("a", nil); got != "" {
		t.Errorf("want nothing of no names, got %q", got)
	}
}
