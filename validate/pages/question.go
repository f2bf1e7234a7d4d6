package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// questions is what only the provider can tell.
func (w *page) questions() {
	w.line("## Open questions\n")
	w.line("What no source tells. An answer from the provider can be laid over these documents, see *Overlays* in the description of the rule documents.\n")
	w.limits()
	w.units()
	w.refusals()
	w.codes()
	w.orders()
	w.statuses()
}

// asked is a question and where it comes up.
type asked struct {
	words string
	at    []string
}

// asking collects questions, each once.
type asking struct{ list []asked }

func (a *asking) add(words, at string) {
	for i := range a.list {
		if a.list[i].words == words {
			if !slices.Contains(a.list[i].at, at) {
				a.list[i].at = append(a.list[i].at, at)
			}
			return
		}
	}
	a.list = append(a.list, asked{words, []string{at}})
}

func (w *page) ask(title string, a asking) {
	if len(a.list) == 0 {
		return
	}
	w.line("### %s\n", title)
	rows := make([][]string, len(a.list))
	for i, q := range a.list {
		at := strings.Join(q.at[:min(len(q.at), 3)], ", ")
		if more := len(q.at) - 3; more > 0 {
			at += fmt.Sprintf(" and %d more", more)
		}
		rows[i] = []string{q.words, at}
	}
	w.folded(plural(len(rows), "question"), 20, []string{"What is not known", "Where"}, rows)
}

// each visits every rule as it is written, once, with an endpoint that asks it.
func (w *page) each(visit func(e *spec.Endpoint, r *spec.Rule, at string)) {
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		one := func(r *spec.Rule) {
			at := link(title(e), "endpoint-"+e.ID)
			for _, g := range w.groups {
				if slices.Contains(g.Rules, r.At) {
					at = "the " + link(g.Name, "shared-"+g.Name) + " checks"
				}
			}
			visit(e, r, at)
		}
		for k := range e.Stages {
			for j := range e.Stages[k].Rules {
				one(&e.Stages[k].Rules[j])
			}
		}
		for j := 0; e.Items != nil && j < len(e.Items.Rules); j++ {
			one(&e.Items.Rules[j])
		}
	}
}

// limits is the numbers that nobody published.
func (w *page) limits() {
	var a asking
	w.each(func(e *spec.Endpoint, r *spec.Rule, at string) {
		for _, f := range w.p.Facts {
			if f.Default == nil && names(r.Param, f.ID) {
				a.add(fmt.Sprintf("What is %s: %s?", code("fact:"+f.ID), text(f.About)), at)
			}
		}
	})
	w.ask("Limits that are not published", a)
}

// names reports whether a limit in n is the fact.
func names(n *body.Node, fact string) bool {
	if n == nil {
		return false
	}
	if f := n.Get("fact"); f != nil && f.Text == fact {
		return true
	}
	return slices.ContainsFunc(n.Members, func(m body.Member) bool { return names(m.Value, fact) })
}

// units is the wordings that leave a band or a boundary open.
func (w *page) units() {
	var a asking
	w.each(func(e *spec.Endpoint, r *spec.Rule, at string) {
		if r.Param == nil || r.Param.Kind != body.Object {
			return
		}
		for _, m := range r.Param.Members {
			if unit := strings.TrimLeft(m.Value.Text, "0123456789."); m.Value.Kind == body.String && (unit == "KB" || unit == "MB" || unit == "GB") {
				a.add(fmt.Sprintf("Does %s count in powers of ten or of two?", code(m.Value.Text)), at)
			}
			if m.Key == "edge" {
				a.add(fmt.Sprintf("%s: does the boundary itself pass?", text(r.Check.Want())), at)
			}
		}
	})
	w.ask("Units and boundaries", a)
}

// refusals is the checks of which it is not sure that they refuse.
func (w *page) refusals() {
	var a asking
	w.each(func(e *spec.Endpoint, r *spec.Rule, at string) {
		if !r.Trust.Hard() {
			a.add(fmt.Sprintf("%s: %s%s (%s)", code(w.placeText(e, r)), wants(r.Kind, r.Check.Want()), w.conditions(e, r.When), r.Trust), at)
		}
	})
	w.ask("Is a request refused that does not hold to this?", a)
}

// codes is the checks of which it is not known what they answer.
func (w *page) codes() {
	var a asking
	w.each(func(e *spec.Endpoint, r *spec.Rule, at string) {
		if len(r.Errors) < 2 && w.p.Errors[r.Errors[0]].Code != "" {
			return
		}
		var codes []string
		for _, number := range r.Errors {
			codes = append(codes, w.errorLink(number))
		}
		words := fmt.Sprintf("Which of %s comes for the check %s?", strings.Join(codes, " or "), code(r.Kind))
		if len(codes) == 1 {
			words = fmt.Sprintf("What is answered to a failed check %s on %s?", code(r.Kind), code(w.placeText(e, r)))
		}
		a.add(words, at)
	})
	w.ask("Which error comes?", a)
}

// orders is the stages whose place is not known.
func (w *page) orders() {
	var a asking
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		at := link(title(e), "endpoint-"+e.ID)
		for k := 1; k < len(e.Stages); k++ {
			if !e.Stages[k].Apart {
				a.add(fmt.Sprintf("Do the checks *%s* come before *%s*?", text(e.Stages[k-1].Name), text(e.Stages[k].Name)), at)
			}
		}
		for _, s := range e.Stages {
			if !s.Ordered && len(s.Rules) > 1 {
				a.add(fmt.Sprintf("In which order do the checks of the stage *%s* come?", text(s.Name)), at)
			}
		}
	}
	w.ask("Order of checks", a)
}

// statuses is the errors whose HTTP status is not known, or only inferred.
func (w *page) statuses() {
	var unknown, inferred []string
	for i := range w.p.Errors {
		switch e := &w.p.Errors[i]; {
		case e.Code == "":
		case e.Status == 0:
			unknown = append(unknown, link(e.Code, "error-"+e.ID))
		case !e.StatusTrust.Hard():
			inferred = append(inferred, link(e.Code, "error-"+e.ID)+fmt.Sprintf(" (%d?)", e.Status))
		}
	}
	if len(unknown)+len(inferred) == 0 {
		return
	}
	w.line("### HTTP statuses\n")
	if len(unknown) > 0 {
		w.line("Not known for %s.\n", strings.Join(unknown, ", "))
	}
	if len(inferred) > 0 {
		w.line("Inferred for %s.\n", strings.Join(inferred, ", "))
	}
}
