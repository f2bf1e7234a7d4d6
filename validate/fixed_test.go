package validate_test

import (
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// TestAppendEndWritesTheSame: what is kept of a verdict's JSON is what would be written, the first time and later.
func TestAppendEndWritesTheSame(t *testing.T) {
	rules := rulesOf(t)
	all := examples(t)
	var s validate.Stream
	var out []byte
	for i := 0; i < len(all); i += max(1, len(all)/1500) {
		e := all[i*7919%len(all)]
		v := rules.Check(e.request, e.facts)
		want := string(v.AppendJSON(nil))
		for range 2 {
			s.Begin(rules, e.request, e.facts)
			s.Write(e.request.Body)
			if out = s.AppendEnd(out[:0]); want != string(out) {
				t.Fatalf("%s:\nwant %s\ngot  %s", e.name, want, out)
			}
		}
	}
	s.Begin(rules, validate.Request{URL: "https://nobody.example/"}, validate.Facts{})
	if got, want := string(s.AppendEnd(nil)), `{"provider":"","endpoint":"","outcome":"uncertain","sure":false,"answers":[],"findings":[],"needs":[],"assumed":[]}`; want != got {
		t.Errorf("want %s\ngot  %s", want, got)
	}
}

// TestAppendFilesWritesTheSame: of files, too, at all endpoints.
func TestAppendFilesWritesTheSame(t *testing.T) {
	rules := rulesOf(t)
	files := []probe.Media{png(640, 480), png(1, 20_000), {Fault: probe.Unrecognized, Bytes: 3}}
	for _, p := range rules.Providers() {
		for i := range p.Endpoints {
			name := p.ID + "/" + p.Endpoints[i].ID
			for _, m := range files {
				sent := []validate.File{{Name: "a.png", Media: m}}
				v, taken := rules.CheckFiles(name, sent, validate.Facts{})
				want := string(v.AppendJSON(nil))
				for range 2 {
					got, ok := rules.AppendFiles([]byte("before"), name, sent, validate.Facts{})
					if !taken {
						want = ""
					}
					if ok != taken || string(got) != "before"+want {
						t.Fatalf("%s:\nwant %s\ngot  %s", name, want, got)
					}
				}
			}
		}
	}
}

// TestAppendEndAllocatesHardly: one request after another is judged, and its verdict written, in the memory of the first.
func TestAppendEndAllocatesHardly(t *testing.T) {
	rules := rulesOf(t)
	request := withURL()
	var s validate.Stream
	var out []byte
	if n := testing.AllocsPerRun(500, func() {
		s.Begin(rules, request, validate.Facts{})
		s.Write(request.Body)
		out = s.AppendEnd(out[:0])
	}); n > 0 {
		t.Errorf("want less than one allocation per request, got %v", n)
	}
	sent := []validate.File{{Name: "a.png", Media: png(640, 480)}}
	if n := testing.AllocsPerRun(500, func() { out, _ = rules.AppendFiles(out[:0], "vidu/img2video", sent, validate.Facts{}) }); n > 0 && shorter == 1 { // the race detector drops spare streams
		t.Errorf("want less than one allocation per file, got %v", n)
	}
}
