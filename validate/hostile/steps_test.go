package hostile

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Bounds of the statements of the engine that run per byte of a request, beyond a fixed number per request; and of how much more
// run per byte when a request is twice as long.
const (
	mostPerByte = 60
	mostFixed   = 100_000
	mostGrowth  = 1.25
)

// TestStepsPerByte counts, and measures no time: the engine is built with the counters of coverage, and each statement that ran is a
// step. However hostile a request, its steps are bounded per byte, and twice the bytes take no more than twice the steps.
func TestStepsPerByte(t *testing.T) {
	if shorter > 1 {
		t.Skip("counted without the race detector")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "steps")
	build := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg=github.com/willpass/willpass/validate/...", "-o", program, "./testdata/steps")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v: %s", err, out)
	}
	run := exec.Command(program, dir)
	run.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir())
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	covdata, err := exec.Command("go", "tool", "-n", "covdata").Output()
	if err != nil {
		t.Fatal(err)
	}
	var last struct {
		name          string
		length, steps int
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	compared := 0
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		name := fields[1]
		length, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		steps := counted(t, strings.TrimSpace(string(covdata)), fields[0])
		if perByte := float64(steps-mostFixed) / float64(max(length, 1)); perByte > mostPerByte {
			t.Errorf("%s: %d steps over %d bytes, %.1f per byte", name, steps, length, perByte)
		}
		if last.name == name && length > 3*last.length/2 && last.steps > mostFixed {
			compared++
			if growth := float64(steps) / float64(length) / (float64(last.steps) / float64(last.length)); growth > mostGrowth {
				t.Errorf("%s: %.2f times the steps per byte when it is longer: %d over %d bytes, %d over %d", name, growth, last.steps, last.length, steps, length)
			}
		}
		t.Logf("%-60s %9d bytes %11d steps, %.2f per byte", name, length, steps, float64(steps)/float64(max(length, 1)))
		last.name, last.length, last.steps = name, length, steps
	}
	if compared < 15 {
		t.Errorf("want at least 15 requests of two lengths, got %d", compared)
	}
}

// counted is the sum of all statements that ran, of the counters in a folder.
func counted(t *testing.T, covdata, folder string) int {
	t.Helper()
	profile := filepath.Join(folder, "profile")
	if out, err := exec.Command(covdata, "textfmt", "-i="+folder, "-o="+profile).CombinedOutput(); err != nil {
		t.Fatalf("covdata: %v: %s", err, out)
	}
	text, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line) // file:from,to statements times
		if len(fields) != 3 || strings.HasPrefix(line, "github.com/willpass/willpass/validate/hostile/") {
			continue
		}
		statements, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		times, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		sum += statements * times
	}
	return sum
}
