package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// asking is the flags of one run of where.
type asking struct {
	*program
	under string
}

func (p *program) whereCommand() *cobra.Command {
	a := &asking{program: p}
	c := &cobra.Command{
		Use:   "where FILE…",
		Short: "List which endpoints would take a file, and the repair where one would not",
		Long: `List what every endpoint would say to a file: it passes, or the codes that may
come back and what to change. All else is as in the sample request of each
endpoint.

Of several files, of a folder or of a pattern such as "photos/**/*.jpg" it counts
how many endpoints of each provider take them.

Exit code: 0 some endpoint takes every file, 1 not so.`,
		Example: `  willpass where photo.heic
  willpass where photo.heic --for vidu
  willpass where photos/ --format junit > report.xml`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("where wants a file, a folder or a pattern")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.run(args) },
	}
	c.Flags().StringVar(&a.under, "for", "", "only this `provider`, or endpoint by provider/endpoint")
	p.formats(c)
	p.told.flags(c)
	p.completes(c, "for", true)
	return c
}

func (a *asking) run(names []string) error {
	files, err := inputs(names)
	if err != nil {
		return err
	}
	targets, err := a.targets()
	if err != nil {
		return err
	}
	shown := a.progress(len(files))
	defer shown.end()
	var sums []sum
	for _, name := range files {
		shown.next(name)
		file, err := a.fileOf(name)
		if err != nil {
			return err
		}
		row := sum{name: name, format: file.Media.Format.String(), about: described(&file.Media), bytes: file.Media.Bytes}
		for _, to := range targets {
			v, ok := to.rules.CheckFiles(to.endpoint, []validate.File{file}, to.facts)
			if !ok {
				continue
			}
			row.add(to.endpoint, &v, len(files) == 1)
			a.take(name, to.endpoint, &v, len(files) > 1)
		}
		if row.takes == 0 {
			a.fail()
		}
		sums = append(sums, row)
	}
	switch {
	case a.format != "":
	case len(sums) == 1:
		a.matrix(&sums[0])
	default:
		a.counts(sums)
	}
	return nil
}

// target is an endpoint that is asked.
type target struct {
	rules    *validate.Rules
	endpoint string
	facts    validate.Facts
}

// targets is the endpoints that are asked, in the order of the documents.
func (a *asking) targets() ([]target, error) {
	var wanted []string
	provider, one, _ := strings.Cut(a.under, "/")
	if provider != "" {
		if one != "" {
			if _, _, _, err := a.endpoint(a.under); err != nil {
				return nil, err
			}
		} else if _, _, err := a.provider(provider); err != nil {
			return nil, err
		}
		wanted = []string{provider}
	}
	rules, err := a.rules(wanted...)
	if err != nil {
		return nil, err
	}
	var out []target
	for _, p := range rules.Providers() {
		if provider != "" && p.ID != provider {
			continue
		}
		facts, err := a.told.read(p, rules.Providers())
		if err != nil {
			return nil, err
		}
		for i := range p.Endpoints {
			if e := &p.Endpoints[i]; !e.Retired && (one == "" || e.ID == one) {
				out = append(out, target{rules, p.ID + "/" + e.ID, facts})
			}
		}
	}
	return out, nil
}

// sum is what became of one file.
type sum struct {
	name, format, about                string
	bytes                              int64
	takes, unsure, refuses, afterwards int
	by                                 map[string]*sum // provider
	rows                               [][]string      // endpoint, answer, repair
}

func (s *sum) add(endpoint string, v *validate.Verdict, whole bool) {
	if s.by == nil {
		s.by = map[string]*sum{}
	}
	of := s.by[v.Provider]
	if of == nil {
		of = &sum{}
		s.by[v.Provider] = of
	}
	fixes := ofFile(v)
	for _, to := range []*sum{s, of} {
		switch v.Outcome {
		case validate.Accepted:
			to.takes++
			continue
		case validate.Rejected:
			to.refuses++
		default:
			to.unsure++
		}
		if len(fixes) > 0 {
			to.afterwards++
		}
	}
	if whole {
		s.rows = append(s.rows, []string{endpoint, said(v), s.repair(v, fixes)})
	}
}

// ofFile is the changes of the file itself that a verdict names.
func ofFile(v *validate.Verdict) []check.Fix {
	for i := range v.Findings {
		if fixes := v.Findings[i].Fix; len(fixes) > 0 && (fixes[0].Do.AboutFile() || fixes[0].Do == check.DoName) {
			return fixes
		}
	}
	return nil
}

// repair is what to do about a file, in short: its format and length are only told where they change.
func (s *sum) repair(v *validate.Verdict, fixes []check.Fix) string {
	if v.Outcome == validate.Accepted {
		return ""
	}
	var words []string
	for i := range fixes {
		f := &fixes[i]
		if f.Do == check.DoEncode && len(fixes) > 1 && (len(f.To) == 0 || f.To[0] == s.format) && (f.Max == 0 || s.bytes <= f.Max) && s.bytes >= f.Min && !f.RGB {
			continue
		}
		words = append(words, change(f))
	}
	if len(words) > 0 {
		return strings.Join(words, ", ")
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		if v.Outcome == validate.Rejected && f.State != check.Failed.String() {
			continue
		}
		if f.Advice != "" {
			return f.Advice
		}
		return gotAndWant(f)
	}
	return ""
}

// codes names the errors among the answers of a verdict, each once.
func codes(v *validate.Verdict) []string {
	var out []string
	for i := range v.Answers {
		code := v.Answers[i].Code
		switch {
		case v.Answers[i].Accepted:
			continue
		case code == "":
			code = "no documented code"
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// take keeps a verdict for a report, or prints it as JSON: with its path where there are several.
func (p *program) take(path, endpoint string, v *validate.Verdict, several bool) {
	switch p.format {
	case "json":
		line := v.AppendJSON(nil)
		if several {
			line = append(append(spec.AppendJSON([]byte(`{"path":`), path), ','), line[1:]...)
		}
		fmt.Fprintf(p.out, "%s\n", line)
	case "junit", "sarif":
		p.report.add(path, endpoint, v)
	}
}
