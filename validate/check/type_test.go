package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

func TestTypesOfValues(t *testing.T) {
	file := part(probe.Media{})
	values := []struct {
		name  string
		value check.Value
		are   []string // the types it has
	}{
		{"null", of(check.Null), []string{"null"}},
		{"true", truth(true), []string{"boolean"}},
		{"5", number("5"), []string{"number", "integer"}},
		{"5.0", number("5.0"), []string{"number", "integer"}},
		{"-0", number("-0"), []string{"number", "integer"}},
		{"5.5", number("5.5"), []string{"number"}},
		{"1.0000001", number("1.0000001"), []string{"number"}},
		{"a whole number of 14 digits", number("10000000000000"), []string{"number", "integer"}},
		{"1e400", number("1e400"), []string{"number", "integer"}},
		{`""`, text(""), []string{"string"}},
		{`"a"`, text("a"), []string{"string"}},
		{`"5"`, text("5"), []string{"string", "integerText", "numberText"}},
		{`"5.5"`, text("5.5"), []string{"string", "numberText"}},
		{`"true"`, text("true"), []string{"string", "booleanText"}},
		{`"True"`, text("True"), []string{"string"}},
		{"an object", of(check.Object), []string{"object"}},
		{"an array", array(0), []string{"array"}},
		{"a file", file, []string{"file"}},
		{"nothing", of(check.Absent), []string{"null", "boolean", "number", "integer", "string", "object", "array", "file", "integerText", "numberText", "booleanText"}},
	}
	for _, name := range values[len(values)-1].are {
		for _, v := range values {
			want := failed
			for _, is := range v.are {
				if is == name {
					want = passed
				}
			}
			ask(t, "type", record(), []question{{name: v.name + " as " + name, param: `"` + name + `"`, value: v.value, want: want}})
		}
	}
}

func TestOneOfSomeTypes(t *testing.T) {
	ask(t, "type", record(), []question{
		{name: "the second", param: `["string","integer"]`, value: number("5"), want: passed},
		{name: "none", param: `["string","integer"]`, value: number("5.5"), want: failed, got: "5.5"},
	})
	if want, got := "a string or a whole number", parse(t, "type", `["string","integer"]`).Want(); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
}
