package pages

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

var update = flag.Bool("update", false, "write the pages in rules/")

// TestPagesAreCurrent writes every page again and compares it with the one beside the documents.
func TestPagesAreCurrent(t *testing.T) {
	for _, id := range known.Providers() {
		t.Run(id, func(t *testing.T) {
			p, err := known.Folder("../../rules/" + id)
			if err != nil {
				t.Fatal(err)
			}
			want, err := Write(p)
			if err != nil {
				t.Fatal(err)
			}
			path := "../../rules/" + id + ".md"
			if *update {
				if err := os.WriteFile(path, want, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, got) {
				t.Errorf("%s is not what the documents say; run go test ./validate/pages -update", path)
			}
			readable(t, p, string(want))
		})
	}
}

// readable asserts what makes a page one: every link leads somewhere, every endpoint, error and fact is there, and it stays short enough to be read.
func readable(t *testing.T, p *spec.Provider, text string) {
	t.Helper()
	if lines := strings.Count(text, "\n"); lines > 4300 {
		t.Errorf("%d lines", lines)
	}
	for _, piece := range strings.Split(text, "](#")[1:] {
		id, _, _ := strings.Cut(piece, ")")
		if !strings.Contains(text, `<a id="`+id+`"></a>`) && !strings.Contains(text, "\n## "+strings.ToUpper(id[:1])+strings.ReplaceAll(id[1:], "-", " ")+"\n") {
			t.Errorf("the link #%s leads nowhere", id)
		}
	}
	want := func(id string) {
		if n := strings.Count(text, `<a id="`+id+`"></a>`); n != 1 {
			t.Errorf("want %s once, got %d times", id, n)
		}
	}
	for i := range p.Endpoints {
		want("endpoint-" + p.Endpoints[i].ID)
	}
	for i := range p.Errors {
		want("error-" + p.Errors[i].ID)
	}
	for i := range p.Facts {
		want("fact-" + p.Facts[i].ID)
	}
	for i, s := range p.Sources {
		if strings.Contains(text, "["+s.ID+"]") && !strings.Contains(text, "\n["+s.ID+"]: "+p.Sources[i].URL+"\n") {
			t.Errorf("the source %s is cited and not listed", s.ID)
		}
	}
	for number, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "%!") {
			t.Errorf("line %d: %s", number+1, line)
		}
	}
}
