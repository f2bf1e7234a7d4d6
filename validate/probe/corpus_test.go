package probe

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// corpusRow is one file and what independent readers say of it.
type corpusRow struct {
	path, format  string // format is in lower case; "" without consensus
	width, height int64
	orientation   uint8
	truth, why    string
}

func corpusRoot() string {
	if root := os.Getenv("WILLPASS_CORPUS"); root != "" {
		return root
	}
	return filepath.FromSlash("../../../shared/corpus")
}

// corpusRows reads the truth table, or skips the test when there is none.
func corpusRows(tb testing.TB) (images string, rows []corpusRow) {
	tb.Helper()
	if rows = readTruth(corpusRoot()); rows == nil {
		tb.Skip("no corpus: WILLPASS_CORPUS does not lead to a truth.tsv")
	}
	return filepath.Join(corpusRoot(), "images"), rows
}

// readTruth reads the truth table; nil when there is none.
func readTruth(root string) (rows []corpusRow) {
	f, err := os.Open(filepath.Join(root, "truth.tsv"))
	if err != nil {
		return nil
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	lines.Scan() // names of the columns
	for lines.Scan() {
		col := strings.Split(lines.Text(), "\t")
		r := corpusRow{path: col[0], truth: col[3], why: col[4]}
		if n, _ := fmt.Sscanf(col[3], "%s %dx%d", &r.format, &r.width, &r.height); n != 3 {
			r.format = ""
		}
		r.format = strings.ToLower(r.format)
		for _, v := range []string{col[6], col[8]} {
			if n, err := strconv.Atoi(v); err == nil && n >= 1 && n <= 8 {
				r.orientation = uint8(n)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func corpusFile(tb testing.TB, root string, r corpusRow) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(r.path)))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestCorpusAgreesWithIndependentReaders(t *testing.T) {
	root, rows := corpusRows(t)
	good, all, turned, oriented := 0, 0, 0, 0
	for _, r := range rows {
		if _, ok := ParseFormat(r.format); !ok {
			if strings.Contains(r.truth, " ") {
				t.Errorf("%s: %s is not read", r.path, r.truth)
			}
			continue // no consensus
		}
		m := Bytes(corpusFile(t, root, r))
		all++
		size := m.Width == r.width && m.Height == r.height || m.DisplayWidth == r.width && m.DisplayHeight == r.height
		if m.Format.String() == r.format && size && m.Fault == None {
			good++
		} else {
			t.Logf("%s: want %s, got %s", r.path, r.truth, summary(m))
		}
		if r.orientation == 0 {
			continue
		}
		oriented++
		if m.Orientation == r.orientation {
			turned++
		} else {
			t.Errorf("%s: want orientation %d, got %d", r.path, r.orientation, m.Orientation)
		}
	}
	t.Logf("%d of %d sizes agree, %d of %d orientations", good, all, turned, oriented)
	if good*1000 < all*999 {
		t.Errorf("less than 99.9 %% agree")
	}
}

// TestCorpusNamesNoOtherFileAnImage reads what other readers hold for text, archives, programs and sound.
func TestCorpusNamesNoOtherFileAnImage(t *testing.T) {
	root, rows := corpusRows(t)
	for _, r := range rows {
		if r.truth != "notimage" {
			continue
		}
		name := strings.ToLower(strings.TrimPrefix(r.why, "exiftool:"))
		m := Bytes(corpusFile(t, root, r))
		if name == "exif" && m.Format == TIFF && m.Fault == Malformed {
			continue // EXIF is TIFF without a picture
		}
		if _, ok := ParseFormat(name); ok && m.Format.String() != name || !ok && m.Format != 0 {
			t.Errorf("%s: want %s, got %s", r.path, name, summary(m))
		}
	}
}

func TestCorpusInPieces(t *testing.T) {
	root, rows := corpusRows(t)
	for _, r := range rows {
		b := corpusFile(t, root, r)
		if len(b) > 200_000 {
			continue
		}
		for _, deep := range []bool{false, true} {
			readsAlike(t, b, deep)
			boundedWork(t, b, deep)
		}
	}
}

// TestCorpusBytesNeeded measures how many bytes and spans a format takes; -v prints the table of README.md.
func TestCorpusBytesNeeded(t *testing.T) {
	root, rows := corpusRows(t)
	type need struct{ bytes, spans, end int }
	needs := map[Format][]need{}
	for _, r := range rows {
		b := corpusFile(t, root, r)
		var p Probe
		p.Reset(int64(len(b)))
		var n need
		for {
			off, k, ok := p.Want()
			if !ok {
				break
			}
			n.bytes += k
			n.spans++
			n.end = max(n.end, int(off)+k)
			p.Feed(b[off : off+int64(k)])
		}
		if m := p.Media(); m.Fault == None {
			needs[m.Format] = append(needs[m.Format], n)
		}
	}
	at := func(list []need, by func(need) int, per int) int {
		slices.SortFunc(list, func(a, b need) int { return cmp.Compare(by(a), by(b)) })
		return by(list[(len(list)-1)*per/100])
	}
	for _, f := range slices.Sorted(maps.Keys(needs)) {
		list := needs[f]
		bytes, spans, end := func(n need) int { return n.bytes }, func(n need) int { return n.spans }, func(n need) int { return n.end }
		t.Logf("| %s | %d | %d | %d | %d | %d | %d | %d |", f, len(list), at(list, bytes, 50), at(list, bytes, 99), at(list, spans, 50), at(list, spans, 99), at(list, end, 50), at(list, end, 99))
		if p99 := at(list, bytes, 99); f <= TIFF && p99 > 64<<10 {
			t.Errorf("%s: 99 %% of files need %d bytes", f, p99)
		}
	}
}
