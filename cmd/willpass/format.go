package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate/doc"
)

// reportFormats is how check and where can say what they found.
var reportFormats = []string{"table", "json", "junit", "sarif"}

// formats adds --format to a command. Inside, "" is the table.
func (p *program) formats(c *cobra.Command) {
	c.Flags().StringVar(&p.format, "format", "", "`how` to say it: table, json (as --json), junit or sarif")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(reportFormats, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case p.format == "table":
			p.format = ""
		case p.format != "" && !slices.Contains(reportFormats, p.format):
			return fmt.Errorf("--format %s%s: want %s", p.format, doc.Nearest(p.format, reportFormats), strings.Join(reportFormats, ", "))
		case p.json && (p.format == "junit" || p.format == "sarif"):
			return fmt.Errorf("--json and --format %s exclude each other", p.format)
		case p.json:
			p.format = "json"
		}
		p.json = p.format != "" // no words for people
		if err := run(c, args); err != nil {
			return err
		}
		switch p.format {
		case "junit":
			return p.report.junit(p.out)
		case "sarif":
			return p.report.sarif(p.out)
		}
		return nil
	}
}
