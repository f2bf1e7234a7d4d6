package known_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/willpass/willpass/validate/known"
)

var update = flag.Bool("update", false, "write rules/packed")

// TestPackedIsCurrent packs every provider's documents again and compares.
func TestPackedIsCurrent(t *testing.T) {
	for _, id := range known.Providers() {
		p, err := known.Whole(id)
		if err != nil {
			t.Fatal(err)
		}
		path := "../../rules/packed/" + id + ".bin"
		want := p.Pack()
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%s is not what the documents say; run go test ./validate/known -update", path)
		}
	}
}
