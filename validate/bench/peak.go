package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// peaks is the most memory, in bytes, that a process of its own holds above what it held before, while it reads an input from a file:
// willpass as it flows by, a developer's code whole. It is -1 where the system does not say.
func peaks(dir string, in *input) (ours, byHand int64, err error) {
	file := filepath.Join(dir, "data")
	if err := os.WriteFile(file, in.Data, 0o600); err != nil {
		return 0, 0, err
	}
	defer os.Remove(file)
	described, err := json.Marshal(in)
	if err != nil {
		return 0, 0, err
	}
	one := func(who string) (int64, error) {
		out, err := exec.Command(os.Args[0], "-peak", who, "-input", string(described), "-file", file).Output()
		if err != nil {
			return 0, fmt.Errorf("%s: %s: %w", who, in.Name, err)
		}
		return strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	}
	if ours, err = one("willpass"); err == nil {
		byHand, err = one("byhand")
	}
	return ours, byHand, err
}

// peak is the other side of peaks: it prints the figure.
func peak(who string, in *input, file string) error {
	rules, err := known.Rules()
	if err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	before := highWater()
	if who == "willpass" {
		err = flow(rules, in, f)
	} else if in.isFile() {
		err = byHandImage(f)
	} else if in.Kind == form {
		err = byHandForm(bufio.NewReader(f))
	} else if in.Data, err = io.ReadAll(f); err == nil {
		err = byHand(in)
	}
	if before >= 0 {
		before = highWater() - before
	}
	fmt.Println(before)
	return err
}

// flow judges an input out of a file.
func flow(rules *validate.Rules, in *input, f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if in.isFile() {
		m, err := probe.ReadAt(f, info.Size())
		if in.Kind == header {
			return err
		}
		rules.CheckFiles(in.Endpoint, []validate.File{{Media: m}}, validate.Facts{})
		return err
	}
	stream := rules.Begin(in.Request, validate.Facts{})
	_, err = io.CopyBuffer(struct{ io.Writer }{stream}, struct{ io.Reader }{f}, make([]byte, 64<<10))
	stream.End()
	return err
}

// highWater is the most memory that this process held so far, in bytes; -1 where the system does not say.
func highWater() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return -1
	}
	for line := range bytes.Lines(status) {
		if rest, found := bytes.CutPrefix(line, []byte("VmHWM:")); found {
			kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(rest)), "kB")), 10, 64)
			if err == nil {
				return kib << 10
			}
		}
	}
	return -1
}
