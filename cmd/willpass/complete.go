package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate/known"
)

// completes lets the shell complete a flag with the names of endpoints; with providers too, where they alone will do.
func (p *program) completes(c *cobra.Command, flag string, providers bool) {
	c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		id, _, whole := strings.Cut(typed, "/")
		var out []string
		if !whole {
			for _, id := range known.Providers() {
				if providers {
					out = append(out, id)
				}
				out = append(out, id+"/")
			}
			return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		_, provider, err := p.provider(id)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		for i := range provider.Endpoints {
			if e := &provider.Endpoints[i]; len(e.Media) > 0 && !e.Retired {
				out = append(out, id+"/"+e.ID+"\t"+e.Title)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}) // fails only for a flag that is not there
}

// providerNames completes the first argument of a command with the providers.
func providerNames(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return known.Providers(), cobra.ShellCompDirectiveNoFileComp
}
