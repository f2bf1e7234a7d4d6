package cases

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/known"
)

const casesDir = "../../testdata/cases"

// TestGeneratedCasesAreCurrent regenerates the cases that the documents imply and compares them with the committed files.
func TestGeneratedCasesAreCurrent(t *testing.T) {
	for _, id := range known.Providers() {
		t.Run(id, func(t *testing.T) {
			p, err := known.Whole(id)
			if err != nil {
				t.Fatal(err)
			}
			text, err := Generate(p, false)
			if err != nil {
				t.Error(err)
			}
			path := casesDir + "/generated/" + id + ".json"
			if _, err := Parse(path, text); err != nil {
				t.Fatal(err)
			}
			compare(t, path, text)
		})
	}
}

// TestEverywhere breaks the rules of groups at every endpoint that uses them; only the first of each is in the committed files.
func TestEverywhere(t *testing.T) {
	for _, id := range known.Providers() {
		t.Run(id, func(t *testing.T) {
			rules, err := known.Rules(id)
			if err != nil {
				t.Fatal(err)
			}
			p, err := known.Whole(id)
			if err != nil {
				t.Fatal(err)
			}
			text, err := Generate(p, true)
			if err != nil {
				t.Error(err)
			}
			cases, err := Parse(casesDir+"/generated/"+id+".json", text)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range Run(rules, cases) {
				if !r.Pass() {
					t.Errorf("%s: %v %s", r.Case.Name, r.Err, strings.Join(r.Mismatches, "; "))
				}
			}
			t.Logf("%d cases", len(cases))
		})
	}
}

// TestAllCases runs every case file of the repository.
func TestAllCases(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	own := owners{"": rules}
	for _, path := range caseFiles(t) {
		t.Run(strings.TrimPrefix(path, casesDir+"/"), func(t *testing.T) {
			cases, err := Load(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(cases) == 0 {
				t.Fatal("no cases")
			}
			for _, c := range cases {
				run(t, own, c)
			}
		})
	}
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(casesDir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(path, ".json"):
			paths = append(paths, filepath.ToSlash(path))
		}
		return nil
	})
	if err != nil || len(paths) == 0 {
		t.Fatal(err, paths)
	}
	return paths
}

// run judges a case with the body at once and in pieces, which must come to the same, and compares.
func run(t *testing.T, own owners, c Case) {
	t.Helper()
	result := own.judge(c)
	if !result.Pass() {
		t.Errorf("%s: %v\n\t%s\n\tverdict %s", c.Name, result.Err, strings.Join(result.Mismatches, "\n\t"), result.Verdict.AppendJSON(nil))
	}
	rules, err := own.rules(c)
	if err != nil {
		t.Fatal(err)
	}
	request := result.request
	for _, size := range chunks(len(request.Body)) {
		stream := rules.Begin(request, result.facts)
		for rest := request.Body; len(rest) > 0; rest = rest[min(size, len(rest)):] {
			stream.Write(rest[:min(size, len(rest))])
		}
		verdict := stream.End()
		if want, got := string(result.Verdict.AppendJSON(nil)), string(verdict.AppendJSON(nil)); want != got {
			t.Errorf("%s: in pieces of %d bytes:\nwant %s\ngot  %s", c.Name, size, want, got)
		}
	}
}

// chunks is odd sizes of pieces; single bytes only of a body that is not large.
func chunks(length int) []int {
	if length > 1<<20 {
		return []int{65521}
	}
	if length > 1<<14 {
		return []int{7, 4093}
	}
	return []int{1, 7, 61}
}
