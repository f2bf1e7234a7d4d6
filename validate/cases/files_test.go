package cases

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.json", "a.json", "sub/c.json", "sub/d.txt"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := func(names ...string) []string {
		for i := range names {
			names[i] = filepath.Join(dir, names[i])
		}
		return names
	}
	for _, c := range []struct {
		name      string
		in, files []string
	}{
		{"a file stands for itself", at("b.json"), at("b.json")},
		{"a folder stands for all below it", []string{dir}, at("a.json", "b.json", "sub/c.json")},
		{"so does a folder with dots", []string{dir + "/..."}, at("a.json", "b.json", "sub/c.json")},
		{"each file once", append(at("sub/c.json"), dir+"/sub"), at("sub/c.json")},
	} {
		got, err := Files(c.in)
		if err != nil || !slices.Equal(c.files, got) {
			t.Errorf("%s: want %q, got %q %v", c.name, c.files, got, err)
		}
	}
	for _, bad := range []string{dir + "/none.json", t.TempDir()} {
		if got, err := Files([]string{bad}); err == nil {
			t.Errorf("%s: want an error, got %q", bad, got)
		}
	}
}
