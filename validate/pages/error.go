package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/spec"
)

// deciders is who decides about an error, in the order of the page.
var deciders = [...]struct{ id, words string }{
	{"request", "Decided by the request alone"},
	{"caller", "Decided by what the sender knows: keys, quota, clock, earlier requests"},
	{"fetch", "Decided by what a URL in the request holds"},
	{"server", "Decided by the provider alone: never predicted, only explained"},
}

// errors is the catalogue.
func (w *page) errors() {
	w.line("## Errors\n")
	earned := w.earners()
	for i := range w.p.Errors {
		for _, carrier := range w.p.Carriers(&w.p.Errors[i]) {
			earned[i] += earned[slices.IndexFunc(w.p.Errors, func(e spec.Error) bool { return e.ID == carrier.ID })]
		}
	}
	for _, who := range deciders {
		var rows [][]string
		for i := range w.p.Errors {
			if e := &w.p.Errors[i]; e.Decides == who.id {
				rows = append(rows, w.errorRow(e, earned[i]))
			}
		}
		if len(rows) > 0 {
			w.line("### %s\n", who.words)
			w.table([]string{"Code", "HTTP", "Message", "Meaning", "Again?", "Ground"}, rows)
		}
	}
}

// earners counts the checks that earn each error.
func (w *page) earners() []int {
	out := make([]int, len(w.p.Errors))
	var seen []any
	count := func(r *spec.Rule) {
		if !slices.Contains(seen, any(r.At)) {
			seen = append(seen, r.At)
			for _, number := range r.Errors {
				out[number]++
			}
		}
	}
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		for k := range e.Stages {
			for j := range e.Stages[k].Rules {
				count(&e.Stages[k].Rules[j])
			}
		}
		for j := 0; e.Items != nil && j < len(e.Items.Rules); j++ {
			count(&e.Items.Rules[j])
		}
	}
	return out
}

func (w *page) errorRow(e *spec.Error, earned int) []string {
	name := code(e.Code)
	if e.Code == "" {
		name = "none documented"
	}
	if e.Key != "" && e.Key != e.Code {
		name += " " + code(e.Key)
	}
	status := ""
	if e.Status != 0 {
		status = fmt.Sprint(e.Status)
		if e.StatusTrust != e.Trust {
			status += " (" + e.StatusTrust.String() + ")"
		}
	}
	meaning := []string{text(e.Meaning)}
	if e.Do != "" {
		meaning = append(meaning, "**"+text(strings.TrimSuffix(e.Do, "."))+".**")
	}
	if e.When == "task" {
		meaning = append(meaning, "Comes when the task is asked for.")
	}
	for _, id := range e.Carries {
		meaning = append(meaning, "The same answer holds ["+text(id)+"](#error-"+id+").")
	}
	if e.Unreached != "" {
		meaning = append(meaning, "*No check earns it: "+text(strings.TrimSuffix(e.Unreached, "."))+".*")
	}
	again := map[string]string{"yes": "may help", "no": "no", "": "not known"}[e.Retry]
	return []string{anchor("error-"+e.ID) + name, status, code(e.Message) + w.variants(e), strings.TrimSpace(strings.Join(meaning, " ")), again,
		founded(e.Trust, w.source(e.Source)) + when(earned > 0, fmt.Sprintf("; %s", plural(earned, "check")))}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// variants is how an error looks under other conditions.
func (w *page) variants(e *spec.Error) string {
	out := ""
	for _, v := range e.Variants {
		var looks []string
		if v.Code != nil {
			looks = append(looks, "code "+code(*v.Code))
		}
		if v.Status != nil {
			looks = append(looks, fmt.Sprintf("HTTP %d", *v.Status))
		}
		if v.Message != nil {
			looks = append(looks, code(*v.Message))
		}
		if v.Envelope != nil && *v.Envelope >= 0 {
			looks = append(looks, "the envelope "+code(w.p.Envelopes[*v.Envelope].ID))
		}
		var places []string
		for _, c := range v.When {
			place := w.factLink(c.Fact)
			if c.Place >= 0 {
				place = code([...]string{spec.MethodPlace: "method", spec.HostPlace: "host", spec.PathPlace: "path"}[c.Place])
			}
			places = append(places, place+" "+verb(c.Kind)+wants(c.Kind, c.Check.Want()))
		}
		out += "<br>" + strings.Join(looks, ", ") + joined(places)
	}
	return out
}
