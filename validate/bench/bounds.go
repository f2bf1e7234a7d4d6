package main

import (
	"fmt"
	"io"
)

// bound is a figure that was promised, and what it is.
type bound struct {
	What      string
	Got, Want float64
	AtLeast   bool // else at most
}

// bounds is what is promised of speed, as this run has it.
func bounds(rows []row) []bound {
	var out []bound
	most := func(what string, got, want float64) { out = append(out, bound{what, got, want, false}) }
	least := func(what string, got, want float64) { out = append(out, bound{what, got, want, true}) }
	for _, r := range rows {
		switch r.Input {
		case "JSON with base64, 7 MB":
			least(r.Input+": times faster than by hand", r.ByHand, 6)
			most(r.Input+": of IndexByte and one table-driven pass", r.Floor, 1.6)
			most(r.Input+": allocations", r.Allocs, 10)
			most(r.Input+": V8, times native", r.V8, 3)
			most(r.Input+": wazero, times native", r.Wazero, 4)
		case "JSON with base64, 50 MB":
			least(r.Input+": times faster than by hand", r.ByHand, 6)
			most(r.Input+": of IndexByte and one table-driven pass", r.Floor, 1.6)
			most(r.Input+": memory in MB", float64(r.Peak)/1e6, 2)
		case "request with a URL, 1 kB", "JPEG file, 5 MB":
			most(r.Input+": µs natively", r.Native.Min/1e3, 5)
			most(r.Input+": allocations", r.Allocs, 2)
			most(r.Input+": µs in V8", r.InV8.Min/1e3, 30)
		case "bulk of 1,000 URLs":
			least(r.Input+": times faster than by hand", r.ByHand, 5)
		}
	}
	return out
}

func (b bound) holds() bool { return b.AtLeast == (b.Got >= b.Want) || b.Got == b.Want }

func report(w io.Writer, all []bound) {
	for _, b := range all {
		word, sign := "PASS", "at most"
		if !b.holds() {
			word = "over"
		}
		if b.AtLeast {
			sign = "at least"
		}
		fmt.Fprintf(w, "%s  %-75s %8.2f, %s %g\n", word, b.What, b.Got, sign, b.Want)
	}
}
