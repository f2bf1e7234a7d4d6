// Command steps judges every hostile request at two sizes, and reads every hostile file, and writes after each what was counted. It is
// built with -cover -covermode=atomic: the counters of coverage are how often each piece of the engine ran.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/coverage"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/hostile"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

func main() {
	if err := count(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// count writes a folder of counters for each run, and prints its name, the request and the bytes read.
func count(dir string) error {
	rules, err := known.Rules()
	if err != nil {
		return err
	}
	runs := 0
	one := func(name string, run func() int) error {
		run() // what is done once, such as reading an endpoint's rules, is not counted
		if err := coverage.ClearCounters(); err != nil {
			return err
		}
		length := run()
		folder := filepath.Join(dir, fmt.Sprint(runs))
		runs++
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		if err := coverage.WriteMetaDir(folder); err != nil {
			return err
		}
		if err := coverage.WriteCountersDir(folder); err != nil {
			return err
		}
		fmt.Printf("%s\t%s\t%d\n", folder, name, length)
		return nil
	}
	for _, r := range hostile.Requests() {
		for _, part := range []int{100, 50} { // of the full size
			err := one(r.Name, func() int {
				length := len(r.Head.Method) + len(r.Head.URL)
				for _, h := range r.Head.Headers {
					length += len(h.Name) + len(h.Value)
				}
				stream := rules.Begin(r.Head, validate.Facts{})
				for piece := range r.Pieces(r.Full / part) {
					stream.Write(piece)
					length += len(piece)
				}
				stream.End()
				return length
			})
			if err != nil {
				return err
			}
		}
	}
	for _, f := range hostile.Files() {
		if err := one(f.Name, func() int { probe.Bytes([]byte(f.Bytes)); return len(f.Bytes) }); err != nil {
			return err
		}
	}
	return nil
}
