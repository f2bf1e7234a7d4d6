package spec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
)

// File is one rule document: its name, for problems, and its text.
type File struct {
	Name string
	Text []byte
}

// Load joins the documents of one provider; those with the key "overlay" change what the others say, in the order given. The
// provider is nil when there are problems.
func Load(files []File) (*Provider, []doc.Problem) {
	l := &loader{p: &Provider{}, kinds: check.Kinds()}
	for _, file := range files {
		f := doc.Parse(file.Name, file.Text)
		if f.Root.Get("overlay") != nil {
			l.overlays = append(l.overlays, &overlay{File: f})
			continue
		}
		l.files = append(l.files, f)
		if f.Root != nil {
			f.Only(f.Root, "provider", "hosts", "sources", "facts", "sets", "errors", "envelopes", "earns", "groups", "endpoints")
		}
	}
	l.each(l.identity)
	for _, part := range [...]struct {
		key  string
		read func(*doc.File, *body.Node)
	}{{"hosts", l.host}, {"sources", l.addSource}, {"facts", l.fact}, {"envelopes", l.envelope}, {"envelopes", l.envelopeVariants}, {"errors", l.error}} {
		l.objects(part.key, part.read)
		if part.key == "sources" {
			for _, o := range l.overlays {
				o.open(l)
			}
		}
	}
	l.named()
	l.each(func(f *doc.File) {
		for _, n := range f.Objects(f.Root, "endpoints") {
			l.endpoint(f, n)
		}
	})
	l.overlayEndpoints()
	problems := l.problems(files)
	if len(problems) > 0 {
		return nil, problems
	}
	return l.p, nil
}

func (l *loader) problems(files []File) []doc.Problem {
	var problems []doc.Problem
	for _, f := range l.files {
		problems = append(problems, f.Problems...)
	}
	for _, o := range l.overlays {
		problems = append(problems, o.Problems...)
	}
	if l.p.ID == "" && len(problems) == 0 {
		missing := doc.Problem{Line: 1, Col: 1, Words: `no file has the key "provider"`}
		if len(files) > 0 {
			missing.File = files[0].Name
		}
		problems = append(problems, missing)
	}
	return problems
}

// loader holds what was read so far.
type loader struct {
	p     *Provider
	files []*doc.File
	kinds []string // of checks

	overlays []*overlay

	scratch []Rule // of the list at hand
}

type set struct {
	name   string
	file   *doc.File
	values []string
}

type group struct {
	name  string
	file  *doc.File
	rules []*body.Node
}

type earn struct {
	kind   string
	file   *doc.File
	errors []int
}

func (l *loader) each(read func(f *doc.File)) {
	for _, f := range l.files {
		if f.Root != nil {
			read(f)
		}
	}
}

func (l *loader) identity(f *doc.File) {
	n := f.Root.Get("provider")
	if n == nil || !f.Want(n, body.Object) {
		return
	}
	f.Only(n, "id", "name", "title", "docs")
	if l.p.ID != "" {
		f.Note(n, "the provider is described twice")
	}
	l.p.ID, l.p.Name, l.p.Title, l.p.Docs = f.NeedText(n, "id"), f.NeedText(n, "name"), f.Text(n, "title"), f.Text(n, "docs")
}

func (l *loader) host(f *doc.File, n *body.Node) {
	f.Only(n, "id", "host", "about")
	h := Host{f.NeedText(n, "id"), f.NeedText(n, "host"), f.Text(n, "about")}
	if strings.Count(h.Name, "*") > 1 || h.Pattern() && h.Name != strings.ToLower(h.Name) {
		f.Note(n.Get("host"), "want a host name, or a pattern in small letters with one *")
	}
	for _, known := range l.p.Hosts {
		if known.ID == h.ID {
			f.Note(n, "the host "+h.ID+" is there twice")
		} else if strings.EqualFold(known.Name, h.Name) {
			f.Note(n, "the host name "+h.Name+" is there twice")
		}
	}
	l.p.Hosts = append(l.p.Hosts, h)
}

func (l *loader) addSource(f *doc.File, n *body.Node) {
	f.Only(n, "id", "url", "date", "about")
	s := Source{f.NeedText(n, "id"), f.NeedText(n, "url"), f.Text(n, "date"), f.Text(n, "about")}
	for i := range l.p.Sources {
		if l.p.Sources[i].ID == s.ID {
			f.Note(n, "the source "+s.ID+" is there twice")
		}
	}
	l.p.Sources = append(l.p.Sources, s)
}

func (l *loader) fact(f *doc.File, n *body.Node) {
	f.Only(n, "id", "type", "default", "about", "trust", "source")
	fact := Fact{ID: f.NeedText(n, "id"), Type: l.choice(f, n, "type", "boolean", "number", "text", "time", "list"),
		About: f.NeedText(n, "about"), Default: n.Get("default")}
	if d := fact.Default; d != nil && f.Want(d, kindOf(fact.Type)) && d.Kind == body.Array {
		f.List(d)
	}
	switch fact.ID {
	case "now", "fetched", "decoded":
		f.Note(n, "the fact "+fact.ID+" exists everywhere")
	}
	if l.hasFact(fact.ID) {
		f.Note(n, "the fact "+fact.ID+" is there twice")
	}
	l.p.Facts = append(l.p.Facts, fact)
}

// kindOf is the JSON kind of a fact's type.
func kindOf(factType string) body.Kind {
	switch factType {
	case "boolean":
		return body.Bool
	case "number", "time":
		return body.Number
	case "list":
		return body.Array
	}
	return body.String
}

func (l *loader) hasFact(id string) bool {
	for i := range l.p.Facts {
		if l.p.Facts[i].ID == id {
			return true
		}
	}
	return false
}

// named reads what is named by the keys of an object: sets, groups and earns. The first of a name counts.
func (l *loader) named() {
	for _, o := range l.overlays {
		l.namedIn(o.File)
	}
	l.each(l.namedIn)
}

func (l *loader) namedIn(f *doc.File) {
	p := l.p
	for _, m := range f.Members(f.Root, "sets") {
		l.once(f, m, "the set ", func(other *doc.File) bool {
			return slices.ContainsFunc(p.sets, func(s set) bool { return s.name == m.Key && s.file == other })
		})
		p.sets = append(p.sets, set{m.Key, f, f.List(m.Value)})
	}
	for _, m := range f.Members(f.Root, "groups") {
		l.once(f, m, "the group ", func(other *doc.File) bool {
			return slices.ContainsFunc(p.groups, func(g group) bool { return g.name == m.Key && g.file == other })
		})
		if f.Want(m.Value, body.Array) {
			p.groups = append(p.groups, group{m.Key, f, m.Value.Items})
		}
	}
	for _, m := range f.Members(f.Root, "earns") {
		l.once(f, m, "what is earned by ", func(other *doc.File) bool {
			return slices.ContainsFunc(p.earns, func(e earn) bool { return e.kind == m.Key && e.file == other })
		})
		if !slices.Contains(l.kinds, m.Key) {
			f.Note(m.Value, "unknown kind of check "+strconv.Quote(m.Key)+doc.Nearest(m.Key, l.kinds))
		}
		p.earns = append(p.earns, earn{m.Key, f, l.errors(f, m.Value)})
	}
}

// once notes a name that another file of the same provider gives a meaning. An overlay may give it another one.
func (l *loader) once(f *doc.File, m body.Member, what string, in func(*doc.File) bool) {
	another := func(other *doc.File) bool { return other != f && in(other) }
	if slices.Contains(l.files, f) && slices.ContainsFunc(l.files, another) {
		f.Note(m.Value, what+m.Key+" is there twice")
	}
}

func (l *loader) choice(f *doc.File, n *body.Node, key string, words ...string) string {
	text := f.NeedText(n, key)
	for _, w := range words {
		if text == w {
			return w
		}
	}
	if text != "" {
		f.Note(n.Get(key), strconv.Quote(text)+" is not known"+doc.Nearest(text, words))
	}
	return ""
}

func (l *loader) trust(f *doc.File, n *body.Node, key string, other Trust) Trust {
	if n.Get(key) == nil {
		return other
	}
	word := l.choice(f, n, key, trustNames[1:]...)
	for i, name := range trustNames {
		if i > 0 && name == word {
			return Trust(i)
		}
	}
	return other
}

func (l *loader) source(f *doc.File, n *body.Node, other int) int {
	id := f.Text(n, "source")
	if id == "" {
		return other
	}
	for i := range l.p.Sources {
		if l.p.Sources[i].ID == id {
			return i
		}
	}
	ids := make([]string, len(l.p.Sources))
	for i := range ids {
		ids[i] = l.p.Sources[i].ID
	}
	f.Note(n.Get("source"), "no source has the id "+id+doc.Nearest(id, ids))
	return other
}

func (l *loader) texts(f *doc.File, n *body.Node, key string) []Text {
	var out []Text
	for _, m := range f.Members(n, key) {
		if f.Want(m.Value, body.String) {
			out = append(out, Text{m.Key, m.Value.Text})
		}
	}
	return out
}
