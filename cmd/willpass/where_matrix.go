package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/willpass/willpass/validate"
)

// said is a verdict in a cell: a mark, and the codes that may come.
func said(v *validate.Verdict) string {
	switch v.Outcome {
	case validate.Accepted:
		return color.GreenString("✓ passes")
	case validate.Rejected:
		return color.RedString("✗ ") + strings.Join(codes(v), ", ")
	}
	return color.YellowString("? ") + strings.Join(codes(v), ", ")
}

// How wide the last columns of the matrix are at least.
const (
	leastAnswer = 12
	leastRepair = 24
)

// matrix prints what every endpoint says to one file.
func (p *program) matrix(s *sum) {
	p.wrap(bold(s.name)+"  ", "  ", s.about)
	fmt.Fprintln(p.out)
	for len(s.rows) > 0 {
		provider, _, _ := strings.Cut(s.rows[0][0], "/")
		n, wide := 0, 0
		for ; n < len(s.rows) && strings.HasPrefix(s.rows[n][0], provider+"/"); n++ {
			s.rows[n][0] = s.rows[n][0][len(provider)+1:]
			wide = max(wide, len(s.rows[n][0]))
		}
		for i := range s.rows[:n] {
			s.rows[i][1] = foldWords(s.rows[i][1], max(p.width-wide-leastRepair-4, leastAnswer))
		}
		p.table([]string{strings.ToUpper(provider), "ANSWER", "REPAIR"}, s.rows[:n])
		fmt.Fprintln(p.out)
		s.rows = s.rows[n:]
	}
	words := s.words()
	if s.afterwards > 0 {
		words += fmt.Sprintf("; %d would take it mended: willpass fix %s --for ENDPOINT", s.afterwards, s.name)
	}
	p.wrap("", "", words+".")
}

func (s *sum) words() string {
	return fmt.Sprintf("%d of %s %s it, %d %s it, %d not sure", s.takes, counted(s.takes+s.refuses+s.unsure, "endpoint", "endpoints"),
		verb(s.takes, "takes", "take"), s.refuses, verb(s.refuses, "refuses", "refuse"), s.unsure)
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// foldWords breaks a text behind a comma or an underline, where it is wider than a cell.
func foldWords(text string, width int) string {
	line, out := 0, []rune{}
	for _, piece := range strings.SplitAfter(strings.ReplaceAll(text, ", ", ",\x00"), "\x00") {
		for _, part := range strings.SplitAfter(piece, "_") {
			part = strings.ReplaceAll(part, "\x00", " ")
			if n := len([]rune(part)); line > 0 && line+n > width {
				out, line = append(out, '\n'), 0
			}
			out, line = append(out, []rune(part)...), line+len([]rune(part))
		}
	}
	return string(out)
}

// counts prints of several files how many endpoints of each provider take them.
func (p *program) counts(all []sum) {
	providers := map[string]bool{}
	total := sum{}
	for i := range all {
		for id := range all[i].by {
			providers[id] = true
		}
		total.takes += all[i].takes
		total.refuses += all[i].refuses
		total.unsure += all[i].unsure
		total.afterwards += all[i].afterwards
	}
	ids := slices.Sorted(maps.Keys(providers))
	head := []string{"FILE"}
	for _, id := range ids {
		head = append(head, strings.ToUpper(id))
	}
	var rows [][]string
	nowhere := 0
	for i := range all {
		row := []string{shortPath(all[i].name)}
		for _, id := range ids {
			row = append(row, all[i].by[id].cell())
		}
		if rows = append(rows, row); all[i].takes == 0 {
			nowhere++
		}
	}
	p.table(head, rows)
	fmt.Fprintln(p.out)
	p.wrap("", "", fmt.Sprintf("%s. Of %s %d pass, %d are refused, %d are not sure; %d would pass mended (willpass fix). ✓ takes it, ✗ refuses it, ? not sure.",
		counted(len(all), "file", "files"), counted(total.takes+total.refuses+total.unsure, "question", "questions"), total.takes, total.refuses, total.unsure, total.afterwards))
	if nowhere > 0 {
		p.wrap("", "", fmt.Sprintf("%s taken by no endpoint.", counted(nowhere, "file is", "files are")))
	}
}

// cell is how many endpoints of a provider take a file, refuse it, are not sure.
func (s *sum) cell() string {
	if s == nil {
		return ""
	}
	var out []string
	if s.takes > 0 {
		out = append(out, color.GreenString("✓%d", s.takes))
	}
	if s.refuses > 0 {
		out = append(out, color.RedString("✗%d", s.refuses))
	}
	if s.unsure > 0 {
		out = append(out, color.YellowString("?%d", s.unsure))
	}
	return strings.Join(out, " ")
}

// shortPath is the end of a path that fits a column.
func shortPath(path string) string {
	const most = 30
	if runes := []rune(path); len(runes) > most {
		base := []rune(filepath.Base(path))
		return "…" + string(runes[len(runes)-max(most-1, min(len(base), most-1)):])
	}
	return path
}
