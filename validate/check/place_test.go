package check

import (
	"strings"
	"testing"
)

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		text   string
		want   Root // 0: no place
		name   string
		tokens string // joined by spaces
		field  string
	}{
		{"method", AtMethod, "", "", ""},
		{"host", AtHost, "", "", ""},
		{"path", AtPath, "", "", ""},
		{"path:task", AtPathParam, "task", "", "task"},
		{"query:v", AtQuery, "v", "", "v"},
		{"header:x-api-key", AtHeader, "x-api-key", "", "x-api-key"},
		{"form:image", AtForm, "image", "", "image"},
		{"form:a:b", AtForm, "a:b", "", "a:b"},
		{"fact:now", AtFact, "now", "", "now"},
		{"body", AtBody, "", "", ""},
		{"body:", AtJSON, "", "", ""},
		{"body:/a", AtJSON, "", "a", "a"},
		{"body:/a/b", AtJSON, "", "a b", "b"},
		{"body:/images/*", AtJSON, "", "images *", "images"},
		{"body:/a/*/b/*", AtJSON, "", "a * b *", "b"},
		{"body:/*", AtJSON, "", "*", ""},
		{"body:/a~1b/c~0d", AtJSON, "", "a/b c~d", "c~d"},
		{"body:/a~01", AtJSON, "", "a~1", "a~1"}, // RFC 6901: first ~1, then ~0

		{"", 0, "", "", ""},
		{"body:a", 0, "", "", ""},
		{"body:/", 0, "", "", ""},
		{"body:/a/", 0, "", "", ""},
		{"body:/*/*/*", 0, "", "", ""}, // more wildcards than are numbered
		{"path:", 0, "", "", ""},
		{"query:", 0, "", "", ""},
		{"header:X-Api-Key", 0, "", "", ""},
		{"method:x", 0, "", "", ""},
		{"host:x", 0, "", "", ""},
		{"cookie:a", 0, "", "", ""},
		{"Body:/a", 0, "", "", ""},
	} {
		place, ok := ParsePlace(c.text)
		if want := c.want != 0; want != ok {
			t.Errorf("%q: want a place: %v, got %v", c.text, want, ok)
			continue
		}
		if !ok {
			continue
		}
		if c.want != place.Root || c.name != place.Name || c.tokens != strings.Join(place.Tokens, " ") || c.field != place.Field() || c.text != place.Text {
			t.Errorf("%q: want %d %q %q, field %q, got %+v, field %q", c.text, c.want, c.name, c.tokens, c.field, place, place.Field())
		}
	}
}

func TestAPlaceWithNumbers(t *testing.T) {
	for _, c := range []struct {
		text string
		ix   Index
		want string
	}{
		{"body:/a", NoIndex, "body:/a"},
		{"body:/a/*", Index{3, -1}, "body:/a/3"},
		{"body:/a/*/b", Index{1000, -1}, "body:/a/1000/b"},
		{"body:/a/*/b/*", Index{1, 2}, "body:/a/1/b/2"},
		{"body:/a/*/b/*", Index{1, -1}, "body:/a/1/b/*"},
		{"body:/a/*", NoIndex, "body:/a/*"},
		{"body:/*/b", Index{0, -1}, "body:/0/b"},
		{"body:/a*/*", Index{0, -1}, "body:/a*/0"}, // a name may hold a star
	} {
		place, _ := ParsePlace(c.text)
		if got := place.At(c.ix); c.want != got {
			t.Errorf("%s at %v: want %s, got %s", c.text, c.ix, c.want, got)
		}
	}
}

func TestFindByIndex(t *testing.T) {
	list, _ := ParsePlace("body:/a/*/b/*")
	above, _ := ParsePlace("body:/a/*")
	top, _ := ParsePlace("body:/a")
	r := Record{Places: []Place{list, above, top}, Values: make([][]Value, 3)}
	for i := int32(0); i < 5; i++ {
		r.Values[1] = append(r.Values[1], Value{Kind: Object, Index: Index{i, -1}})
		for k := int32(0); k < i; k++ {
			r.Values[0] = append(r.Values[0], Value{Kind: Number, Index: Index{i, k}})
		}
	}
	r.Values[2] = []Value{{Kind: Array, Index: NoIndex}}
	for i := int32(0); i < 6; i++ {
		for k := int32(0); k < 6; k++ {
			ix := Index{i, k}
			if want, got := k < i && i < 5, r.Find(0, ix); want != (got != nil) || got != nil && got.Index != ix {
				t.Errorf("%v: want it there: %v, got %v", ix, want, got)
			}
			if want, got := i < 5, r.Find(1, ix); want != (got != nil) {
				t.Errorf("%v: want its element there: %v, got %v", ix, want, got)
			}
			if r.Find(2, ix) == nil {
				t.Errorf("%v: want what all elements share", ix)
			}
		}
	}
}
