// Command bench measures willpass against what a developer would write by hand, in Go and in JavaScript, against one pass over the
// same bytes, and as it grows. Everything runs in one go, in turns. It needs js/dist and js/compare/node_modules: make bench sees to it.
//
//	go run ./validate/bench            # prints the tables, and whether what is promised holds
//	go run ./validate/bench -write     # also writes them into README.md, and the chart to .github/bench.svg
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/willpass/willpass/validate/known"
)

func main() {
	root := flag.String("root", ".", "folder of the repository")
	write := flag.Bool("write", false, "write README.md and .github/bench.svg")
	who := flag.String("peak", "", "internal: print the most memory that willpass or byhand takes")
	what := flag.String("input", "", "internal: the input as JSON, without its data, with -peak")
	file := flag.String("file", "", "internal: its data, with -peak")
	flag.Parse()
	if err := bench(*root, *write, *who, *what, *file); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func bench(root string, write bool, who, what, file string) error {
	if who != "" {
		var in input
		if err := json.Unmarshal([]byte(what), &in); err != nil {
			return err
		}
		return peak(who, &in, file)
	}
	all, err := inputs()
	if err != nil {
		return err
	}
	rows, err := measureAll(root, all)
	if err != nil {
		return err
	}
	rules, err := known.Rules()
	if err != nil {
		return err
	}
	grown, err := grow(rules, all, func(what string) { fmt.Fprintf(os.Stderr, "  as it grows: %s\n", what) })
	if err != nil {
		return err
	}
	table := markdown(rows, grown, fmt.Sprintf("Last run: %s, %s/%s, %d processors.", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU()))
	fmt.Println(table)
	report(os.Stdout, bounds(rows))
	if !write {
		return nil
	}
	if err := os.WriteFile(filepath.Join(root, ".github/bench.svg"), []byte(chart(rows)), 0o644); err != nil {
		return err
	}
	return replace(filepath.Join(root, "README.md"), "![how many times as long the code by hand takes](.github/bench.svg)\n\n"+table)
}
