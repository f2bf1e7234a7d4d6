package main

import (
	"encoding/json"
	"fmt"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate/flow"
)

// line prints one entry as JSON.
func (r *recording) line(j *flow.Judged, file string) error {
	out := map[string]any{"entry": j.Number, "method": j.Method, "url": j.URL}
	switch {
	case j.Skipped != "":
		out["skipped"] = j.Skipped
	default:
		out["verdict"] = json.RawMessage(j.Verdict.AppendJSON(nil))
	}
	if j.Answered {
		real := map[string]any{"status": j.Report.Status, "accepted": j.Real() == "accepted"}
		if j.Report.Code != "" {
			real["code"], real["message"] = j.Report.Code, j.Report.Message
		}
		out["real"], out["agrees"] = real, !j.Differs
	}
	if j.Task != 0 {
		out["task"] = j.Task
	}
	if j.Differs {
		out["differs"] = j.Report.Kind.String()
	}
	if file != "" {
		out["saved"] = file
	}
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	fmt.Fprintf(r.p.out, "%s\n", text)
	return nil
}

// print prints one entry to a known provider on a line, below it what was predicted and what came, and why when prediction and answer differ.
func (r *recording) print(j *flow.Judged, file string) {
	mark, words := color.GreenString("✓"), "predicted "+flow.Predicted(&j.Verdict)
	switch {
	case j.Skipped != "":
		mark, words = faint("–"), "not judged: "+j.Skipped
	case j.Differs:
		mark = color.RedString("✗")
	case !j.Answered:
		mark = faint("?")
		words += ", no answer recorded"
	}
	if j.Answered {
		words += ", came " + j.Real()
		if j.Report.Status != 0 {
			words += fmt.Sprintf(" (%d)", j.Report.Status)
		}
	}
	if j.Task != 0 {
		words += fmt.Sprintf(", for the task of #%d", j.Task)
	}
	r.p.wrap("", "    ", fmt.Sprintf("%s #%d %s %s", mark, j.Number, j.Method, j.URL))
	r.p.wrap("    ", "    ", words)
	if !j.Differs {
		return
	}
	r.p.wrap("    ", "    ", color.RedString(j.Report.Kind.String()))
	if j.Report.Message != "" {
		r.p.wrap("    ", "    ", "came: "+oneLine(j.Report.Message))
	}
	for i := range j.Verdict.Findings {
		if f := &j.Verdict.Findings[i]; f.State == "failed" {
			r.p.wrap("    ", "      ", fmt.Sprintf("%s: got %s, want %s  %s", f.At, f.Got, f.Want, faint(f.Source)))
		}
	}
	if file != "" {
		r.p.wrap("    ", "    ", "saved as "+file)
	} else if r.save != "" {
		r.p.wrap("    ", "    ", "not saved: no case can say this body")
	}
}

// summary prints the counts and the confusion table.
func (r *recording) summary() {
	t, p := &r.table, r.p
	if p.json {
		rows := []map[string]any{}
		for _, c := range t.Rows() {
			rows = append(rows, map[string]any{"provider": c.Provider, "predicted": c.Predicted, "real": c.Real, "agrees": !c.Differs, "count": c.Count})
		}
		text, err := json.Marshal(map[string]any{"requests": t.Requests, "foreign": t.Foreign, "skipped": t.Skipped, "unanswered": t.Open, "agree": t.Agree,
			"differ": t.Differ, "confusion": t.Confusion(), "rows": rows})
		if err == nil {
			fmt.Fprintf(p.out, "%s\n", text)
		}
		return
	}
	if t.Requests > t.Foreign {
		fmt.Fprintln(p.out)
	}
	fmt.Fprintf(p.out, "%d requests: %d to known providers, of these %d not judged, %d without an answer\n", t.Requests, t.Requests-t.Foreign, t.Skipped, t.Open)
	if t.Agree+t.Differ == 0 {
		return
	}
	fmt.Fprintf(p.out, "%s as predicted, %s otherwise\n\n", bold(fmt.Sprint(t.Agree)), bold(fmt.Sprint(t.Differ)))
	counts := t.Confusion()
	var rows [][]string
	for _, one := range [][2]string{{"accepted", "will pass"}, {"rejected", "will be refused"}, {"uncertain", "not sure"}} {
		rows = append(rows, []string{one[1], fmt.Sprint(counts[one[0]][0]), fmt.Sprint(counts[one[0]][1])})
	}
	p.table([]string{"predicted", "accepted", "refused"}, rows)
	fmt.Fprintln(p.out)
	rows = nil
	for _, c := range t.Rows() {
		agrees := "yes"
		if c.Differs {
			agrees = "no"
		}
		rows = append(rows, []string{fmt.Sprint(c.Count), agrees, c.Provider, c.Real, c.Predicted})
	}
	p.table([]string{"count", "fits", "provider", "came", "predicted"}, rows)
	if len(r.saved) > 0 {
		fmt.Fprintf(p.out, "\n%d saved; correct the rule, then: willpass cases %s\n", len(r.saved), r.save)
	}
}
