package known

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// RulesWith loads the documents of all providers that ship together with the user's own: a folder holds the documents of a
// further provider, a file is an overlay that changes what the documents of its provider say. The error joins what is
// wrong with them, one line file:line:col each, or is that of reading them.
func RulesWith(paths ...string) (*validate.Rules, error) {
	var providers [][]spec.File
	for _, id := range Providers() {
		files, err := Files(rules.Documents, id)
		if err != nil {
			return nil, err
		}
		providers = append(providers, files)
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			if err := lay(providers, path); err != nil {
				return nil, err
			}
			continue
		}
		files, err := Files(os.DirFS(filepath.Dir(path)), filepath.Base(path))
		if err != nil {
			return nil, err
		}
		providers = append(providers, files)
	}
	loaded, err := load(providers)
	if err != nil {
		return nil, err
	}
	return validate.New(loaded...), nil
}

// lay adds an overlay to the documents of the provider that it names.
func lay(providers [][]spec.File, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	file := spec.File{Name: path, Text: text}
	id, problem := spec.OverlayOf(file)
	if problem != nil {
		return errors.New(problem.String())
	}
	var ids []string
	for i, files := range providers {
		folder, _, _ := strings.Cut(files[0].Name, "/")
		if ids = append(ids, folder); folder == id {
			providers[i] = append(slices.Clip(files), file)
			return nil
		}
	}
	return fmt.Errorf("%s: the overlay is for the provider %q; there are %s", path, id, strings.Join(ids, ", "))
}
