// Package pages writes what the rule documents of a provider say as a page for readers.
package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// Write is the page of a provider, in Markdown. It needs the whole documents, as [spec.Load] reads them. It is
// an error when a break of theirs cannot be judged.
func Write(p *spec.Provider) ([]byte, error) {
	w := &page{p: p, groups: p.Groups(), cited: make([]bool, len(p.Sources))}
	if err := w.judgeBreaks(); err != nil {
		return nil, err
	}
	w.line("<!-- Generated from rules/%s/*.json by `go test ./validate/pages -update`. Do not edit. -->", p.ID)
	w.head()
	w.hosts()
	w.index()
	for i := range p.Endpoints {
		w.endpoint(&p.Endpoints[i])
	}
	w.shared()
	w.errors()
	w.questions()
	w.facts()
	w.sources()
	return w.out, nil
}

// page is a page being written.
type page struct {
	p        *spec.Provider
	out      []byte
	groups   []spec.Group
	cited    []bool
	examples map[*body.Node][]example // of a check, as it is written
}

func (w *page) line(format string, args ...any) {
	w.out = fmt.Appendf(w.out, format+"\n", args...)
}

func (w *page) head() {
	p := w.p
	rules := 0
	for i := range p.Endpoints {
		for _, s := range p.Endpoints[i].Stages {
			rules += len(s.Rules)
		}
	}
	w.line("\n# %s\n", p.Title)
	w.line("What willpass knows about the requests that %s takes and the errors it answers with: %d endpoints, %d checks, %d errors. The provider's own"+
		" documentation starts at <%s>.\n", p.Name, len(p.Endpoints), rules, len(p.Errors), p.Docs)
	w.line("[Endpoints](#endpoints) · %s[Errors](#errors) · [Open questions](#open-questions) · [Facts](#facts) · [Sources](#sources)\n",
		when(len(w.groups) > 0, "[Shared checks](#shared-checks) · "))
	w.line("An endpoint asks its checks stage after stage; the first that fails is answered. Where the order is not known, any failing check of the stage, or of the stages" +
		" that may have changed places, may be the answer. Every check names how well it is founded: **documented** by the provider, **observed** in its answers," +
		" **inferred** (no source states it) or **unknown** (nobody knows whether it refuses a request).\n")
	w.line("Examples are changes of an endpoint's sample, everything else being as in it; `<png 640x480>` stands for such a picture, other names in angle brackets for what only" +
		" the provider knows.\n")
	w.line("Places: `body:/a/b` is a member of the JSON body, `*` each element of an array, `body` the body as a whole, `form:x` a part or field of a form, `query:x`, `header:x`" +
		" and `path:x` what they say, `fact:x` something that the request does not show, see [Facts](#facts).\n")
}

func when(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}

func (w *page) hosts() {
	rows := make([][]string, 0, len(w.p.Hosts))
	for _, h := range w.p.Hosts {
		rows = append(rows, []string{code(h.Name), text(h.About)})
	}
	w.folded(fmt.Sprintf("%d hosts", len(rows)), 12, []string{"Host", "About"}, rows)
}

// index is the list of endpoints.
func (w *page) index() {
	w.line("## Endpoints\n")
	var rows [][]string
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		rows = append(rows, []string{link(title(e), "endpoint-"+e.ID), w.routes(e), when(e.Retired, "retired")})
	}
	w.table([]string{"Endpoint", "Request", ""}, rows)
}

func title(e *spec.Endpoint) string {
	switch {
	case e.Title != "":
		return e.Title
	case e.Fallback == "path":
		return "Any other path"
	case e.Fallback == "method":
		return "Another method"
	}
	return e.ID
}

// routes is the method and paths of an endpoint.
func (w *page) routes(e *spec.Endpoint) string {
	if e.Fallback != "" {
		return map[string]string{"path": "a path that no endpoint has", "method": "a known path with another method"}[e.Fallback]
	}
	paths := make([]string, len(e.Paths))
	for i, path := range e.Paths {
		paths[i] = code(e.Method + " " + path.Text)
	}
	return strings.Join(paths, "<br>")
}

// facts is what the caller may know.
func (w *page) facts() {
	w.line("## Facts\n")
	if len(w.p.Facts) == 0 {
		return
	}
	w.line("What a request does not show and its sender may know. One with a default is taken as that, and a verdict says so; one without leaves its checks open.\n")
	var rows [][]string
	for _, f := range w.p.Facts {
		rows = append(rows, []string{anchor("fact-"+f.ID) + code(f.ID), f.Type, w.taken(f.Default), text(f.About)})
	}
	w.table([]string{"Fact", "Type", "Default", "About"}, rows)
}

func (w *page) taken(n *body.Node) string {
	if n == nil {
		return "open"
	}
	return code(compact(n))
}

// sources lists the pages that are cited, and defines the links to them.
func (w *page) sources() {
	w.line("## Sources\n")
	var rows [][]string
	for i, s := range w.p.Sources {
		if w.cited[i] {
			rows = append(rows, []string{w.source(i), s.Date, text(s.About)})
		}
	}
	w.table([]string{"Source", "Date", "About"}, rows)
	for i, s := range w.p.Sources {
		if w.cited[i] {
			w.line("[%s]: %s", s.ID, s.URL)
		}
	}
}

// source links to a source; "" for none.
func (w *page) source(number int) string {
	if number < 0 {
		return ""
	}
	w.cited[number] = true
	return "[" + w.p.Sources[number].ID + "]"
}

// group is the group that a name stands for.
func (w *page) group(name string) *spec.Group {
	at := slices.IndexFunc(w.groups, func(g spec.Group) bool { return g.Name == name })
	if at < 0 {
		return nil
	}
	return &w.groups[at]
}
