package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

func (w *page) endpoint(e *spec.Endpoint) {
	w.line("### %s%s\n", anchor("endpoint-"+e.ID), text(title(e)))
	facts := []string{code(w.p.ID + "/" + e.ID), map[spec.BodyKind]string{spec.AnyBody: "", spec.NoBody: "no body", spec.JSONBody: "JSON body",
		spec.MultipartBody: "multipart form", spec.FormBody: "URL-encoded form"}[e.Body], w.files(e), when(e.Retired, "**retired**"), founded(e.Trust, w.source(e.Source))}
	if note := e.At.Get("note"); note != nil {
		facts = append(facts, text(note.Text))
	}
	facts = slices.DeleteFunc(facts, func(s string) bool { return s == "" })
	w.line("%s%s<br>%s.\n", w.routes(e), when(len(e.Hosts) > 0, " on "+w.hostNames(e.Hosts)), strings.TrimSuffix(strings.Join(facts, "; "), "."))
	stages := e.At.Get("stages")
	for i := range e.Stages {
		var written []*body.Node
		if stages != nil && i < len(stages.Items) {
			written = stages.Items[i].Get("rules").Items
		}
		w.stage(e, i, written)
	}
	if e.Items != nil {
		rows, uses := w.rules(e, e.Items.Rules, e.At.Get("items").Get("rules").Items, false)
		w.line("**Each element of %s**: what fails here refuses the element, not the request by itself%s\n", code(e.Places[e.Items.Place].Text),
			when(uses != "", ". Shared checks: "+uses))
		w.table(columns, rows)
	}
	w.sample(e)
}

func founded(t spec.Trust, source string) string {
	return strings.TrimSuffix(t.String()+", "+source, ", ")
}

func (w *page) hostNames(ids []string) string {
	if len(ids) > 4 {
		return fmt.Sprintf("%d of the hosts", len(ids))
	}
	var names []string
	for _, h := range w.p.Hosts {
		if slices.Contains(ids, h.ID) {
			names = append(names, code(h.Name))
		}
	}
	return strings.Join(names, ", ")
}

func (w *page) files(e *spec.Endpoint) string {
	var out []string
	for _, m := range e.Media {
		how := map[string]string{"file": "a file part", "base64": "base64", "url": "a URL", "auto": "a URL or base64"}[m.As]
		out = append(out, code(e.Places[m.Place].Text)+" ("+how+w.conditions(e, m.When)+")")
	}
	return strings.Join(out, ", ")
}

// stage is one stage with what is known of its order.
func (w *page) stage(e *spec.Endpoint, i int, written []*body.Node) {
	s := &e.Stages[i]
	if len(s.Rules) == 0 {
		return
	}
	order := "order within it unknown"
	if s.Ordered {
		order = "in this order"
	}
	if len(s.Rules) == 1 {
		order = ""
	}
	after := ""
	if i > 0 {
		after = "may change places with the stage before"
		if s.Apart {
			after = "after the stage before"
		}
		if n := e.At.Get("stages").Items[i].Get("after"); n != nil {
			after += " (" + w.evidence(n) + ")"
		}
	}
	words := slices.DeleteFunc([]string{after, order}, func(s string) bool { return s == "" })
	rows, uses := w.rules(e, s.Rules, written, s.Ordered)
	w.line("**%d. %s**%s%s\n", i+1, text(s.Name), when(len(words) > 0, ": "+strings.Join(words, ", ")), when(uses != "", ". Shared checks: "+uses))
	w.table(columns, rows)
}

// evidence is the trust and source of an order.
func (w *page) evidence(n *body.Node) string {
	trust, source := "", ""
	if t := n.Get("trust"); t != nil {
		trust = t.Text
	}
	for i := range w.p.Sources {
		if s := n.Get("source"); s != nil && w.p.Sources[i].ID == s.Text {
			source = w.source(i)
		}
	}
	return strings.Trim(trust+", "+source, ", ")
}

// rules is the rows of checks as they are written, and the groups among them: those are rows as well where the order counts.
func (w *page) rules(e *spec.Endpoint, rules []spec.Rule, written []*body.Node, ordered bool) (rows [][]string, uses string) {
	shown := make([]bool, len(rules))
	find := func(n *body.Node) *spec.Rule {
		for i := range rules {
			if r := &rules[i]; !shown[i] && r.At == n {
				shown[i] = true
				return r
			}
		}
		return nil
	}
	var used []string
	for _, n := range written {
		use := n.Get("use")
		switch {
		case use == nil:
			if r := find(n); r != nil {
				rows = append(rows, w.rule(e, r))
			}
			continue
		case ordered:
			rows = append(rows, w.use(n))
		default:
			used = append(used, w.used(n))
		}
		for _, inner := range w.written(use.Text) {
			find(inner)
		}
	}
	for i := range rules {
		if !shown[i] { // an overlay wrote it
			rows = append(rows, w.rule(e, &rules[i]))
		}
	}
	return rows, strings.Join(used, ", ")
}

// columns is the head of a table of checks.
var columns = []string{"Place", "Wanted", "Else", "Ground"}

// written is the rules of a group and of those that it uses, as they stand in the documents.
func (w *page) written(name string) []*body.Node {
	var out []*body.Node
	if g := w.group(name); g != nil {
		for _, n := range g.Rules {
			if use := n.Get("use"); use != nil {
				out = append(out, w.written(use.Text)...)
			} else {
				out = append(out, n)
			}
		}
	}
	return out
}

// used is a group that is used, in a sentence.
func (w *page) used(n *body.Node) string {
	row := w.use(n)
	return strings.TrimSuffix(strings.TrimPrefix(row[1], "the "), " checks") + when(row[0] != "", " at "+row[0])
}

// use is the row of a group that is used.
func (w *page) use(n *body.Node) []string {
	words := "the " + link(n.Get("use").Text, "shared-"+n.Get("use").Text) + " checks"
	place := ""
	if at := n.Get("at"); at != nil {
		place = code(at.Text)
	}
	if conditions := n.Get("when"); conditions != nil {
		words += w.writtenConditions(conditions)
	}
	return []string{place, words, "", ""}
}
