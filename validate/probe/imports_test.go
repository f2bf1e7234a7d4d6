package probe

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestImportsStayFew keeps out what costs WebAssembly much.
func TestImportsStayFew(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if i.Path.Value != `"io"` && i.Path.Value != `"math/bits"` {
				t.Errorf("%s imports %s", e.Name(), i.Path.Value)
			}
		}
	}
}

// TestStateIsSmall bounds what a reader holds, whatever it reads.
func TestStateIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(Probe{}); n > 5<<10 {
		t.Errorf("a Probe has %d bytes", n)
	}
	if n := unsafe.Sizeof(Stream{}); n > 9<<10 {
		t.Errorf("a Stream has %d bytes", n)
	}
}
