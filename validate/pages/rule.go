package pages

import (
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// rule is the row of a check.
func (w *page) rule(e *spec.Endpoint, r *spec.Rule) []string {
	place := w.factLink(r.Fact)
	if r.Place >= 0 {
		place = code(e.Places[r.Place].Text)
	}
	return []string{place, w.wanted(e, r), w.earned(r), founded(r.Trust, w.source(r.Source))}
}

// factLink links to a fact; the clock is not described.
func (w *page) factLink(id string) string {
	if id == "now" || id == "" {
		return code("fact:" + id)
	}
	return "[" + code("fact:"+id) + "](#fact-" + id + ")"
}

func (w *page) wanted(e *spec.Endpoint, r *spec.Rule) string {
	words := wants(r.Kind, r.Check.Want()) + w.conditions(e, r.When)
	if r.Note != "" {
		words += "<br>*" + text(r.Note) + "*"
	}
	return words
}

// wants is what a check wants, as it reads in a table.
func wants(kind, want string) string {
	if kind == "never" {
		return "no request comes through"
	}
	return text(want)
}

// conditions is when a check is asked; "" when always.
func (w *page) conditions(e *spec.Endpoint, when []spec.Condition) string {
	var parts []string
	for _, c := range when {
		place := w.factLink(c.Fact)
		if c.Place >= 0 {
			place = code(e.Places[c.Place].Text)
		}
		parts = append(parts, place+" "+verb(c.Kind)+wants(c.Kind, c.Check.Want()))
	}
	return joined(parts)
}

func joined(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return ", when " + strings.Join(parts, " and ")
}

// verb joins a place with what a condition wants of it.
func verb(kind string) string {
	switch kind {
	case "required":
		return "holds "
	case "absent":
		return "happens "
	case "items", "bytes", "length", "duration", "frameRate", "pixels":
		return "has "
	}
	return "is "
}

// writtenConditions is the conditions of a use, as the document has them: their places may be those of the use around it.
func (w *page) writtenConditions(list *body.Node) string {
	var parts []string
	for _, c := range list.Items {
		at, kind := "", ""
		var value *body.Node
		for _, m := range c.Members {
			if m.Key == "at" {
				at = m.Value.Text
			} else {
				kind, value = m.Key, m.Value
			}
		}
		parts = append(parts, code(at)+" "+kind+" "+code(short(compact(value), 100)))
	}
	return joined(parts)
}

// earned is the errors of a check: the most likely one with its message.
func (w *page) earned(r *spec.Rule) string {
	var out []string
	for i, number := range r.Errors {
		words := w.errorLink(number)
		if e := &w.p.Errors[number]; i == 0 && e.Message != "" {
			words += " " + code(short(e.Message, 120))
		}
		out = append(out, words)
	}
	return strings.Join(out, " or ")
}

// errorLink is the code of an error with its HTTP status.
func (w *page) errorLink(number int) string {
	e := &w.p.Errors[number]
	name := e.Code
	if name == "" {
		name = "no documented code"
	}
	words := link(name, "error-"+e.ID)
	if e.Status != 0 && fmt.Sprint(e.Status) != e.Code {
		words += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	return words + when(e.When == "task", " in the task")
}

// shared is the groups of checks.
func (w *page) shared() {
	if len(w.groups) == 0 {
		return
	}
	w.line("## Shared checks\n")
	w.line("Checks that several endpoints ask. `@` is the place that the endpoint names. Where trust and source are those of the endpoint, they are left out.\n")
	for _, g := range w.groups {
		users := w.users(g.Name)
		w.line("### %s%s\n", anchor("shared-"+g.Name), text(g.Name))
		if users != "" {
			w.line("Asked by %s.\n", users)
		}
		var rows [][]string
		for _, n := range g.Rules {
			if n.Get("use") != nil {
				rows = append(rows, w.use(n))
			} else if e, r := w.resolved(n); r != nil {
				rows = append(rows, w.groupRule(e, r))
			}
		}
		w.table(columns, rows)
		if examples := w.examplesOf(g.Rules); len(examples) > 0 {
			w.line("<details><summary>%s</summary>\n", text(refused(len(examples), "a sample")))
			w.table(exampleColumns, examples)
			w.line("</details>\n")
		}
	}
}

// groupRule is the row of a check in a group: its place as written, and its own ground only.
func (w *page) groupRule(e *spec.Endpoint, r *spec.Rule) []string {
	row := w.rule(e, r)
	if at := r.At.Get("at"); at != nil && r.Place >= 0 {
		row[0] = code(at.Text)
	} else if r.Place >= 0 {
		row[0] = code("@")
	}
	own := r.At.Get("when")
	row[1] = wants(r.Kind, r.Check.Want())
	if own != nil {
		row[1] += w.conditions(e, r.When[len(r.When)-len(own.Items):])
		if base := strings.TrimSuffix(w.placeText(e, r), strings.TrimPrefix(strings.Trim(row[0], "`"), "@")); strings.HasPrefix(row[0], "`@") {
			row[1] = strings.ReplaceAll(row[1], "`"+base, "`@")
		}
	}
	if r.Note != "" {
		row[1] += "<br>*" + text(r.Note) + "*"
	}
	trust, source := "", ""
	if r.At.Get("trust") != nil {
		trust = r.Trust.String()
	}
	if r.At.Get("source") != nil {
		source = w.source(r.Source)
	}
	row[3] = strings.Trim(trust+", "+source, ", ")
	return row
}

func (w *page) placeText(e *spec.Endpoint, r *spec.Rule) string {
	if r.Place < 0 {
		return "fact:" + r.Fact
	}
	return e.Places[r.Place].Text
}

// resolved is the first rule of an endpoint that n became.
func (w *page) resolved(n *body.Node) (*spec.Endpoint, *spec.Rule) {
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		for k := range e.Stages {
			for j := range e.Stages[k].Rules {
				if r := &e.Stages[k].Rules[j]; r.At == n {
					return e, r
				}
			}
		}
		if e.Items != nil {
			for j := range e.Items.Rules {
				if r := &e.Items.Rules[j]; r.At == n {
					return e, r
				}
			}
		}
	}
	return nil, nil
}

// users is the endpoints, or groups, that use a group by name.
func (w *page) users(name string) string {
	uses := func(list *body.Node) bool {
		if list != nil {
			for _, n := range list.Items {
				if use := n.Get("use"); use != nil && use.Text == name {
					return true
				}
			}
		}
		return false
	}
	var out []string
	for _, g := range w.groups {
		if uses(&body.Node{Items: g.Rules}) {
			out = append(out, "the "+link(g.Name, "shared-"+g.Name)+" checks")
		}
	}
	count := 0
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		used := uses(e.At.Get("items").Get("rules"))
		if stages := e.At.Get("stages"); stages != nil {
			for _, s := range stages.Items {
				used = used || uses(s.Get("rules"))
			}
		}
		if used {
			if count++; count <= 8 {
				out = append(out, link(title(e), "endpoint-"+e.ID))
			}
		}
	}
	if count > 8 {
		out = append(out, fmt.Sprintf("%d more endpoints", count-8))
	}
	return strings.Join(out, ", ")
}
