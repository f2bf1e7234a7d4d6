package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/flow"
	"github.com/willpass/willpass/validate/har"
)

// isRecording reports whether a file is a recording of many requests, by its name.
func isRecording(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".har") || strings.HasSuffix(name, ".har.zip")
}

// recording is one run over a recording.
type recording struct {
	p     *program
	judge flow.Judge
	table flow.Table
	facts map[string]validate.Facts
	save  string // folder for cases; "" = none
	saved []string
	lost  int // disagreements that could not be saved
}

// checkRecording judges every request of a recording, and compares with what came.
func (p *program) checkRecording(name, save string) error {
	f, err := har.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	rules, err := p.rules()
	if err != nil {
		return err
	}
	r := &recording{p: p, facts: map[string]validate.Facts{}, save: save}
	r.judge = flow.Judge{Rules: rules, Facts: func(provider string) (validate.Facts, error) {
		facts, known := r.facts[provider]
		if !known {
			if facts, err = p.told.read(rules.Provider(provider), rules.Providers()); err != nil {
				return facts, err
			}
			r.facts[provider] = facts
		}
		return facts, nil
	}}
	if save != "" {
		if err := os.MkdirAll(save, 0o755); err != nil {
			return fmt.Errorf("--save: %w", err)
		}
	}
	shown := p.progress(leastShown)
	defer shown.end()
	percent := int64(-1)
	if err := f.Each(func(e *har.Entry) error {
		if done := e.End * 100 / max(f.Size, 1); done != percent {
			percent = done
			shown.far(fmt.Sprintf("%d %% of %s, %d requests", done, short(name), e.Number))
		}
		judged, err := r.judge.Entry(context.Background(), e)
		if err != nil {
			return err
		}
		return r.take(&judged)
	}); err != nil {
		return err
	}
	shown.end()
	r.summary()
	return nil
}

// take counts, prints and saves one entry.
func (r *recording) take(j *flow.Judged) error {
	r.table.Add(j)
	if j.Differs || j.Skipped == "" && !j.Answered && j.Verdict.Outcome != validate.Accepted {
		r.p.fail()
	}
	file := ""
	if j.Differs && r.save != "" {
		var err error
		if file, err = r.write(j); err != nil {
			return err
		}
	}
	if r.p.json {
		return r.line(j, file)
	}
	if !j.Foreign {
		r.print(j, file)
	}
	return nil
}

// write writes a disagreement as a case; "" when no case can say it. The name is that of its content: the same one is
// written once.
func (r *recording) write(j *flow.Judged) (string, error) {
	text, err := j.Report.Case()
	if err != nil {
		r.lost++
		return "", nil
	}
	sum := sha256.Sum256(text)
	path := filepath.Join(r.save, fmt.Sprintf("%s-%s-%s.json", j.Verdict.Provider, j.Verdict.Endpoint, hex.EncodeToString(sum[:4])))
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return "", fmt.Errorf("--save: %w", err)
	}
	r.saved = append(r.saved, path)
	return path, nil
}

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
