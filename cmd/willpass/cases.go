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
		Use:   "cases FILE…",
		Short: "Run case files: requests and the verdicts they must get",
		Long: `Run case files: requests and the verdicts they must get. A folder stands for all
case files (*.json) below it.

Exit code: 0 all pass, 1 some fail, 2 a file cannot be read.`,
		Example: "  willpass cases testdata/cases/*.json testdata/cases/generated/*.json",
		Args:    someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			names, err := cases.Files(args)
			if err != nil {
				return err
			}
			files := make([][]cases.Case, len(names))
			for i, name := range names {
				if files[i], err = cases.Load(name); err != nil {
					return err
				}
			}
			return p.runCases(names, files)
		},
	}
}

// someFiles refuses a command without files.
func someFiles(c *cobra.Command, names []string) error {
	if len(names) == 0 {
		return fmt.Errorf("%s wants at least one file", c.Name())
	}
	return nil
}

func (p *program) runCases(names []string, files [][]cases.Case) error {
	rules, err := p.rules()
	if err != nil {
		return err
	}
	passed, failed := 0, 0
	shown := p.progress(len(files))
	defer shown.end()
	for i := range files {
		shown.next(names[i])
		for _, r := range cases.Run(rules, files[i]) {
			if r.Pass() {
				passed++
			} else {
				failed++
			}
			p.result(names[i], &r)
		}
		files[i] = nil
	}
	if !p.json {
		fmt.Fprintf(p.out, "%d passed, %d failed\n", passed, failed)
	}
	if failed > 0 {
		p.fail()
	}
	return nil
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
	fmt.Fprintf(p.out, "%s %s: %s\n", color.RedString("✗"), filepath.Base(file), r.Case.Name)
	if r.Err != nil {
		p.wrap("    ", "    ", r.Err.Error())
	}
	for _, line := range r.Mismatches {
		p.wrap("    ", "    ", line)
	}
}
