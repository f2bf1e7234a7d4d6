package spec_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/willpass/willpass/validate/spec"
)

// TestShipped loads every provider of the repository.
func TestShipped(t *testing.T) {
	folders, _ := filepath.Glob("../../rules/*")
	for _, folder := range folders {
		names, _ := filepath.Glob(filepath.Join(folder, "*.json"))
		if len(names) == 0 {
			continue
		}
		var files []spec.File
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, spec.File{Name: name, Text: text})
		}
		_, problems := spec.Load(files)
		for _, p := range problems {
			t.Error(p)
		}
	}
}
