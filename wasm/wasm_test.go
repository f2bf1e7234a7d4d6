package main_test

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// TestCases runs every case natively and in the module: the verdicts must be the same bytes, however the body is cut.
func TestCases(t *testing.T) {
	native, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	w := newClient(t)
	total := 0
	for _, file := range caseFiles(t) {
		loaded, err := cases.Load(file)
		if err != nil {
			t.Fatal(err)
		}
		native, w := native, w
		if len(loaded) > 0 && len(loaded[0].Rules) > 0 {
			if native, err = loaded[0].Own(native); err != nil {
				t.Fatal(err)
			}
			w = newClientOf(t, loaded[0].Rules)
		}
		for i, c := range loaded {
			request, facts, err := cases.Expand(c, filepath.Dir(file))
			if err != nil {
				t.Fatalf("%s: %s: %v", file, c.Name, err)
			}
			want := native.Check(request, facts)
			piece := []int{1 << 16, 4099, 97}[i%3]
			if len(request.Body) > 1<<20 {
				piece = 1 << 16
			}
			if got := w.check(request, facts, piece); string(got) != string(want.AppendJSON(nil)) {
				t.Errorf("%s: %s:\nwant %s\ngot  %s", filepath.Base(file), c.Name, want.AppendJSON(nil), got)
			}
			total++
		}
	}
	if total < 300 {
		t.Errorf("want at least 300 cases, got %d", total)
	}
	t.Logf("%d cases agree", total)
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	hand, err := filepath.Glob("../testdata/cases/*.json")
	if err != nil {
		t.Fatal(err)
	}
	generated, err := filepath.Glob("../testdata/cases/generated/*.json")
	if err != nil {
		t.Fatal(err)
	}
	return append(hand, generated...)
}

// TestBigBody streams 50 MB of base64 in JSON: the memory of the module stays small.
func TestBigBody(t *testing.T) {
	w := newClient(t)
	picture, err := cases.Image("png 640x480")
	if err != nil {
		t.Fatal(err)
	}
	request := validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}}}
	handle := w.begin(head(t, request, validate.Facts{}))
	write := func(text string) { w.call("willpass_write", handle, w.put([]byte(text))) }
	write(`{"model":"viduq3-pro","images":["data:image/png;base64,` + base64.StdEncoding.EncodeToString(picture[:len(picture)/3*3]))
	piece := strings.Repeat("AAAA", 16<<10)
	sent := 0
	for sent < 50<<20 {
		write(piece)
		sent += len(piece)
	}
	write(`"]}`)
	verdict := w.result("willpass_end", handle)
	if !bytes.Contains(verdict, []byte(`"outcome":"rejected"`)) {
		t.Errorf("want a body of 50 MB to be refused, got %.300s", verdict)
	}
	size := w.module.Memory().Size()
	t.Logf("%d bytes of memory after a body of %d bytes, with the documents of all providers", size, sent)
	if size >= 16<<20 {
		t.Errorf("want less than 16 MiB of memory, got %d bytes", size)
	}
}

// TestProbe compares what the module and the engine natively read from headers, and the judgement of a file.
func TestProbe(t *testing.T) {
	w := newClient(t)
	native, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, recipe := range []string{"png 640x480", "jpeg 4000x3000 orientation=6", "gif 10x10 frames=3", "webp 5000x100", "bmp 33x44", "tiff 60x80 cut=40", "heic 4032x3024"} {
		file, err := cases.Image(recipe)
		if err != nil {
			t.Fatal(err)
		}
		m := probe.Bytes(file)
		handle := w.probe(file)
		if want, got := string(validate.AppendMedia(nil, &m)), string(w.result("willpass_media", handle)); want != got {
			t.Errorf("%s: want %s, got %s", recipe, want, got)
		}
		want, ok := native.CheckFiles("vidu/img2video", []validate.File{{Name: "a", Media: m}}, validate.Facts{})
		if !ok {
			t.Fatal("vidu/img2video takes no file")
		}
		ask := []byte(`{"endpoint":"vidu/img2video","files":[{"media":` + string('0'+byte(handle)) + `,"name":"a"}]}`)
		if got := w.result("willpass_file", w.put(ask)); string(got) != string(want.AppendJSON(nil)) {
			t.Errorf("%s: want %s, got %s", recipe, want.AppendJSON(nil), got)
		}
	}
}

// TestMisuse: what is no request gets words, and the module goes on.
func TestMisuse(t *testing.T) {
	w := newClient(t, "omnious")
	for _, head := range []string{"", "[]", `{"method":"GET"}`, `{"url":1}`, `{"url":"https://a/","headers":["x"]}`, `{"url":"https://a/","facts":{"x":null}}`, `{"url":"https://a/","more":1}`} {
		if handle := w.call("willpass_begin", w.put([]byte(head))); handle != 0 {
			t.Errorf("%s: want no handle, got %d", head, handle)
		}
		if words := w.output(w.call("willpass_error")); len(words) == 0 {
			t.Errorf("%s: want words", head)
		}
	}
	w.call("willpass_rules", w.put([]byte("no packed rules")))
	if words := w.result("willpass_rules_end"); !bytes.HasPrefix(words, []byte("these bytes were not packed")) {
		t.Errorf("want words about the rules, got %q", words)
	}
	for _, name := range []string{"willpass_end", "willpass_want", "willpass_offset", "willpass_media"} {
		for _, handle := range []uint64{0, 7, 1 << 31} {
			if got := w.result(name, handle); len(got) != 0 {
				t.Errorf("%s(%d): want nothing, got %q", name, handle, got)
			}
		}
	}
	if got := w.check(validate.Request{Method: "POST", URL: "https://api.omnious.com/tagger/v2/tags"}, validate.Facts{}, 9); !bytes.Contains(got, []byte(`"612"`)) {
		t.Errorf("want the module to go on, got %s", got)
	}
}

// TestBoundary pins what the module exports and imports.
func TestBoundary(t *testing.T) {
	c, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("ABI.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range c.module.ExportedFunctions() {
		if name != "_initialize" && !bytes.Contains(page, []byte("`"+name+"(")) {
			t.Errorf("ABI.md does not describe the export %s", name)
		}
	}
	for _, f := range c.module.ImportedFunctions() {
		if module, name, _ := f.Import(); module != "wasi_snapshot_preview1" {
			t.Errorf("want imports of wasi_snapshot_preview1 only, got %s.%s", module, name)
		}
	}
	if got := newClient(t, "omnious").call("willpass_abi"); got != 3 {
		t.Errorf("want ABI version 3, got %d", got)
	}
}
