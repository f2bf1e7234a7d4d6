package spec

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Lint lists what is wrong or incomplete in the documents of one provider, in the order of files and lines: what [Load] finds, or
// else every gap. An error that the request, the caller or a URL decides is earned by a rule or says why not, one that only the
// server decides by none; errors and envelopes have trust and source; endpoints have a sample; nothing named is unused.
func Lint(files []File) []doc.Problem {
	p, problems := Load(files)
	if len(problems) > 0 {
		return problems
	}
	l := linter{p: p, used: map[name]bool{}}
	for _, file := range files {
		if f := doc.Parse(file.Name, file.Text); f.Root != nil {
			l.files = append(l.files, f)
			l.uses("", f.Root)
		}
	}
	for _, f := range l.files {
		l.unused(f)
		for _, n := range f.Objects(f.Root, "envelopes") {
			l.founded(f, n, "the envelope "+f.Text(n, "id"))
		}
		for _, n := range f.Objects(f.Root, "endpoints") {
			if n.Get("sample") == nil && n.Get("fallback") == nil && (n.Get("paths") != nil || f.Root.Get("overlay") == nil) {
				f.Note(n, "the endpoint "+f.Text(n, "id")+` wants a "sample"`)
			}
		}
		problems = append(problems, f.Problems...)
	}
	problems = append(problems, l.catalogue()...)
	problems = append(problems, l.openLooks()...)
	slices.SortStableFunc(problems, func(a, b doc.Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return problems
}

type linter struct {
	p     *Provider
	files []*doc.File
	used  map[name]bool
}

// name is what can be named elsewhere: by the key under which it is defined.
type name struct{ key, id string }

// uses notes every name that a document makes use of. Key is the one that n stands under.
func (l *linter) uses(key string, n *body.Node) {
	if n.Kind == body.String {
		l.use(key, n.Text)
	}
	for _, item := range n.Items {
		l.uses(key, item)
	}
	for i := range n.Members {
		l.uses(n.Members[i].Key, n.Members[i].Value)
	}
}

func (l *linter) use(key, text string) {
	switch key {
	case "source":
		l.used[name{"sources", text}] = true
	case "envelope":
		l.used[name{"envelopes", text}] = true
	case "use":
		l.used[name{"groups", text}] = true
	case "fact":
		l.used[name{"facts", text}] = true
	}
	if id, ok := strings.CutPrefix(text, "fact:"); ok {
		l.used[name{"facts", id}] = true
	}
	if id, ok := strings.CutPrefix(text, "@"); ok {
		l.used[name{"sets", id}] = true
	}
}

// unused notes what a document defines and none uses.
func (l *linter) unused(f *doc.File) {
	for _, key := range [...]string{"sources", "facts", "envelopes"} {
		if list := f.Root.Get(key); list == nil || list.Kind != body.Array {
			continue
		}
		for _, n := range f.Objects(f.Root, key) {
			if id := f.Text(n, "id"); !l.used[name{key, id}] {
				f.Note(n, "the "+strings.TrimSuffix(key, "s")+" "+id+" is not used")
			}
		}
	}
	for _, key := range [...]string{"sets", "groups"} {
		members := f.Members(f.Root, key)
		for i := range members {
			if m := &members[i]; !l.used[name{key, m.Key}] {
				f.Problems = append(f.Problems, doc.Problem{File: f.Name, Line: m.Line, Col: m.Col, Words: "the " + strings.TrimSuffix(key, "s") + " " + m.Key + " is not used"})
			}
		}
	}
}

// founded notes that n says nothing about how well it is founded.
func (l *linter) founded(f *doc.File, n *body.Node, what string) {
	for _, key := range [...]string{"trust", "source"} {
		if n.Get(key) == nil && f.Root.Get("overlay") == nil {
			f.Note(n, what+` wants the key "`+key+`"`)
		}
	}
}

// catalogue lists what is wrong with errors.
func (l *linter) catalogue() []doc.Problem {
	var problems []doc.Problem
	earned := l.p.earned()
	for i := range l.p.Errors {
		e := &l.p.Errors[i]
		note := func(words string) {
			problems = append(problems, doc.Problem{File: e.In, Line: e.At.Line, Col: e.At.Col, Words: "the error " + e.ID + " " + words})
		}
		switch {
		case e.Decides == "server" && earned[i]:
			note("is earned by a rule, though only the server decides it")
		case e.Decides == "server" && e.Unreached != "":
			note(`says "unreached", though only the server decides it`)
		case e.Decides != "server" && !earned[i] && e.Unreached == "":
			note(`is earned by no rule: add one, or say why not in "unreached"`)
		case earned[i] && e.Unreached != "":
			note(`is earned by a rule, though it says "unreached"`)
		}
		for _, id := range e.Carries {
			switch number := l.p.errorNumber(id); {
			case number < 0:
				note("carries " + id + ", which is no error" + doc.Nearest(id, l.p.errorIDs()))
			case !l.p.Holds(e, &l.p.Errors[number]):
				note("carries " + id + ", but no answer of it holds the code " + strconv.Quote(l.p.Errors[number].Code))
			}
		}
		if e.Trust == Unfounded {
			note(`wants the key "trust"`)
		}
		if e.Source < 0 {
			note(`wants the key "source"`)
		}
	}
	return problems
}
