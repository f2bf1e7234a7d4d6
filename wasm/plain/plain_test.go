package plain_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/wasm/plain"
)

var heads = []string{
	`{"method":"POST","url":"https://a.example/b?c=d","headers":[["a","b"],["Content-Type","application/json"]],"facts":{}}`,
	`{"method":"","url":"u","headers":[]}`,
	`{"method":"GET","url":"u","headers":[["a",""]]}`,
	// left to others
	`{"method":"GET","url":"","headers":[]}`, `{"method":"GET","url":"u","headers":[["a","b"]],"facts":{"now":1}}`,
	`{"method":"GET","url":"\u0075","headers":[]}`,
	`{"method":"GET","url":"ü","headers":[]}`,
	`{"url":"u"}`, ` {"method":"GET","url":"u","headers":[]}`, `{"method":"GET","url":"u","headers":[]} `,
	`{"method":"GET","url":"u","headers":[["a","b"]["a","b"]]}`, `{"method":"GET","url":"u","headers":[["a","b"],]}`,
	`{"method":"GET","url":"u","headers":[,["a","b"]]}`, `{"method":"GET","url":"u","headers":[["a","b","c"]]}`,
	`{"method":"GET","url":"u","headers":[["a"]]}`, `{"method":1,"url":"u","headers":[]}`, `{"method":"GET","url":"u","headers":[]`, `{`, ``,
}

func TestRequest(t *testing.T) {
	for i, head := range heads {
		if same(t, head) != (i < 3) {
			t.Errorf("%s: want it read: %t", head, i < 3)
		}
	}
	for _, head := range heads[:3] { // of every head that is cut short or has another byte somewhere, too
		for i := range head {
			same(t, head[:i])
			for _, c := range []byte("\"\\,]}[{ \x00\x7f\xff1a") {
				same(t, head[:i]+string(c)+head[i+1:])
			}
		}
	}
}

func FuzzRequest(f *testing.F) {
	for _, head := range heads {
		f.Add(head)
	}
	f.Fuzz(func(t *testing.T, head string) { same(t, head) })
}

// same reports whether a head is read, and demands that it is then read as others read it.
func same(t *testing.T, head string) bool {
	t.Helper()
	got, ok := plain.Request(head, nil)
	if !ok {
		return false
	}
	want, facts, problems := validate.ReadRequest([]byte(head))
	if len(problems) > 0 || got.Method != want.Method || got.URL != want.URL || !slices.Equal(got.Headers, want.Headers) || facts.Now != 0 || len(facts.Named) > 0 {
		t.Errorf("%q: want %+v, got %+v", head, want, got)
	}
	return true
}

func TestFiles(t *testing.T) {
	type file struct {
		Media int32  `json:"media"`
		Name  string `json:"name"`
		At    string `json:"at"`
	}
	for i, text := range []string{
		`{"endpoint":"a/b","files":[{"media":1,"name":"a.jpg"}],"facts":{}}`,
		`{"endpoint":"a/b","files":[{"media":999999,"name":"","at":"form:image"},{"media":20,"name":"b"}]}`,
		`{"endpoint":"a/b","files":[]}`,
		// left to others
		`{"endpoint":"","files":[]}`,
		`{"endpoint":"a/b","files":[{"media":0,"name":"a"}]}`, `{"endpoint":"a/b","files":[{"media":01,"name":"a"}]}`,
		`{"endpoint":"a/b","files":[{"media":1000000,"name":"a"}]}`, `{"endpoint":"a/b","files":[{"media":-1,"name":"a"}]}`,
		`{"endpoint":"a/b","files":[{"media":1,"name":"a"}{"media":1,"name":"a"}]}`, `{"endpoint":"a/b","files":[{"media":1}]}`,
		`{"endpoint":"a/b","files":[{"media":1,"name":"a"}],"facts":{"now":1}}`, `{"endpoint":"a/b","files":[{"media":1,"name":"\n"}]}`, `{}`, ``,
		`{"endpoint":"a/b","files":[{"media":,"name":"a"}]}`, `{"endpoint":"a/b","files":[{"media":`,
	} {
		endpoint, files, ok := plain.Files(text, nil)
		if ok != (i < 3) {
			t.Errorf("%s: want it read: %t", text, i < 3)
		}
		if !ok {
			continue
		}
		var want struct {
			Endpoint string
			Files    []file
		}
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		if endpoint != want.Endpoint || len(files) != len(want.Files) {
			t.Errorf("%s: got %q, %+v", text, endpoint, files)
		}
		for k, f := range files {
			if file(f) != want.Files[k] {
				t.Errorf("%s: want %+v, got %+v", text, want.Files[k], f)
			}
		}
	}
}
