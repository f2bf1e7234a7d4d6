package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand writes the manual as troff, made from the same words as the help.
func (p *program) manCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "man [COMMAND]",
		Short: "Write the manual page of willpass or of one of its commands",
		Long: `Write the manual page of willpass or of one of its commands, for man:

  willpass man > willpass.1
  willpass man check | man -l -`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			about := root
			if len(args) == 1 {
				at := slices.IndexFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == args[0] })
				if at < 0 {
					return fmt.Errorf("no command is called %q (willpass --help lists them)", args[0])
				}
				about = root.Commands()[at]
			}
			about.DisableAutoGenTag = true
			return doc.GenMan(about, &doc.GenManHeader{Title: "WILLPASS", Section: "1", Source: "willpass", Manual: "willpass"}, p.out)
		},
	}
}
