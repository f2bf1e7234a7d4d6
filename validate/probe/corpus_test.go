package probe

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// corpusRow is one file with the answer on which independent readers agree.
type corpusRow struct {
	path, format  string
	width, height int64
	orientation   uint8
}

// corpusRows reads the truth table, or skips the test when there is none.
func corpusRows(t *testing.T) (root string, rows []corpusRow) {
	t.Helper()
	root = os.Getenv("WILLPASS_CORPUS")
	if root == "" {
		root = filepath.FromSlash("../../../shared/corpus")
	}
	f, err := os.Open(filepath.Join(root, "truth.tsv"))
	if err != nil {
		t.Skip("no corpus: WILLPASS_CORPUS does not lead to a truth.tsv")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		col := strings.Split(lines.Text(), "\t")
		var r corpusRow
		if n, _ := fmt.Sscanf(col[3], "%s %dx%d", &r.format, &r.width, &r.height); n != 3 {
			continue
		}
		r.path = col[0]
		for _, v := range []string{col[6], col[8]} {
			if n, err := strconv.Atoi(v); err == nil && n >= 1 && n <= 8 {
				r.orientation = uint8(n)
			}
		}
		rows = append(rows, r)
	}
	return filepath.Join(root, "images"), rows
}

func TestCorpusAgreesWithIndependentReaders(t *testing.T) {
	root, rows := corpusRows(t)
	var good, sizes, oriented int
	for _, r := range rows {
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(r.path)))
		if err != nil {
			t.Fatal(err)
		}
		m := Bytes(b)
		same := strings.EqualFold(m.Format.String(), r.format) || r.format == "XCF" || r.format == "EPS"
		size := m.Width == r.width && m.Height == r.height || m.DisplayWidth == r.width && m.DisplayHeight == r.height
		if same && size && m.Fault == None {
			good++
		} else {
			t.Logf("%s: want %s %dx%d, got %s %dx%d %s at %d %s", r.path, r.format, r.width, r.height, m.Format, m.Width, m.Height, m.Fault, m.Where, m.Reason)
		}
		sizes++
		if r.orientation != 0 {
			oriented++
			if m.Orientation != r.orientation {
				t.Logf("%s: want orientation %d, got %d", r.path, r.orientation, m.Orientation)
			}
		}
	}
	t.Logf("%d of %d agree, %d orientations", good, sizes, oriented)
}

var _ = slices.Sort[[]int]
