package check_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
)

const (
	passed = check.Passed
	open   = check.Open
	failed = check.Failed
)

// question is one row of a table: a value, and what the check says of it. Words that are empty are not compared.
type question struct {
	name  string
	param string // as a rule document gives it
	value check.Value
	want  check.State
	got   string // part of what was found
	why   string // part of why the answer is open
	need  check.Need
}

// ask puts every question of a table to the named kind of check, under the record.
func ask(t *testing.T, kind string, record *check.Record, table []question) {
	t.Helper()
	for _, q := range table {
		t.Run(q.name, func(t *testing.T) {
			t.Helper()
			c := parse(t, kind, q.param)
			var told check.Told
			got := c.Ask(record, &q.value, &told)
			if q.want != got {
				t.Errorf("%s %s: want %s, got %s: %+v", kind, q.param, q.want, got, told)
			}
			if silent := c.Ask(record, &q.value, nil); silent != got {
				t.Errorf("%s %s: want %s also when nobody wants to know why, got %s", kind, q.param, got, silent)
			}
			if !strings.Contains(told.Got, q.got) {
				t.Errorf("%s %s: want got %q, got %q", kind, q.param, q.got, told.Got)
			}
			if !strings.Contains(told.Why, q.why) {
				t.Errorf("%s %s: want why %q, got %q", kind, q.param, q.why, told.Why)
			}
			if q.need != told.Need {
				t.Errorf("%s %s: want need %v, got %v", kind, q.param, q.need, told.Need)
			}
		})
	}
}

// parse reads the parameter of a kind of check, as the loader of rule documents does.
func parse(t *testing.T, kind, param string) check.Check {
	t.Helper()
	c, problems := read(kind, param)
	if len(problems) > 0 {
		t.Fatalf("%s %s: want a check, got %v", kind, param, problems)
	}
	return c
}

// read is the check, or the problems of its parameter. Every set is called models, every fact is there, and a place
// stands at its number in places.
func read(kind, param string) (check.Check, []doc.Problem) {
	f := doc.Parse("rule.json", []byte(`{"param":`+param+`}`))
	if f.Root == nil {
		return nil, f.Problems
	}
	params := &check.Params{
		Doc:     f,
		Set:     func(name string) ([]string, bool) { return []string{"m1", "m2"}, name == "models" },
		UseFact: func(*body.Node, string) {},
		Place: func(n *body.Node, text string) (int, string) {
			for i, place := range places {
				if place.Text == text {
					return i, text
				}
			}
			f.Note(n, "no such place")
			return 0, ""
		},
	}
	return check.Parse(kind, f.Root.Get("param"), params), f.Problems
}

// places is what the records of these tests know.
var places = []check.Place{
	{Root: check.AtForm, Name: "image", Text: "form:image"},
	{Root: check.AtForm, Name: "mask", Text: "form:mask"},
	{Root: check.AtJSON, Tokens: []string{"list", "*", "id"}, Text: "body:/list/*/id"},
	{Root: check.AtJSON, Tokens: []string{"list"}, Text: "body:/list"},
}

func record() *check.Record {
	return &check.Record{Places: places, Values: make([][]check.Value, len(places)), Full: make([]bool, len(places))}
}

// knowing is a record with one fact.
func knowing(id string, v check.Value) *check.Record {
	r := record()
	r.Facts = []check.FactValue{{ID: id, Value: v}}
	return r
}

func unknown() check.Value { return check.Value{Kind: check.Unknown, Index: check.NoIndex} }

func text(s string) check.Value {
	return check.Value{Kind: check.String, Index: check.NoIndex, Text: []byte(s), Bytes: int64(len(s)), Chars: int64(len([]rune(s)))}
}

func number(s string) check.Value {
	return check.Value{Kind: check.Number, Index: check.NoIndex, Text: []byte(s), Bytes: int64(len(s))}
}

func truth(b bool) check.Value {
	v := check.Value{Kind: check.Bool, Index: check.NoIndex, Text: []byte("false")}
	if b {
		v.Text = []byte("true")
	}
	return v
}

func array(n int64) check.Value {
	return check.Value{Kind: check.Array, Index: check.NoIndex, Count: n}
}

func of(kind check.Kind) check.Value { return check.Value{Kind: kind, Index: check.NoIndex} }

// part is a file part of a form that holds a file with this header.
func part(m probe.Media) check.Value {
	return check.Value{Kind: check.Part, Index: check.NoIndex, Bytes: max(m.Bytes, 1),
		File: &check.File{Carrier: check.RawFile, Name: []byte("a.jpg"), Media: m}}
}

// picture is a file part that holds a JPEG of this size.
func picture(width, height int64) check.Value {
	return part(probe.Media{Format: probe.JPEG, Width: width, Height: height, DisplayWidth: width, DisplayHeight: height, Channels: 3,
		BitDepth: 8, Bytes: 1000, Trailing: -1})
}

// turned is a picture that is stored as wide as another is high.
func turned(width, height int64) check.Value {
	v := picture(width, height)
	v.File.Media.Orientation = 6
	v.File.Media.DisplayWidth, v.File.Media.DisplayHeight = height, width
	return v
}

// sized is a file part of so many bytes.
func sized(n int64) check.Value {
	v := picture(100, 100)
	v.Bytes, v.File.Media.Bytes = n, n
	return v
}

const pictureURL = "https://i.example/a.png"

// linked is the URL of a file of which so much is known.
func linked(fetch check.Fetch, m probe.Media) check.Value {
	v := text(pictureURL)
	v.File = &check.File{Carrier: check.URLFile, Fetch: fetch, Media: m}
	return v
}

// encoded is a file in base64.
func encoded(b check.Base64, m probe.Media) check.Value {
	v := text("iVBORw0KGgo")
	v.File = &check.File{Carrier: check.Base64File, Base64: b, Media: m}
	return v
}

// supplied is a file that the caller gave instead of its text.
func supplied(m probe.Media) check.Value {
	v := text("data:")
	v.File = &check.File{Carrier: check.Base64File, Media: m, Supplied: true, Base64: check.Base64{BadAt: -1, Padded: true}}
	return v
}
