package main

import (
	"fmt"
	"path/filepath"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/spec"
)

func (p *program) casesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "cases FILE… | cases FOLDER…",
		Short:   "Run case files: requests and the verdicts they must get",
		Example: "  willpass cases testdata/cases/vidu.json\n  willpass cases testdata/cases/...",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, names []string) error {
			rules, err := p.rules()
			if err != nil {
				return err
			}
			files, err := cases.Files(names)
			if err != nil {
				return err
			}
			passed, failed := 0, 0
			for _, name := range files {
				loaded, err := cases.Load(name)
				if err != nil {
					return err
				}
				for _, r := range cases.Run(rules, loaded) {
					if r.Pass() {
						passed++
					} else {
						failed++
					}
					p.result(name, &r)
				}
			}
			if !p.json {
				fmt.Fprintf(p.out, "%d passed, %d failed\n", passed, failed)
			}
			if failed > 0 {
				p.fail()
			}
			return nil
		},
	}
}

func (p *program) result(file string, r *cases.Result) {
	if p.json {
		name := spec.AppendJSON(nil, r.Case.Name)
		fmt.Fprintf(p.out, `{"name":%s,"pass":%v,"verdict":%s}`+"\n", name, r.Pass(), r.Verdict.AppendJSON(nil))
		return
	}
	if r.Pass() {
		return
	}
	fmt.Fprintf(p.out, "%s %s: %s\n", color.New(color.FgRed).Sprint("✗"), filepath.Base(file), r.Case.Name)
	if r.Err != nil {
		fmt.Fprintf(p.out, "    %v\n", r.Err)
	}
	for _, line := range r.Mismatches {
		fmt.Fprintf(p.out, "    %s\n", line)
	}
}
