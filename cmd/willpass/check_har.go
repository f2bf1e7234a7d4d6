package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/flow"
	"github.com/willpass/willpass/validate/har"
)

// isRecording reports whether a file is a recording of many requests, by its name.
func isRecording(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".har") || strings.HasSuffix(name, ".har.zip")
}

// recordingOptions is the flags of check that are for recordings.
type recordingOptions struct {
	save  string   // folder for cases; "" = none
	bases []string // base URLs that stand for others, OWN=PROVIDER'S
}

// stands reads the base URLs.
func (o recordingOptions) stands() (map[string]string, error) {
	out := map[string]string{}
	for _, flag := range o.bases {
		own, real, found := strings.Cut(flag, "=")
		if !found || wellFormed(own) != nil || wellFormed(real) != nil {
			return nil, fmt.Errorf("--base %s: want http://OWN=https://PROVIDER, such as http://127.0.0.1:8787/vidu=https://api.vidu.com", flag)
		}
		out[strings.TrimSuffix(own, "/")] = strings.TrimSuffix(real, "/")
	}
	return out, nil
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
func (p *program) checkRecording(name string, o recordingOptions) error {
	bases, err := o.stands()
	if err != nil {
		return err
	}
	f, err := har.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	rules, err := p.rules()
	if err != nil {
		return err
	}
	r := &recording{p: p, facts: map[string]validate.Facts{}, save: o.save}
	r.judge = flow.Judge{Rules: rules, Bases: bases, Facts: func(provider string) (validate.Facts, error) {
		facts, known := r.facts[provider]
		if !known {
			if facts, err = p.told.read(rules.Provider(provider), rules.Providers()); err != nil {
				return facts, err
			}
			r.facts[provider] = facts
		}
		return facts, nil
	}}
	if o.save != "" {
		if err := os.MkdirAll(o.save, 0o755); err != nil {
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
