package main

import (
	"fmt"
	"os"
	"strings"
)

// The tables stand in the README between these lines.
const begin, end = "<!-- make bench: begin -->\n", "<!-- make bench: end -->\n"

// replace puts text between the marks of a file.
func replace(path, text string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(old), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		return fmt.Errorf("%s: want the lines %q and %q", path, begin, end)
	}
	return os.WriteFile(path, []byte(before+begin+text+end+after), 0o644)
}
