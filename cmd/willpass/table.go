package main

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// table prints rows below a head, without lines. The last column is wrapped where the page ends; numbers stand to the right.
func (p *program) table(head []string, rows [][]string) {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Box.PaddingLeft = ""
	t.Style().Box.PaddingRight = "  "
	t.AppendHeader(cells(head))
	rest := p.width
	for i := range len(head) - 1 {
		rest -= widest(i, head, rows) + len(t.Style().Box.PaddingRight)
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: len(head), WidthMax: max(rest, 20), WidthMaxEnforcer: fold}})
	for _, row := range rows {
		t.AppendRow(cells(row))
	}
	t.SuppressTrailingSpaces()
	fmt.Fprintln(p.out, t.Render())
}

// fold breaks a text before the width is full, behind a blank or a slash where there is one.
func fold(words string, width int) string {
	runes := []rune(words)
	for at := width; at > 0 && len(runes) > width; at-- {
		if at == 1 {
			at = width
		} else if runes[at-1] != ' ' && runes[at-1] != '/' {
			continue
		}
		return strings.TrimRight(string(runes[:at]), " ") + "\n" + fold(string(runes[at:]), width)
	}
	return words
}

func cells(texts []string) table.Row {
	row := make(table.Row, len(texts))
	for i := range texts {
		row[i] = texts[i]
	}
	return row
}

func widest(column int, head []string, rows [][]string) int {
	width := text.StringWidthWithoutEscSequences(head[column])
	for _, row := range rows {
		width = max(width, text.StringWidthWithoutEscSequences(row[column]))
	}
	return width
}
