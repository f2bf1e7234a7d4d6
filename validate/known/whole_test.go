package known_test

import (
	"reflect"
	"strconv"
	"testing"

	"github.com/willpass/willpass/validate/known"
)

// unpackedFields is what packing leaves out: positions in documents, and what only generated cases and pages need.
var unpackedFields = map[string]bool{
	"body.Node.Offset": true, "body.Node.Line": true, "body.Node.Col": true,
	"body.Member.Offset": true, "body.Member.Line": true, "body.Member.Col": true,
	"spec.Provider.coder": true, "spec.Provider.sets": true, "spec.Provider.groups": true, "spec.Provider.earns": true,
	"spec.Endpoint.At": true, "spec.Endpoint.In": true, "spec.Endpoint.packed": true,
	"spec.Rule.At": true, "spec.Rule.In": true, "spec.Rule.Param": true, "spec.Rule.Breaks": true, "spec.Rule.Unbroken": true, "spec.Rule.Note": true,
	"spec.Condition.Param": true, "spec.Error.At": true, "spec.Error.In": true,
}

// TestNothingIsLost compares what is unpacked with the documents, field by field: one that is not packed shows here.
func TestNothingIsLost(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range known.Providers() {
		whole, err := known.Whole(id)
		if err != nil {
			t.Fatal(err)
		}
		if at := differ(reflect.ValueOf(whole), reflect.ValueOf(rules.Provider(id)), id); at != "" {
			t.Errorf("%s is not what the documents say", at)
		}
	}
}

// differ is where two values are not the same; "" when they are. An empty list is as good as none.
func differ(a, b reflect.Value, at string) string {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return at
	}
	switch a.Kind() {
	case reflect.Invalid:
		return ""
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() != b.IsNil() {
			return at
		}
		return differ(a.Elem(), b.Elem(), at)
	case reflect.Struct:
		for i := range a.NumField() {
			name := a.Type().Field(i).Name
			if unpackedFields[a.Type().String()+"."+name] {
				continue
			}
			if found := differ(a.Field(i), b.Field(i), at+"."+name); found != "" {
				return found
			}
		}
		return ""
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return at + " (" + strconv.Itoa(a.Len()) + " elements, packed " + strconv.Itoa(b.Len()) + ")"
		}
		for i := range a.Len() {
			if found := differ(a.Index(i), b.Index(i), at+"/"+strconv.Itoa(i)); found != "" {
				return found
			}
		}
		return ""
	case reflect.String:
		if a.String() != b.String() {
			return at
		}
		return ""
	}
	if !a.Equal(b) {
		return at
	}
	return ""
}
