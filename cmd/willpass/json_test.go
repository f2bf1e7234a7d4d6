package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
)

// TestJSON wants check --json to print what the library says, byte by byte, one line per input.
func TestJSON(t *testing.T) {
	names, _ := filepath.Glob("../../testdata/requests/*.http")
	if len(names) < 2 {
		t.Fatalf("want at least 2 requests, got %d", len(names))
	}
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := readRequest(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		r.Body = []byte(bodyOf(t, r))
		v := rules.Check(r.Request, validate.Facts{})
		want += string(v.AppendJSON(nil)) + "\n"
	}
	var out, problems strings.Builder
	if code := run(append([]string{"check", "--json"}, names...), nil, &out, &problems); code != exitFail || problems.Len() > 0 {
		t.Errorf("want exit code 1, got %d: %s", code, &problems)
	}
	if out.String() != want {
		t.Errorf("want %s, got %s", want, &out)
	}
}

// TestNoColours wants plain text where there is no terminal.
func TestNoColours(t *testing.T) {
	for _, args := range [][]string{
		{"check", "../../testdata/requests/vidu-img2video.http"}, {"rules", "vidu/img2video"}, {"explain", "aliyun", "462"},
		{"where", "../../testdata/images/portrait.jpg"}, {"rules", "--coverage"}, {"--help"},
	} {
		var out, problems strings.Builder
		if run(args, nil, &out, &problems) == exitUsage || strings.Contains(out.String(), "\x1b") || out.Len() == 0 {
			t.Errorf("%q: want plain text, got %q %s", args, &out, &problems)
		}
	}
}
