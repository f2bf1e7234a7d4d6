package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/fatih/color"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
)

// Exit codes: what was asked about passes; it does not, or not surely; the question itself was wrong.
const (
	exitPass  = 0
	exitFail  = 1
	exitUsage = 2
)

// program is one run of the command line.
type program struct {
	in       io.Reader
	out, err io.Writer
	json     bool
	extra    []string // rule files of the user
	facts    []string
	exit     int
}

// run is the whole command line: it reads in, writes out and err, and returns the exit code.
func run(args []string, in io.Reader, out, err io.Writer) int {
	p := &program{in: in, out: out, err: err}
	color.NoColor = !isTerminal(out) || os.Getenv("NO_COLOR") != ""
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	if e := root.Execute(); e != nil {
		fmt.Fprintln(err, "willpass: "+e.Error())
		return exitUsage
	}
	return p.exit
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "willpass",
		Short: "Will it pass? Predicts the exact error of image-AI providers before a request is sent",
		Example: `  willpass check photo.jpg --for vidu/img2video
  willpass check request.http
  willpass check -- curl https://api.vidu.com/ent/v2/img2video -H 'Authorization: Token …' --json @body.json
  willpass explain omnious 806`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().BoolVar(&p.json, "json", false, "print the exact JSON, one line per input")
	root.PersistentFlags().StringArrayVar(&p.extra, "rules", nil, "a folder with rule documents of a further `provider`")
	root.AddCommand(p.checkCommand(), p.whereCommand(), p.probeCommand(), p.explainCommand(), p.rulesCommand(), p.casesCommand())
	return root
}

// rules loads the documents that ship and those of the user.
func (p *program) rules() (*validate.Rules, error) {
	rules, err := known.Rules()
	if err != nil {
		return nil, err
	}
	for _, folder := range p.extra {
		more, err := known.Folder(folder)
		if err != nil {
			return nil, err
		}
		rules = validate.New(append(rules.Providers(), more)...)
	}
	return rules, nil
}

// fail makes the run end with exitFail, unless it is worse already.
func (p *program) fail() { p.exit = max(p.exit, exitFail) }

// oneOf notes that a command wants exactly one of two ways of input.
var errNoInput = errors.New("nothing to check: give an image with --for provider/endpoint, a file with a request, - for a request on standard input, or -- curl …")
