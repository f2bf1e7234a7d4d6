package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/spec"
)

// example is a change of the sample that a check refuses, and the answer.
type example struct{ change, answer string }

// judgeBreaks makes the conformance cases of the documents and judges them: they are the examples of the page.
func (w *page) judgeBreaks() error {
	generated, err := cases.Generate(w.p, false)
	if err != nil {
		return err
	}
	list, err := cases.Parse(w.p.ID, generated)
	if err != nil {
		return err
	}
	root, fault := body.Parse(generated)
	if root == nil {
		return fmt.Errorf("generated cases: %s", fault.Detail)
	}
	requests := root.Get("cases").Items
	results := cases.Run(validate.New(w.p), list)
	w.examples = map[*body.Node][]example{}
	next := 0
	take := func(e *spec.Endpoint, r *spec.Rule) {
		most := len(results)
		if r.Breaks != nil {
			most = len(r.Breaks.Items)
		}
		for ; most > 0 && next < len(results) && strings.HasPrefix(results[next].Case.Name, e.ID+": "+r.ID+": "); most-- {
			w.examples[r.At] = append(w.examples[r.At], example{change(e, requests[next]), w.answer(r, &results[next].Verdict)})
			next++
		}
	}
	for i := range w.p.Endpoints {
		e := &w.p.Endpoints[i]
		if next < len(results) && results[next].Case.Name == e.ID+": the sample" {
			next++
		}
		for k := range e.Stages {
			for j := range e.Stages[k].Rules {
				take(e, &e.Stages[k].Rules[j])
			}
		}
		for j := 0; e.Items != nil && j < len(e.Items.Rules); j++ {
			take(e, &e.Items.Rules[j])
		}
	}
	if next < len(results) {
		return fmt.Errorf("the case %q is of no rule", results[next].Case.Name)
	}
	return nil
}

// answer is what the provider says, in one line.
func (w *page) answer(r *spec.Rule, v *validate.Verdict) string {
	at := slices.IndexFunc(v.Answers, func(a validate.Answer) bool {
		return slices.ContainsFunc(r.Errors, func(number int) bool { return w.p.Errors[number].ID == a.Error })
	})
	if at < 0 { // a rule about elements refuses no request by itself
		return "the request is not refused by this alone"
	}
	a := &v.Answers[at]
	words := ""
	if a.Status != 0 {
		words = fmt.Sprintf("HTTP %d ", a.Status)
	}
	for _, h := range a.Headers {
		words += code(h.Name+": "+h.Value) + " "
	}
	if words += code(short(a.Body, 240)); a.Status == 0 && a.Code == "" {
		words = "refused, nobody documents how"
	}
	switch others := len(v.Answers) - 1; {
	case v.Outcome == validate.Uncertain:
		words += "; or accepted"
	case others == 1:
		words += "; or one other answer"
	case others > 1:
		words += fmt.Sprintf("; or %d other answers", others)
	}
	return words + when(a.When == "task", ", when the task is asked for")
}

// examplesOf is a table of the examples of some rules.
func (w *page) examplesOf(written []*body.Node) [][]string {
	var rows [][]string
	for _, n := range written {
		for _, ex := range w.examples[n] {
			rows = append(rows, []string{ex.change, ex.answer})
		}
	}
	return rows
}

// exampleColumns is the head of a table of examples.
var exampleColumns = []string{"Request", "Answer"}

// sample is one valid request with its answer, and what changes of it earn.
func (w *page) sample(e *spec.Endpoint) {
	var own []*body.Node
	for k := range e.Stages {
		for j := range e.Stages[k].Rules {
			own = append(own, e.Stages[k].Rules[j].At)
		}
	}
	for j := 0; e.Items != nil && j < len(e.Items.Rules); j++ {
		own = append(own, e.Items.Rules[j].At)
	}
	for _, g := range w.groups { // their examples stand with them
		own = slices.DeleteFunc(own, func(n *body.Node) bool { return slices.Contains(g.Rules, n) })
	}
	rows := w.examplesOf(own)
	if e.Sample == nil && len(rows) == 0 {
		return
	}
	w.line("<details><summary>A sample%s</summary>\n", when(len(rows) > 0, ", and "+refused(len(rows), "it")))
	if e.Sample != nil {
		sent := "the sample"
		if e.Sample.Get("json") == nil && e.Sample.Get("text") == nil {
			sent += ": " + inline(e.Sample)
		} else {
			w.line("```http\n%s```\n", request(e.Sample))
		}
		if e.Given != nil && len(e.Given.Members) > 0 {
			sent += "; while " + strings.Join(knowing(e.Given), ", ")
		}
		if !e.Retired && e.Fallback == "" {
			rows = slices.Insert(rows, 0, []string{sent, w.accepted(e)})
		} else {
			w.line("%s\n", strings.ToUpper(sent[:1])+sent[1:]+".")
		}
	}
	w.table(exampleColumns, rows)
	w.line("</details>\n")
}

func refused(n int, what string) string {
	if n == 1 {
		return "a change of " + what + " that earns an error"
	}
	return fmt.Sprintf("%d changes of %s that earn an error", n, what)
}

// inline is a sample in one line: one whose body is a form, or none.
func inline(sample *body.Node) string {
	words := code(sample.Get("method").Text + " " + sample.Get("url").Text)
	if headers := sample.Get("headers"); headers != nil {
		for _, h := range headers.Members {
			words += ", " + code(h.Key+": "+h.Value.Text)
		}
	}
	if form := sample.Get("form"); form != nil {
		for _, part := range form.Items {
			words += ", " + code("form:"+part.Get("name").Text) + " = " + code(partValue(part))
		}
	}
	return words
}

// accepted is the answer to a request that passes.
func (w *page) accepted(e *spec.Endpoint) string {
	words := "accepted, HTTP status not documented"
	if e.Accepts.Status != 0 {
		words = fmt.Sprintf("HTTP %d", e.Accepts.Status)
	}
	words = strings.TrimSpace(words + " " + code(short(w.template(e.Accepts.Envelope), 400)))
	for _, v := range e.Accepts.Variants {
		look := ""
		if v.Status != nil {
			look = fmt.Sprintf("HTTP %d ", *v.Status)
		}
		if v.Envelope != nil {
			look += code(short(w.template(*v.Envelope), 400))
		}
		words += "<br>" + strings.TrimSpace(look) + w.conditions(e, v.When)
	}
	return words
}

// template is the body of an envelope with its holes; "" when the number is -1.
func (w *page) template(envelope int) string {
	if envelope < 0 {
		return ""
	}
	text := ""
	for _, piece := range w.p.Envelopes[envelope].Body {
		if piece.Hole {
			text += "<" + piece.Text + ">"
		} else {
			text += piece.Text
		}
	}
	return text
}

// request is a sample with a JSON or text body as it is sent.
func request(sample *body.Node) string {
	out := ""
	method, url := sample.Get("method").Text, sample.Get("url").Text
	_, rest, _ := strings.Cut(url, "://")
	host, path, _ := strings.Cut(rest, "/")
	out += method + " https://" + host + "/" + path + "\n"
	if headers := sample.Get("headers"); headers != nil {
		for _, h := range headers.Members {
			out += h.Key + ": " + h.Value.Text + "\n"
		}
	}
	switch {
	case sample.Get("json") != nil:
		out += "\n" + pretty(sample.Get("json")) + "\n"
	case sample.Get("text") != nil:
		out += "\n" + compact(sample.Get("text")) + "\n"
	}
	return out
}

// pretty is a JSON value in one line, or one line per member when that is long.
func pretty(n *body.Node) string {
	line := compact(n)
	if len(line) <= 110 || n.Kind != body.Object {
		return line
	}
	parts := make([]string, len(n.Members))
	for i, m := range n.Members {
		parts[i] = "  " + string(spec.AppendJSON(nil, m.Key)) + ": " + compact(m.Value)
	}
	return "{\n" + strings.Join(parts, ",\n") + "\n}"
}

// partValue is the content of one part of a form.
func partValue(part *body.Node) string {
	value := part.Get("value")
	if value == nil {
		value = part.Get("file")
	}
	words := ""
	if value != nil {
		words = compact(value)
	}
	if name := part.Get("filename"); name != nil {
		words = "file " + string(spec.AppendJSON(nil, name.Text)) + " " + words
	}
	return words
}
