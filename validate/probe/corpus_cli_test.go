package probe_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpusThroughTheCommandLine runs `willpass probe --json` over every file of the corpus with a consensus: at least 99.9 %
// must have its format and, stored or displayed, its size.
func TestCorpusThroughTheCommandLine(t *testing.T) {
	root := os.Getenv("WILLPASS_CORPUS")
	if root == "" {
		root = filepath.FromSlash("../../../shared/corpus")
	}
	truth, err := os.ReadFile(filepath.Join(root, "truth.tsv"))
	if err != nil {
		t.Skip("no corpus: WILLPASS_CORPUS does not lead to a truth.tsv")
	}
	willpass := filepath.Join(t.TempDir(), "willpass.exe")
	if out, err := exec.Command("go", "build", "-o", willpass, "../../cmd/willpass").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	want := map[string]string{}
	args := []string{"probe", "--json"}
	for _, line := range strings.Split(string(truth), "\n")[1:] {
		if col := strings.Split(line, "\t"); len(col) > 3 && strings.Contains(col[3], " ") {
			want[col[0]] = strings.ToLower(col[3])
			args = append(args, filepath.FromSlash(col[0]))
		}
	}
	run := exec.Command(willpass, args...)
	run.Dir = filepath.Join(root, "images")
	out, _ := run.Output() // exits 1 when a file cannot be read
	good, all := 0, 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var m struct {
			Path, Format, Fault                        string
			Width, Height, DisplayWidth, DisplayHeight int64
		}
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		all++
		stored, displayed := fmt.Sprintf("%s %dx%d", m.Format, m.Width, m.Height), fmt.Sprintf("%s %dx%d", m.Format, m.DisplayWidth, m.DisplayHeight)
		if w := want[filepath.ToSlash(m.Path)]; m.Fault == "" && (w == stored || w == displayed) {
			good++
		} else {
			t.Logf("want %s, got %s", w, lines.Text())
		}
	}
	t.Logf("%d of %d agree", good, len(want))
	if all != len(want) || good*1000 < all*999 {
		t.Errorf("%d lines for %d files, %d right", all, len(want), good)
	}
}
