package spec

import (
	"slices"
	"strconv"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Overlay is a document of the user that changes what the provider's documents say: a limit agreed in a contract, an answer
// of the provider's support, a host of one's own. What it changes rests on its source.
type Overlay struct {
	File, About string
	Trust       Trust
	Source      int // in Provider.Sources
}

// OverlayOf is the id of the provider that an overlay changes. The problem says why a document is none.
func OverlayOf(file File) (provider string, problem *doc.Problem) {
	f := doc.Parse(file.Name, file.Text)
	if len(f.Problems) == 0 {
		n := f.Root.Get("overlay")
		if n == nil {
			f.Note(f.Root, `want the key "overlay"; the documents of a further provider are a folder`)
		} else if f.Want(n, body.Object) {
			provider = f.NeedText(n, "provider")
		}
	}
	if len(f.Problems) > 0 {
		return "", &f.Problems[0]
	}
	return provider, nil
}

// overlay is an overlay that is being read.
type overlay struct {
	*doc.File
	Overlay
	used []*body.Node // entries that change what is there
}

// overlayKeys is the keys of an overlay beside those of other documents.
var overlayKeys = [...]string{"overlay", "hosts", "sources", "facts", "sets", "errors", "envelopes", "earns", "groups", "endpoints"}

// open reads what an overlay says about itself. It needs to know the provider and its sources.
func (o *overlay) open(l *loader) {
	n := o.Root.Get("overlay")
	o.Only(o.Root, overlayKeys[:]...)
	if !o.Want(n, body.Object) {
		return
	}
	o.Only(n, "provider", "about", "trust", "source", "date")
	if id := o.NeedText(n, "provider"); id != "" && l.p.ID != "" && id != l.p.ID {
		o.Note(n.Get("provider"), "this overlay is for the provider "+id+", the other documents are of "+l.p.ID)
	}
	o.Overlay = Overlay{File: o.Name, About: o.Text(n, "about"), Trust: l.trust(o.File, n, "trust", Documented), Source: len(l.p.Sources)}
	url := o.Text(n, "source")
	if url == "" {
		url = o.Name
	}
	l.p.Sources = append(l.p.Sources, Source{ID: o.Name, URL: url, Date: o.Text(n, "date"), About: o.About})
	l.p.Overlays = append(l.p.Overlays, o.Overlay)
}

// ground is the trust and the source of what a document states without naming its own.
func (l *loader) ground(f *doc.File) (Trust, int) {
	for _, o := range l.overlays {
		if o.File == f {
			return o.Trust, o.Source
		}
	}
	return Unfounded, -1
}

// objects reads the entries of a list in all documents. An entry of an overlay whose id is there already changes that one,
// any other is added.
func (l *loader) objects(key string, read func(f *doc.File, n *body.Node)) {
	l.each(func(f *doc.File) {
		for _, n := range f.Objects(f.Root, key) {
			read(l.changed(key, f, n))
		}
	})
	for _, o := range l.overlays {
		if n := o.Root.Get(key); n != nil && key == "facts" && n.Kind == body.Object {
			l.knownFacts(o, n)
			continue
		}
		for _, n := range o.Objects(o.Root, key) {
			if !slices.Contains(o.used, n) {
				read(o.File, n)
			}
		}
	}
}

// changed is n as overlays leave it, and the document that any problem in it stands in.
func (l *loader) changed(key string, f *doc.File, n *body.Node) (*doc.File, *body.Node) {
	for _, o := range l.overlays {
		list := o.Root.Get(key)
		if list == nil || n.Get("id") == nil {
			continue
		}
		for _, change := range list.Items {
			if id := change.Get("id"); id != nil && id.Text == n.Get("id").Text {
				o.used = append(o.used, change)
				f, n = o.File, merge(n, o.grounded(key, change))
			}
		}
	}
	return f, n
}

// grounded is an entry with the trust of the overlay on what it changes of an error. How the error varied no longer holds.
func (o *overlay) grounded(key string, change *body.Node) *body.Node {
	has := func(name string) bool { return change.Get(name) != nil }
	if key != "errors" || !has("code") && !has("message") && !has("status") {
		return change
	}
	out := &body.Node{Kind: body.Object, Line: change.Line, Col: change.Col}
	add := func(name string, n body.Node) {
		if n.Line, n.Col = change.Line, change.Col; !has(name) {
			out.Members = append(out.Members, body.Member{Key: name, Value: &n})
		}
	}
	add("variants", body.Node{Kind: body.Null})
	if has("status") {
		add("statusTrust", body.Node{Kind: body.String, Text: o.Trust.String()})
	}
	if has("code") || has("message") {
		add("trust", body.Node{Kind: body.Null})
		add("source", body.Node{Kind: body.Null})
	}
	return merge(out, change)
}

// knownFacts makes what the user knows for good the defaults of facts.
func (l *loader) knownFacts(o *overlay, n *body.Node) {
	for _, m := range n.Members {
		var ids []string
		found := false
		for i := range l.p.Facts {
			fact := &l.p.Facts[i]
			if ids = append(ids, fact.ID); fact.ID == m.Key {
				found = true
				if o.Want(m.Value, kindOf(fact.Type)) {
					fact.Default = m.Value
				}
			}
		}
		if !found {
			o.Problems = append(o.Problems, doc.Problem{File: o.Name, Line: m.Line, Col: m.Col,
				Words: "no fact has the id " + strconv.Quote(m.Key) + doc.Nearest(m.Key, ids)})
		}
	}
}

// merge is n with what change gives: a member replaces the one of its name, in n's order, and null takes it away.
func merge(n, change *body.Node) *body.Node {
	out := &body.Node{Kind: body.Object, Offset: change.Offset, Line: change.Line, Col: change.Col}
	for _, m := range n.Members {
		if c := change.Member(m.Key); c == nil {
			out.Members = append(out.Members, m)
		} else if c.Value.Kind != body.Null {
			out.Members = append(out.Members, *c)
		}
	}
	for _, c := range change.Members {
		if n.Member(c.Key) == nil && c.Value.Kind != body.Null {
			out.Members = append(out.Members, c)
		}
	}
	return out
}
