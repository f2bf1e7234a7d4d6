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

// Rules loads what is needed to judge requests to some providers and to explain their errors; to all that ship when none is named. It takes
// about a millisecond a provider. The documents themselves, with notes and what cases are generated from, come from [Whole].
func Rules(providers ...string) (*validate.Rules, error) {
	if len(providers) == 0 {
		providers = Providers()
	}
	loaded := make([]*spec.Provider, len(providers))
	for i, id := range providers {
		p, err := unpacked(id)
		if err != nil {
			return nil, err
		}
		loaded[i] = p
	}
	return validate.New(loaded...), nil
}

// unpacked is a provider with all endpoints linked, so that many may use it at once.
func unpacked(id string) (*spec.Provider, error) {
	bytes, err := rules.Packed.ReadFile("packed/" + id + ".bin")
	if err != nil {
		return nil, unknown(id)
	}
	p, err := spec.Unpack(string(bytes))
	if err != nil {
		return nil, fmt.Errorf("rules of %s: %w", id, err)
	}
	for i := range p.Endpoints {
		if err := p.Link(&p.Endpoints[i]); err != nil {
			return nil, fmt.Errorf("rules of %s: %w", p.Endpoints[i].ID, err)
		}
	}
	return p, nil
}

func unknown(id string) error {
	return fmt.Errorf("no documents of a provider %q ship with willpass; there are %s", id, strings.Join(Providers(), ", "))
}

// Whole loads the documents of one provider with all that is in them. It is an error when none ship for it.
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
		return nil, unknown(id)
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

// Files reads the documents in one folder of fsys. Their names start with the folder. It is an error when there are none.
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

// Folder loads the documents of one provider from a folder of the file system. The error joins what is wrong with them, one line
// file:line:col each, or is that of reading them.
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
