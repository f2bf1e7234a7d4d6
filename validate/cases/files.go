package cases

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files is the case files that names stand for, each once, in order: a file stands for itself, a folder or folder/... for
// every .json file below it. The error is that of reading a folder, or that a name stands for nothing.
func Files(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		root := strings.TrimSuffix(strings.TrimSuffix(name, "..."), "/")
		if root == "" {
			root = "."
		}
		info, err := os.Stat(root)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, root)
			continue
		}
		found := len(files)
		err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && filepath.Ext(path) == ".json" {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(files) == found {
			return nil, fmt.Errorf("%s: no case files (*.json) in this folder", root)
		}
	}
	var once []string
	for _, file := range files {
		if !slices.Contains(once, file) {
			once = append(once, file)
		}
	}
	return once, nil
}
