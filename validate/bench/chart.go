package main

import (
	"fmt"
	"math"
	"strings"
)

// chart is an SVG of how many times as long the code by hand takes, in Go and in JavaScript, on a logarithmic scale.
func chart(rows []row) string {
	const left, width, line, most = 210, 520, 34, 5 // most = decades
	var b strings.Builder
	height := 64 + line*len(rows)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="system-ui, sans-serif" font-size="12">
<title>How many times as long the code by hand takes</title>
<rect width="100%%" height="100%%" fill="#fff"/>
<text x="12" y="20" font-size="14" fill="#222">How many times as long as willpass: written by hand in <tspan fill="#00838f">Go</tspan> and in <tspan fill="#b26a00">JavaScript</tspan></text>
`, left+width+70, height)
	for decade := range most + 1 {
		x := left + width*decade/most
		fmt.Fprintf(&b, `<line x1="%d" x2="%d" y1="32" y2="%d" stroke="#ddd"/><text x="%d" y="%d" fill="#666" text-anchor="middle">%s ×</text>`+"\n",
			x, x, height-24, x, height-8, count(int(math.Pow10(decade))))
	}
	for i, r := range rows {
		y := 38 + i*line
		fmt.Fprintf(&b, `<text x="%d" y="%d" fill="#222" text-anchor="end">%s</text>`+"\n", left-8, y+16, r.Input)
		for k, bar := range []struct {
			factor float64
			fill   string
		}{{r.ByHand, "#00acc1"}, {fastest(r.JS), "#ffa726"}} {
			length := max(1, math.Log10(max(bar.factor, 1))/most*width)
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.0f" height="11" fill="%s"/><text x="%.0f" y="%d" fill="#444" font-size="10">%s</text>`+"\n",
				left, y+k*12, length, bar.fill, left+length+4, y+k*12+9, factor(bar.factor))
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
