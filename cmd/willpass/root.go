package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/fatih/color"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/willpass/willpass/validate/doc"
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
	live     io.Writer // what is written at once, where a command runs until it is stopped
	width    int       // of the page, in columns
	json     bool
	format   string // of a report: "" = for people, json, junit or sarif
	report   report
	input    string   // what is looked at, in reports
	extra    []string // folders with rule documents of the user
	whole    bool     // the documents that ship are shown, notes and all
	told     told
	exit     int
}

// run is the whole command line: it reads in, writes out and err, and returns the exit code.
func run(args []string, in io.Reader, out, err io.Writer) int {
	var page bytes.Buffer // goes out whole, or not at all
	p := &program{in: in, out: &page, err: err, live: out, width: widthOf(out)}
	color.NoColor = !isTerminal(out) || os.Getenv("NO_COLOR") != ""
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(&page)
	root.SetErr(err)
	if e := root.Execute(); e != nil {
		fmt.Fprintln(err, "willpass: "+e.Error())
		return exitUsage
	}
	if _, e := page.WriteTo(out); e != nil {
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
		Long: `Will it pass? Predicts the exact error of image-AI providers before a request
is sent. Nothing is sent anywhere.

--rules adds documents of your own: a folder with the documents of a further
provider, which takes the place of one that ships when it has its id; or a file
with an overlay that changes what the documents of a provider say.

Exit code: 0 it passes, 1 it is refused or that is not sure, 2 the question
itself was wrong.`,
		Example: `  willpass check photo.jpg --for vidu/img2video
  willpass check request.http
  willpass check -- curl https://api.vidu.com/ent/v2/img2video --json @body.json
  willpass explain omnious 806`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			var names []string
			for _, command := range c.Commands() {
				names = append(names, command.Name())
			}
			return fmt.Errorf("no command is called %q%s (willpass --help lists them)", args[0], doc.Nearest(args[0], names))
		},
	}
	root.PersistentFlags().BoolVar(&p.json, "json", false, "print the exact JSON, one line per input")
	root.PersistentFlags().StringArrayVar(&p.extra, "rules", nil,
		"`path` of documents of your own, see willpass --help")
	root.AddCommand(p.checkCommand(), p.whereCommand(), p.fixCommand(), p.probeCommand(), p.explainCommand(), p.rulesCommand(), p.casesCommand(), p.serveCommand())
	root.AddCommand(p.manCommand(root))
	return root
}

// fail makes the run end with exitFail, unless it is worse already.
func (p *program) fail() { p.exit = max(p.exit, exitFail) }

func bold(text string) string  { return color.New(color.Bold).Sprint(text) }
func faint(text string) string { return color.New(color.Faint).Sprint(text) }
