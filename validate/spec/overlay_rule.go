package spec

import (
	"slices"
	"strconv"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// ruleChange is an entry of an overlay about the rules of an endpoint: a change of the rule that has its id, or a further rule.
type ruleChange struct {
	*overlay
	entry   *body.Node
	id      string
	anyone  bool // it is for every endpoint
	touched bool // some rule of this endpoint has its id
}

// ruleChanges is what overlays say about the rules of an endpoint.
func (l *loader) ruleChanges(endpoint string) []*ruleChange {
	var out []*ruleChange
	for _, o := range l.overlays {
		for _, n := range o.endpoints() {
			ids := o.List(n.Get("id"))
			anyone := slices.Contains(ids, "*")
			if !anyone && !slices.Contains(ids, endpoint) {
				continue
			}
			for _, entry := range o.Objects(n, "rules") {
				out = append(out, &ruleChange{overlay: o, entry: entry, id: o.Text(entry, "id"), anyone: anyone})
			}
		}
	}
	return out
}

// endpoints is the entries that change endpoints which are there: those that say no route.
func (o *overlay) endpoints() []*body.Node {
	var out []*body.Node
	if list := o.Root.Get("endpoints"); list != nil {
		for _, n := range list.Items {
			if n.Get("id") != nil && n.Get("paths") == nil && n.Get("fallback") == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// overlayEndpoints reads the further endpoints of overlays, and looks at the entries that change others.
func (l *loader) overlayEndpoints() {
	for _, o := range l.overlays {
		changes := o.endpoints()
		for _, n := range o.Objects(o.Root, "endpoints") {
			if !slices.Contains(changes, n) {
				l.endpoint(o.File, n)
				continue
			}
			o.Only(n, "id", "rules", "note")
			for _, id := range o.List(n.Get("id")) {
				ids := make([]string, len(l.p.Endpoints))
				for i := range l.p.Endpoints {
					ids[i] = l.p.Endpoints[i].ID
				}
				if id != "*" && !slices.Contains(ids, id) {
					o.Note(n.Get("id"), "no endpoint has the id "+strconv.Quote(id)+doc.Nearest(id, ids)+`; one to add needs "paths"`)
				}
			}
			l.everywhere(o, n)
		}
		var once []doc.Problem // an entry for several endpoints is read as often
		for _, p := range o.Problems {
			if !slices.Contains(once, p) {
				once = append(once, p)
			}
		}
		o.Problems = once
	}
}

// everywhere notes the entries for every endpoint whose id no rule has.
func (l *loader) everywhere(o *overlay, n *body.Node) {
	if !slices.Contains(o.List(n.Get("id")), "*") {
		return
	}
	var ids []string
	for i := range l.p.Endpoints {
		ids = append(ids, l.p.Endpoints[i].ruleIDs()...)
	}
	for _, entry := range o.Objects(n, "rules") {
		if id := entry.Get("id"); id != nil && entry.Get("at") == nil && !slices.Contains(o.used, entry) {
			o.noRule(id, ids)
		}
	}
}

func (o *overlay) noRule(id *body.Node, ids []string) {
	o.Note(id, "no rule has the id "+strconv.Quote(id.Text)+doc.Nearest(id.Text, ids)+`; one to add needs "at"`)
}

func (e *Endpoint) ruleIDs() []string {
	var ids []string
	for i := range e.Stages {
		for k := range e.Stages[i].Rules {
			ids = append(ids, e.Stages[i].Rules[k].ID)
		}
	}
	if e.Items != nil {
		for i := range e.Items.Rules {
			ids = append(ids, e.Items.Rules[i].ID)
		}
	}
	return ids
}

// overlaid is a rule as overlays leave it.
func (b *builder) overlaid(r Rule, n *body.Node, in nesting) (Rule, bool) {
	ok := true
	for _, c := range b.changes {
		if c.id == "" || c.id != r.ID {
			continue
		}
		c.touched = true
		c.used = append(c.used, c.entry)
		if c.Bool(c.entry, "drop") {
			c.Only(c.entry, "id", "drop", "note")
			b.dropped = append(b.dropped, r.ID)
			continue
		}
		n = c.merge(b.loader, n)
		var changed Rule
		if changed, ok = b.rule(c.File, n, in); !ok {
			return r, false
		}
		c.found(&changed)
		changed.ID = r.ID
		r = changed
	}
	return r, ok
}

// found puts the rule on the ground of the overlay, unless the entry names its own.
func (c *ruleChange) found(r *Rule) {
	if c.entry.Get("trust") == nil {
		r.Trust = c.Trust
	}
	if c.entry.Get("source") == nil {
		r.Source = c.Source
	}
}

// merge is the rule n with what the entry gives. Its breaks, trust and source were those of the old rule. The limits in a check
// of the same kind stay where the entry says nothing about them.
func (c *ruleChange) merge(l *loader, n *body.Node) *body.Node {
	old := &body.Node{Kind: body.Object}
	for _, m := range n.Members {
		switch {
		case m.Key == "breaks", m.Key == "unbroken", m.Key == "trust", m.Key == "source":
		case slices.Contains(l.kinds, m.Key) && c.otherKind(l, m.Key):
		default:
			old.Members = append(old.Members, m)
		}
	}
	out := merge(old, c.entry)
	for i := range out.Members {
		m := &out.Members[i]
		before := n.Get(m.Key)
		if !slices.Contains(l.kinds, m.Key) || !before.Is(body.Object) || m.Value.Kind != body.Object || before == m.Value {
			continue
		}
		m.Value = merge(before, m.Value)
		c.one(m.Value, "max", "below")
		c.one(m.Value, "min", "above")
	}
	return out
}

// otherKind reports whether the entry asks another kind of check in place of the old one.
func (c *ruleChange) otherKind(l *loader, kind string) bool {
	return c.entry.Get(kind) == nil && slices.ContainsFunc(c.entry.Members, func(m body.Member) bool { return slices.Contains(l.kinds, m.Key) })
}

// one notes two bounds on the same side: one is the overlay's, the other was there.
func (c *ruleChange) one(limits *body.Node, a, b string) {
	if limits.Get(a) != nil && limits.Get(b) != nil {
		c.Note(limits, "the rule would have both "+strconv.Quote(a)+" and "+strconv.Quote(b)+`: change the one that is there, or give it as null`)
	}
}

// addRules adds the further rules of overlays, and notes entries whose id no rule of the endpoint has.
func (b *builder) addRules() {
	for _, c := range b.changes {
		switch {
		case c.touched, c.anyone && (c.entry.Get("at") == nil || b.e.Fallback != ""):
		case c.entry.Get("at") == nil && c.entry.Get("use") == nil:
			if c.entry.Get("id") == nil {
				c.Note(c.entry, `want the key "id" of a rule to change, or "at" for a further rule`)
			} else {
				c.noRule(c.entry.Get("id"), b.e.ruleIDs())
			}
		default:
			b.addRule(c)
		}
	}
	for i := range b.e.Stages {
		b.e.Stages[i].Rules = b.undropped(b.e.Stages[i].Rules)
	}
	if b.e.Items != nil {
		b.e.Items.Rules = b.undropped(b.e.Items.Rules)
	}
}

func (b *builder) undropped(rules []Rule) []Rule {
	return slices.DeleteFunc(rules, func(r Rule) bool { return slices.Contains(b.dropped, r.ID) })
}

// addRule adds a further rule to the stage that it names, or to the last one.
func (b *builder) addRule(c *ruleChange) {
	entry := &body.Node{Kind: body.Object, Line: c.entry.Line, Col: c.entry.Col}
	for _, m := range c.entry.Members {
		if m.Key != "stage" {
			entry.Members = append(entry.Members, m)
		}
	}
	if len(b.e.Stages) == 0 {
		b.e.Stages = []Stage{{}}
	}
	stage := &b.e.Stages[len(b.e.Stages)-1]
	if n := c.entry.Get("stage"); n != nil {
		names := make([]string, len(b.e.Stages))
		found := false
		for i := range b.e.Stages {
			if names[i] = b.e.Stages[i].Name; names[i] == n.Text {
				stage, found = &b.e.Stages[i], true
			}
		}
		if !found {
			c.Note(n, "no stage is called "+strconv.Quote(n.Text)+doc.Nearest(n.Text, names))
		}
	}
	before := len(stage.Rules)
	stage.Rules = b.rules(stage.Rules, c.File, entry, nesting{})
	for i := range stage.Rules[before:] {
		c.found(&stage.Rules[before+i])
	}
}
