package spec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
)

// Pattern is a path, split at its slashes; {name} stands for any one segment that is not empty.
type Pattern struct {
	Text     string
	Segments []string
}

// segments splits a path at its slashes. The code of strings.Split is four times as long.
func segments(path string) []string {
	n := 1
	for i := range len(path) {
		if path[i] == '/' {
			n++
		}
	}
	out := make([]string, n)
	for k := range out {
		end := 0
		for end < len(path) && path[end] != '/' {
			end++
		}
		out[k] = path[:end]
		path = path[min(end+1, len(path)):]
	}
	return out
}

// Match reports whether path is of this form.
func (p *Pattern) Match(path string) bool {
	for i, segment := range p.Segments {
		part, rest, more := strings.Cut(path, "/")
		if more != (i+1 < len(p.Segments)) {
			return false
		}
		if Param(segment) == "" && part != segment || Param(segment) != "" && part == "" {
			return false
		}
		path = rest
	}
	return true
}

// Params counts the segments that stand for any one.
func (p *Pattern) Params() int {
	n := 0
	for _, segment := range p.Segments {
		if Param(segment) != "" {
			n++
		}
	}
	return n
}

// Param is the name in a segment such as {name}; "" when it is literal.
func Param(segment string) string {
	if len(segment) > 2 && segment[0] == '{' && segment[len(segment)-1] == '}' {
		return segment[1 : len(segment)-1]
	}
	return ""
}

func (l *loader) endpoint(f *doc.File, n *body.Node) {
	f.Only(n, "id", "title", "method", "paths", "hosts", "body", "fallback", "status", "source", "trust", "media", "items", "stages", "accepts",
		"sample", "facts", "note", "about")
	trust, source := l.ground(f)
	e := &Endpoint{ID: f.NeedText(n, "id"), Title: f.Text(n, "title"), Method: f.Text(n, "method"), Hosts: f.Texts(n, "hosts"), Trust: l.trust(f, n, "trust", trust),
		Source: l.source(f, n, source), Sample: n.Get("sample"), Given: n.Get("facts"), At: n, In: f.Name}
	for _, known := range l.p.Endpoints {
		if known.ID == e.ID {
			f.Note(n, "the endpoint "+e.ID+" is there twice")
		}
	}
	l.route(f, n, e)
	l.link(f, e)
	l.p.Endpoints = append(l.p.Endpoints, *e)
}

// link reads what an endpoint asks: its places, files, rules and answer.
func (l *loader) link(f *doc.File, e *Endpoint) {
	n := e.At
	b := &builder{loader: l, e: e, changes: l.ruleChanges(e.ID)}
	b.fixed()
	for _, m := range f.Objects(n, "media") {
		b.media(f, m)
	}
	if items := n.Get("items"); items != nil && f.Want(items, body.Object) {
		b.items(f, items)
	}
	for i, stage := range f.Objects(n, "stages") {
		b.stage(f, stage, i)
	}
	b.addRules()
	b.accepts(f, n.Get("accepts"))
	b.sort()
}

func (l *loader) route(f *doc.File, n *body.Node, e *Endpoint) {
	for _, path := range f.Texts(n, "paths") {
		if !strings.HasPrefix(path, "/") {
			f.Note(n.Get("paths"), "want a path that starts with /, got "+strconv.Quote(path))
		}
		e.Paths = append(e.Paths, Pattern{path, segments(path)})
	}
	for _, id := range e.Hosts {
		if !slices.ContainsFunc(l.p.Hosts, func(h Host) bool { return h.ID == id }) {
			f.Note(n.Get("hosts"), "no host has the id "+id+doc.Nearest(id, l.hostIDs()))
		}
	}
	if n.Get("fallback") != nil {
		e.Fallback = l.choice(f, n, "fallback", "path", "method")
	} else if len(e.Paths) == 0 || e.Method == "" {
		f.Note(n, `want "method" and "paths", or "fallback"`)
	}
	if n.Get("status") != nil {
		e.Retired = l.choice(f, n, "status", "current", "retired") == "retired"
	}
	if n.Get("body") != nil {
		names := []string{"any", "none", "json", "multipart", "form"}
		e.Body = BodyKind(max(0, slices.Index(names, l.choice(f, n, "body", names...))))
	}
}

func (l *loader) hostIDs() []string {
	ids := make([]string, len(l.p.Hosts))
	for i := range l.p.Hosts {
		ids[i] = l.p.Hosts[i].ID
	}
	return ids
}

// builder adds places to an endpoint as they are named.
type builder struct {
	*loader
	e       *Endpoint
	changes []*ruleChange // of overlays
	dropped []string      // ids of rules that overlays take away
	tooMany bool          // groups use each other without end: no more rules are read
}

func (b *builder) fixed() {
	for i, text := range [fixedPlaces]string{"method", "host", "path", "body", "body:"} {
		place, _ := check.ParsePlace(text)
		b.add(place, -1)
		if i == RootPlace {
			b.e.Tree = []Branch{{Place: RootPlace}}
		}
	}
}

func (b *builder) media(f *doc.File, n *body.Node) {
	f.Only(n, "at", "as", "schemes", "when")
	at := f.NeedText(n, "at")
	if at == "" {
		return
	}
	place, _ := b.place(f, n, at)
	m := Media{Place: place, As: b.choice(f, n, "as", "file", "base64", "url", "auto"), Schemes: f.Texts(n, "schemes"), When: b.conditions(f, n, b, "")}
	if place >= 0 {
		b.e.Marks[place] |= HoldsFile
		b.e.Media = append(b.e.Media, m)
	}
}

func (b *builder) items(f *doc.File, n *body.Node) {
	f.Only(n, "at", "rules")
	at := f.NeedText(n, "at")
	if at == "" {
		return
	}
	place, _ := b.place(f, n, at)
	each, _ := b.place(f, n, at+"/*")
	b.e.Items = &Items{Place: place, Each: each}
	b.e.Items.Rules = b.list(f, n)
}

func (b *builder) stage(f *doc.File, n *body.Node, i int) {
	f.Only(n, "name", "after", "ordered", "rules", "note")
	s := Stage{Name: f.Text(n, "name"), Apart: i > 0 && b.evidence(f, n, "after"), Ordered: b.evidence(f, n, "ordered")}
	s.Rules = b.list(f, n)
	b.e.Stages = append(b.e.Stages, s)
}

// list reads the rules of a stage or of items.
func (b *builder) list(f *doc.File, n *body.Node) []Rule {
	rules := b.scratch[:0]
	for _, r := range f.Objects(n, "rules") {
		rules = b.rules(rules, f, r, nesting{})
	}
	b.scratch = rules
	return slices.Clone(rules)
}

// evidence reports whether member key of n is evidence that counts.
func (b *builder) evidence(f *doc.File, n *body.Node, key string) bool {
	m := n.Get(key)
	if m == nil || !f.Want(m, body.Object) {
		return false
	}
	f.Only(m, "trust", "source", "note")
	b.source(f, m, -1)
	return b.trust(f, m, "trust", Unfounded).Hard()
}

func (b *builder) accepts(f *doc.File, n *body.Node) {
	b.e.Accepts = Accepts{Status: 200, Envelope: -1}
	if n == nil || !f.Want(n, body.Object) {
		return
	}
	f.Only(n, "status", "envelope", "vars", "variants", "trust", "source", "note")
	b.e.Accepts = Accepts{Status: int(f.Int(n, "status")), Envelope: b.envelopeID(f, n, "envelope"), Vars: b.texts(f, n, "vars")}
	for _, v := range f.Objects(n, "variants") {
		f.Only(v, "when", "status", "envelope", "trust", "source", "note")
		b.e.Accepts.Variants = append(b.e.Accepts.Variants, b.variant(f, v, b))
	}
}
