package main

import (
	"fmt"
	"strings"
)

// progress shows on a terminal how far a long work is, on one line that goes away at the end.
type progress struct {
	p     *program
	total int
	done  int
	wide  int // columns written
}

// leastShown is how many inputs are worth a line.
const leastShown = 3

// barWidth is how wide the bar is, in columns.
const barWidth = 20

func (p *program) progress(total int) *progress { return &progress{p: p, total: total} }

// next says that work on an input begins.
func (g *progress) next(name string) {
	g.done++
	if g.total >= leastShown && isTerminal(g.p.err) {
		full := barWidth * g.done / g.total
		g.write(fmt.Sprintf("%s%s  %d of %d  %s", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), g.done, g.total, short(name)))
	}
}

// far says how far a work of which the inputs are not counted is.
func (g *progress) far(line string) {
	if isTerminal(g.p.err) {
		g.write(line)
	}
}

// end takes the line away.
func (g *progress) end() {
	if g.wide > 0 {
		g.write("")
		g.wide = 0
	}
}

func (g *progress) write(line string) {
	fmt.Fprintf(g.p.err, "\r%s\r%s", strings.Repeat(" ", g.wide), line)
	g.wide = len([]rune(line))
}
