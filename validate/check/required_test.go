package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

func TestRequiredAndAbsentAreAboutTheSameThings(t *testing.T) {
	emptyFile := part(probe.Media{})
	emptyFile.Bytes = 0
	for _, v := range []struct {
		name                  string
		value                 check.Value
		present, filled, file check.State // of required
	}{
		{"nothing", of(check.Absent), failed, failed, failed},
		{"null", of(check.Null), passed, failed, failed},
		{`""`, text(""), passed, failed, failed},
		{`" "`, text(" "), passed, passed, failed},
		{"false", truth(false), passed, passed, failed},
		{"0", number("0"), passed, passed, failed},
		{"[]", array(0), passed, failed, failed},
		{"[1]", array(1), passed, passed, failed},
		{"{}", of(check.Object), passed, failed, failed},
		{`{"a":1}`, check.Value{Kind: check.Object, Count: 1}, passed, passed, failed},
		{"a file", picture(1, 1), passed, passed, passed},
		{"an empty file", emptyFile, passed, failed, failed},
	} {
		ask(t, "required", record(), []question{
			{name: v.name + " present", param: `"present"`, value: v.value, want: v.present},
			{name: v.name + " filled", param: `"filled"`, value: v.value, want: v.filled},
			{name: v.name + " file", param: `"file"`, value: v.value, want: v.file},
		})
		ask(t, "absent", record(), []question{
			{name: v.name + " not present", param: `"present"`, value: v.value, want: passed + failed - v.present},
			{name: v.name + " not filled", param: `"filled"`, value: v.value, want: passed + failed - v.filled},
		})
	}
	ask(t, "required", record(), []question{
		{name: "a field without a file name is no file", param: `"file"`, value: text("bytes"), want: failed, got: "text instead of a file"},
	})
}

func TestSomeOfSomePlaces(t *testing.T) {
	const both = `["form:image","form:mask"]`
	here := func(values ...check.Value) *check.Record {
		r := record()
		for i, v := range values {
			if v.Kind != check.Absent {
				r.Values[i] = []check.Value{v}
			}
		}
		return r
	}
	for _, c := range []struct {
		name         string
		record       *check.Record
		any, most    check.State
		anyGot, more string
	}{
		{"none", here(), failed, passed, "none of them", ""},
		{"the first", here(text("a")), passed, passed, "", ""},
		{"the second", here(of(check.Absent), text("a")), passed, passed, "", ""},
		{"both", here(text("a"), text("b")), passed, failed, "", "form:image and form:mask"},
		{"empty is not filled", here(text(""), of(check.Null)), failed, passed, "none of them", ""},
		{"one of two is empty", here(text(""), text("b")), passed, passed, "", ""},
	} {
		ask(t, "anyOf", c.record, []question{{name: "any of: " + c.name, param: both, value: of(check.Object), want: c.any, got: c.anyGot}})
		ask(t, "atMostOne", c.record, []question{{name: "at most one of: " + c.name, param: both, value: of(check.Object), want: c.most, got: c.more}})
	}
}

func TestSomePlacesAreThoseOfTheSameElement(t *testing.T) {
	r := record()
	id := text("x")
	id.Index = check.Index{1, -1}
	r.Values[2] = []check.Value{id}
	for element, want := range map[int32]check.State{0: failed, 1: passed, 2: failed} {
		v := check.Value{Kind: check.Object, Index: check.Index{element, -1}}
		if got := parse(t, "anyOf", `["body:/list/*/id","form:mask"]`).Ask(r, &v, nil); want != got {
			t.Errorf("element %d: want %s, got %s", element, want, got)
		}
	}
}
