package main

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/willpass/willpass/validate/known"
)

// TestReadme: the tables of the README are those that this program writes, of all inputs, with the chart. The figures are those of the
// machine that ran it last.
func TestReadme(t *testing.T) {
	page, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), begin)
	block, _, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatal("the README has no place for the tables")
	}
	all, err := inputs()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, in := range all {
		rows = append(rows, row{Input: in.Name})
	}
	want := strings.Split(markdown(rows, nil, ""), "\n")
	for i, line := range want {
		cells := strings.Split(line, " | ")
		if i < 2 && !strings.Contains(block, line) {
			t.Errorf("want the line %q", line)
		}
		if i >= 2 && len(cells) > 1 && strings.HasPrefix(cells[0], "| ") && !strings.Contains(block, cells[0]+" | ") {
			t.Errorf("want a row %q", cells[0])
		}
	}
	for _, what := range []string{"(.github/bench.svg)", "| body, streamed | 1 kB |", "| 1 GB |", "| items of a batch | 1 |", "| 100,000 |", "| goroutines | 1 |", "| 64 |"} {
		if !strings.Contains(block, what) {
			t.Errorf("want %q in the README", what)
		}
	}
	picture, err := os.ReadFile("../../.github/bench.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range all {
		if !strings.Contains(string(picture), ">"+in.Name+"<") {
			t.Errorf("want %q in the chart", in.Name)
		}
	}
}

// TestAllReadTheSame: willpass and the code by hand both take every input, so that the same work is compared.
func TestAllReadTheSame(t *testing.T) {
	all, err := inputs()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		in := &all[i]
		if err := judge(rules, in); err != nil {
			t.Errorf("%s: willpass: %v", in.Name, err)
		}
		if err := byHand(in); err != nil {
			t.Errorf("%s: by hand: %v", in.Name, err)
		}
		if ours, _, err := bytesRead(in); err != nil || ours == 0 || in.isFile() && ours > 4096 {
			t.Errorf("%s: %d bytes read, %v", in.Name, ours, err)
		}
	}
	in := &input{Kind: imageJSON, Data: []byte(`{"model":"viduq1","images":["data:image/png;base64,AAAA"],"duration":1}`)}
	if byHand(in) == nil {
		t.Error("want the code by hand to refuse what is no image")
	}
}

func TestFloor(t *testing.T) {
	table := symbolTable()
	if validity(table, []byte("ABCyz09+/")) != 0 || validity(table, []byte("AB-C")) == 0 || validity(table, []byte("=")) == 0 {
		t.Error("want the table to know the alphabet")
	}
}

func TestRaceComparesTheShortest(t *testing.T) {
	short, long := func() error { time.Sleep(time.Millisecond); return nil }, func() error { time.Sleep(4 * time.Millisecond); return nil }
	r, err := run([]contender{{"short", short}, {"long", long}}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if f := r.ratio("long", "short"); f < 1.5 || r.ratio("long", "none") != 0 || r.ratio("long", "long", "long") != 0.5 {
		t.Errorf("want about 4, got %.2f", f)
	}
	if _, err := run([]contender{{"bad", func() error { return io.EOF }}}, 1); err != io.EOF {
		t.Errorf("want the contender's error, got %v", err)
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		bound
		want bool
	}{{bound{"", 5, 5, false}, true}, {bound{"", 5.1, 5, false}, false}, {bound{"", 4.9, 5, false}, true}, {bound{"", 5, 5, true}, true}, {bound{"", 4.9, 5, true}, false}, {bound{"", 6, 5, true}, true}} {
		if c.holds() != c.want {
			t.Errorf("%+v: want %t", c.bound, c.want)
		}
	}
	rows := []row{{Input: "JSON with base64, 7 MB"}, {Input: "JSON with base64, 50 MB"}, {Input: "request with a URL, 1 kB"}, {Input: "JPEG file, 5 MB"}, {Input: "bulk of 1,000 URLs"}}
	if got := len(bounds(rows)); got != 15 {
		t.Errorf("want 15 bounds, got %d", got)
	}
	var w strings.Builder
	report(&w, []bound{{"a", 1, 2, false}, {"b", 1, 2, true}})
	if !strings.HasPrefix(w.String(), "PASS  a") || !strings.Contains(w.String(), "\nover  b") {
		t.Errorf("got %s", w.String())
	}
}

func TestFigures(t *testing.T) {
	for got, want := range map[string]string{duration(0): "–", duration(999): "999 ns", duration(1500): "1.5 µs", duration(25e3): "25 µs", duration(2.5e6): "2.5 ms", duration(1.2e9): "1200 ms",
		factor(0): "–", factor(0.034): "0.03 ×", factor(1.25): "1.2 ×", factor(30): "30 ×", factor(12_345): "12,000 ×", bytesText(86): "86 B", bytesText(5 << 10): "5 kB", bytesText(3 << 19): "1.5 MB", bytesText(1 << 30): "1 GB",
		count(10): "10", count(100_000): "100,000", memory(-1): "?"} {
		if got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestChartIsXML(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(chart([]row{{Input: "a", ByHand: 0.2}, {Input: "b", ByHand: 300, JS: map[string]float64{"x": 3, "y": 2}}})))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestReplaceWantsItsMarks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	for text, want := range map[string]string{"a\n" + begin + "old" + end + "b": "a\n" + begin + "new" + end + "b", "a": ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := replace(path, "new")
		got, _ := os.ReadFile(path)
		if want != "" && (err != nil || string(got) != want) || want == "" && err == nil {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
}
