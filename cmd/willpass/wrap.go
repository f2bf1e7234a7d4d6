package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// plainWidth is how wide a page is when it goes to no terminal, in columns.
const plainWidth = 80

// widthOf is the columns of a terminal; plainWidth when w is none.
func widthOf(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 20 {
			return width
		}
	}
	return plainWidth
}

// wrap prints words in lines that fit the page: the first line behind first, the others behind rest. No word is cut.
func (p *program) wrap(first, rest, words string) {
	line, free := first, true // free: no word is on the line yet
	for _, word := range strings.Split(words, " ") {
		if !free && text.StringWidthWithoutEscSequences(line+" "+word) > p.width {
			fmt.Fprintln(p.out, strings.TrimRight(line, " "))
			line, free = rest, true
		}
		if !free {
			line += " "
		}
		line, free = line+word, false
	}
	fmt.Fprintln(p.out, strings.TrimRight(line, " "))
}

// oneLine makes line breaks visible.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }
