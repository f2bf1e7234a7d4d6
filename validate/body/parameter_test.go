package body

import (
	"mime"
	"strings"
	"testing"
)

var boundaryCases = []struct{ name, contentType, want string }{
	{"as browsers send it", "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW", "----WebKitFormBoundary7MA4YWxkTrZu0gW"},
	{"in quotes", `multipart/form-data; boundary="a b/c=d"`, "a b/c=d"},
	{"after another parameter", `multipart/mixed; charset="utf-8; boundary=x" ; BOUNDARY = y; z=1`, "y"},
	{"in capitals", `MULTIPART/Form-Data;Boundary=AbC`, "AbC"},
	{"with specials but no quotes", `multipart/form-data; boundary===12/3:4=`, "==12/3:4="},
	{"of 70 characters", "multipart/form-data; boundary=" + strings.Repeat("x", 70), strings.Repeat("x", 70)},
	{"of 71 characters", "multipart/form-data; boundary=" + strings.Repeat("x", 71), ""},
	{"empty", "multipart/form-data; boundary=", ""},
	{"empty in quotes", `multipart/form-data; boundary=""`, ""},
	{"that ends in a space", `multipart/form-data; boundary="a "`, ""},
	{"with a control character", "multipart/form-data; boundary=\"a\tb\"", ""},
	{"missing", "multipart/form-data", ""},
	{"missing after a semicolon", "multipart/form-data;", ""},
	{"of no type", "; boundary=a", ""},
	{"of another type", "application/json; boundary=a", ""},
	{"without closing quote", `multipart/form-data; boundary="a`, ""},
}

func TestBoundary(t *testing.T) {
	for _, c := range boundaryCases {
		got, ok := Boundary([]byte(c.contentType))
		if ok != (c.want != "") || ok && string(got) != c.want {
			t.Errorf("%s: want %q, got %q %t", c.name, c.want, got, ok)
		}
		checkBoundaryOracle(t, c.contentType)
	}
}

// checkBoundaryOracle demands every boundary that mime finds, when it may be one.
func checkBoundaryOracle(t testing.TB, contentType string) {
	kind, params, err := mime.ParseMediaType(contentType)
	want := params["boundary"]
	if err != nil || len(kind) <= len("multipart/") || !strings.HasPrefix(kind, "multipart/") || !isBoundary([]byte(want)) ||
		strings.ContainsAny(contentType, "*\\") || strings.ContainsFunc(contentType, func(c rune) bool { return c < ' ' || c > '~' }) {
		return
	}
	if got, ok := Boundary([]byte(contentType)); !ok || string(got) != want {
		t.Errorf("%q: want %q, got %q %t", contentType, want, got, ok)
	}
}

func FuzzBoundary(f *testing.F) {
	for _, c := range boundaryCases {
		f.Add(c.contentType)
	}
	f.Fuzz(func(t *testing.T, contentType string) { checkBoundaryOracle(t, contentType) })
}
