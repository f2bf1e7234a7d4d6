// Package known loads the rule documents that ship with willpass.
package known

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

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

// Rules loads the documents of some providers; of all that ship when none is named. What is only needed to generate cases and
// pages is left out, see [Whole].
func Rules(providers ...string) (*validate.Rules, error) {
	if len(providers) == 0 {
		providers = Providers()
	}
	documents := make([][]spec.File, len(providers))
	for i, id := range providers {
		files, err := shipped(id)
		if err != nil {
			return nil, err
		}
		documents[i] = files
	}
	loaded, err := load(documents)
	if err != nil {
		return nil, err
	}
	for _, p := range loaded {
		p.Forget()
	}
	return validate.New(loaded...), nil
}

// Whole loads the documents of one provider with all that is in them.
func Whole(provider string) (*spec.Provider, error) {
	files, err := shipped(provider)
	if err != nil {
		return nil, err
	}
	loaded, err := load([][]spec.File{files})
	if err != nil {
		return nil, err
	}
	return loaded[0], nil
}

func shipped(id string) ([]spec.File, error) {
	files, err := Files(rules.Documents, id)
	if err != nil {
		return nil, fmt.Errorf("no documents of a provider %q ship with willpass; there are %s", id, strings.Join(Providers(), ", "))
	}
	return files, nil
}

// load reads the documents of several providers at once, each on a processor of its own.
func load(documents [][]spec.File) ([]*spec.Provider, error) {
	loaded := make([]*spec.Provider, len(documents))
	problems := make([][]doc.Problem, len(documents))
	var all sync.WaitGroup
	for i := range documents {
		all.Go(func() { loaded[i], problems[i] = spec.Load(documents[i]) })
	}
	all.Wait()
	if found := slices.Concat(problems...); len(found) > 0 {
		return nil, Problems(found)
	}
	return loaded, nil
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
