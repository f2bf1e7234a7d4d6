// Package known loads the rule documents that ship with willpass.
package known

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// Providers is the ids of the providers whose documents ship with willpass, sorted.
func Providers() []string {
	entries, err := fs.ReadDir(rules.Documents, ".")
	if err != nil {
		return nil
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.Name()
	}
	return ids
}

// Rules loads the documents of some providers; of all that ship when none is named.
func Rules(providers ...string) (*validate.Rules, error) {
	if len(providers) == 0 {
		providers = Providers()
	}
	var loaded []*spec.Provider
	for _, id := range providers {
		files, err := Files(rules.Documents, id)
		if err != nil {
			return nil, fmt.Errorf("no documents of a provider %q ship with willpass; there are %s", id, strings.Join(Providers(), ", "))
		}
		p, problems := spec.Load(files)
		if len(problems) > 0 {
			return nil, Problems(problems)
		}
		loaded = append(loaded, p)
	}
	return validate.New(loaded...), nil
}

// Files reads the documents in one folder of fsys. Their names start with the folder.
func Files(fsys fs.FS, folder string) ([]spec.File, error) {
	names, err := fs.Glob(fsys, folder+"/*.json")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no rule documents in %s", folder)
	}
	files := make([]spec.File, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		files[i] = spec.File{Name: name, Text: text}
	}
	return files, nil
}

// Problems is an error that lists what is wrong in documents, one line each.
func Problems(problems []doc.Problem) error {
	lines := make([]error, len(problems))
	for i, p := range problems {
		lines[i] = errors.New(p.String())
	}
	return errors.Join(lines...)
}

// Folder loads the documents of one provider from a folder of the file system.
func Folder(path string) (*spec.Provider, error) {
	files, err := Files(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		return nil, err
	}
	p, problems := spec.Load(files)
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	return p, nil
}
