package main_test

import (
	"bytes"
	"testing"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate/known"
)

// TestDocuments: the documents that ship become, packed by the second module, the rules that ship, byte for byte.
func TestDocuments(t *testing.T) {
	w := start(t, documents)
	for _, id := range known.Providers() {
		files, err := known.Files(rules.Documents, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			name := append([]byte(f.Name), 0)
			half := len(f.Text) / 2
			w.call("willpass_document", w.put(append(name, f.Text[:half]...)))
			w.call("willpass_document", w.put(append(name, f.Text[half:]...)))
		}
		want, err := rules.Packed.ReadFile("packed/" + id + ".bin")
		if err != nil {
			t.Fatal(err)
		}
		if got := w.result("willpass_pack"); !bytes.Equal(got, want) {
			t.Errorf("%s: want the %d bytes of rules/packed, got %d: %s", id, len(want), len(got), w.output(w.call("willpass_error")))
		}
	}
	w.call("willpass_document", w.put([]byte("bad/x.json\x00{\"provider\":1}")))
	if n := w.call("willpass_pack"); n != 0 {
		t.Errorf("want no rules, got %d bytes", n)
	}
	if words := w.output(w.call("willpass_error")); !bytes.HasPrefix(words, []byte("bad/x.json:1:13: ")) {
		t.Errorf("want a problem with its place, got %q", words)
	}
}
