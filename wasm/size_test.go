package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// imported is the packages of the standard library that the module may contain, beside internal ones. Each of fmt,
// encoding/json, reflect, regexp, net/url, time and image would cost 60 to 600 kB.
var imported = []string{"bytes", "cmp", "errors", "io", "iter", "math", "math/bits", "runtime", "slices", "strconv", "strings", "structs", "sync",
	"sync/atomic", "unicode", "unicode/utf8", "unsafe"}

func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", ".")
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(string(out)) {
		own := strings.HasPrefix(name, "github.com/willpass/willpass/")
		if !own && !strings.HasPrefix(name, "internal/") && !strings.Contains(name, "/internal/") && !slices.Contains(imported, name) {
			t.Errorf("the module contains the package %s", name)
		}
	}
}

// sizeRatio bounds the module against an empty one of the same Go, both as they leave the linker. What ships is a third of it, and bounded
// in js/test/brotli.test.ts.
const sizeRatio = 2.25

func TestSize(t *testing.T) {
	module, err := build(".")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module empty\n\ngo 1.26\n", "main.go": "package main\n\nfunc main() {}\n\n//go:wasmexport one\nfunc one() int32 { return 1 }\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "empty.wasm", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	info, err := os.Stat(filepath.Join(dir, "empty.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	ratio := float64(len(module)) / float64(info.Size())
	t.Logf("%d bytes, %.2f times an empty module of %d bytes", len(module), ratio, info.Size())
	if ratio > sizeRatio {
		t.Errorf("want at most %.2f times an empty module, got %.2f", sizeRatio, ratio)
	}
}
