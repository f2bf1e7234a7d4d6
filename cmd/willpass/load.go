package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

// documents is the files of one provider.
type documents struct {
	id    string
	files []spec.File
}

// rules loads the providers named, all when none is, and those of the user. What ships is unpacked, unless the command shows the documents
// or the user's own change them.
func (p *program) rules(wanted ...string) (*validate.Rules, error) {
	if !p.whole && len(p.extra) == 0 {
		ids := known.Providers()
		if len(wanted) > 0 {
			ids = slices.DeleteFunc(ids, func(id string) bool { return !slices.Contains(wanted, id) })
			if len(ids) == 0 {
				return validate.New(), nil
			}
		}
		return known.Rules(ids...)
	}
	all, err := p.documents(wanted)
	if err != nil {
		return nil, err
	}
	loaded := make([]*spec.Provider, len(all))
	for i, d := range all {
		var problems []doc.Problem
		if loaded[i], problems = spec.Load(d.files); len(problems) > 0 {
			return nil, known.Problems(problems)
		}
	}
	return validate.New(loaded...), nil
}

// documents reads what is to be loaded. A folder of the user with the id of a provider that ships takes its place, a file is an
// overlay of the provider that it names.
func (p *program) documents(wanted []string) ([]documents, error) {
	var all []documents
	var overlays []spec.File
	for _, path := range p.extra {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("--rules: %w", err)
		}
		if !info.IsDir() {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, fmt.Errorf("--rules: %w", err)
			}
			overlays = append(overlays, spec.File{Name: path, Text: text})
			continue
		}
		own, err := ownFolder(path)
		if err != nil {
			return nil, err
		}
		all = append(all, own)
	}
	for _, id := range known.Providers() {
		isID := func(d documents) bool { return d.id == id }
		if len(wanted) > 0 && !slices.Contains(wanted, id) || slices.ContainsFunc(all, isID) {
			continue
		}
		files, err := known.Files(rules.Documents, id)
		if err != nil {
			return nil, err
		}
		all = append(all, documents{id: id, files: files})
	}
	slices.SortStableFunc(all, func(a, b documents) int { return strings.Compare(a.id, b.id) })
	return all, lay(all, overlays)
}

// ownFolder reads a folder of the user. It must load, for its id to be known.
func ownFolder(path string) (documents, error) {
	files, err := folderFiles(path)
	if err != nil {
		return documents{}, fmt.Errorf("--rules: %w", err)
	}
	provider, problems := spec.Load(files)
	if len(problems) > 0 {
		return documents{}, known.Problems(problems)
	}
	return documents{provider.ID, files}, nil
}

// folderFiles reads the documents in a folder; their names are paths that a terminal or editor can open.
func folderFiles(path string) ([]spec.File, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	files, err := known.Files(os.DirFS(path), ".")
	if err != nil {
		return nil, fmt.Errorf("there are no rule documents (*.json) in %s", path)
	}
	for i := range files {
		files[i].Name = filepath.Join(path, files[i].Name)
	}
	return files, nil
}

// lay adds overlays to the documents of the providers that they name; those of providers that are not to be loaded are left out.
func lay(all []documents, overlays []spec.File) error {
	for _, file := range overlays {
		id, problem := spec.OverlayOf(file)
		if problem != nil {
			return errors.New(problem.String())
		}
		at := slices.IndexFunc(all, func(d documents) bool { return d.id == id })
		if at < 0 {
			if ids := known.Providers(); !slices.Contains(ids, id) {
				return fmt.Errorf("%s: the overlay is for the provider %q%s; there are %s", file.Name, id, doc.Nearest(id, ids), strings.Join(ids, ", "))
			}
			continue
		}
		all[at].files = append(slices.Clip(all[at].files), file)
	}
	return nil
}

// provider loads the documents of one provider.
func (p *program) provider(id string) (*validate.Rules, *spec.Provider, error) {
	loaded, err := p.rules(id)
	if err != nil {
		return nil, nil, err
	}
	if provider := loaded.Provider(id); provider != nil {
		return loaded, provider, nil
	}
	ids := known.Providers()
	for _, own := range loaded.Providers() {
		if !slices.Contains(ids, own.ID) {
			ids = append(ids, own.ID)
		}
	}
	return nil, nil, fmt.Errorf("no provider is called %q%s; there are %s", id, doc.Nearest(id, ids), strings.Join(ids, ", "))
}

// endpoint loads the documents of one provider and finds one of its endpoints, by provider/endpoint.
func (p *program) endpoint(name string) (*validate.Rules, *spec.Provider, *spec.Endpoint, error) {
	id, _, ok := strings.Cut(name, "/")
	if !ok {
		return nil, nil, nil, fmt.Errorf("want provider/endpoint, got %q", name)
	}
	loaded, provider, err := p.provider(id)
	if err != nil {
		return nil, nil, nil, err
	}
	if _, e := loaded.Endpoint(name); e != nil {
		return loaded, provider, e, nil
	}
	names := make([]string, len(provider.Endpoints))
	for i := range names {
		names[i] = id + "/" + provider.Endpoints[i].ID
	}
	return nil, nil, nil, fmt.Errorf("no endpoint is called %q%s (willpass rules %s lists them)", name, doc.Nearest(name, names), id)
}

// routed loads the documents that have the host of a URL.
func (p *program) routed(url string) (*validate.Rules, *spec.Provider, error) {
	split := body.SplitURL([]byte(url))
	host := strings.ToLower(string(split.Host))
	naming, err := shippedWith(host)
	if err != nil {
		return nil, nil, err
	}
	loaded, err := p.rules(naming...)
	if err != nil {
		return nil, nil, err
	}
	var found *spec.Provider
	var names []string
	for _, provider := range loaded.Providers() {
		for _, h := range provider.Hosts {
			names = append(names, h.Name)
			if strings.EqualFold(h.Name, host) || found == nil && h.Covers(host) {
				found = provider
			}
		}
	}
	if found == nil {
		return nil, nil, fmt.Errorf("no provider has the host %q of %s%s (willpass rules lists the hosts)", host, short(url), doc.Nearest(host, names))
	}
	return loaded, found, nil
}

// shippedWith is the ids of the providers that ship and whose documents hold the host as a text. Looking for it in the text is
// faster than loading all of them.
func shippedWith(host string) ([]string, error) {
	var ids []string
	for _, id := range known.Providers() {
		files, err := known.Files(rules.Documents, id)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(files, func(f spec.File) bool { return bytes.Contains(f.Text, []byte(`"`+host+`"`)) }) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
