package repair_test

import (
	"bytes"
	"flag"
	"image"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/repair"
	"github.com/willpass/willpass/validate/spec"
)

var (
	pictures = flag.Int("pictures", 1, "how many pictures to break and mend for each endpoint")
	only     = flag.String("provider", "", "only the endpoints of this provider")
)

// TestEveryEndpointTakesMendedPictures breaks pictures in every way that the rules of an endpoint know, and mends them: each is accepted
// in the end, or refused with a reason, and one that passes stays as it is to the byte. With the corpus beside the project and
// -pictures 200 these are real pictures; otherwise those of testdata.
func TestEveryEndpointTakesMendedPictures(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	sources := corpus(t)
	counts, reasons := map[string]int{}, map[string]int{}
	endpoints := 0
	for _, p := range rules.Providers() {
		facts := told(p)
		for i := range p.Endpoints {
			e := &p.Endpoints[i]
			if *only != "" && p.ID != *only || e.Retired {
				continue
			}
			ways := waysOf(p, e)
			if len(ways) == 0 {
				continue
			}
			endpoints++
			random := rand.New(rand.NewPCG(uint64(i), uint64(len(p.ID))))
			for n := range *pictures {
				// Where few pictures are broken, the endpoints take turns in the ways.
				w := ways[(n+i)%len(ways)]
				in := w.make(sources[random.IntN(len(sources))], random)
				counts[w.name+": "+mend(t, rules, p.ID+"/"+e.ID, facts, w.name, in, reasons)]++
			}
		}
	}
	if endpoints < 100 && *only == "" {
		t.Errorf("want at least 100 endpoints that take a picture, got %d", endpoints)
	}
	t.Logf("%d endpoints, %d pictures of the corpus", endpoints, len(sources))
	for _, list := range []map[string]int{counts, reasons} {
		for _, what := range slices.Sorted(maps.Keys(list)) {
			t.Logf("%6d %s", list[what], what)
		}
	}
}

// told is what the samples of a provider take for known that nobody published, such as limits: what its callers have been told.
func told(p *spec.Provider) validate.Facts {
	known := body.Node{Kind: body.Object}
	for _, fact := range p.Facts {
		for i := range p.Endpoints {
			if m := p.Endpoints[i].Given.Member(fact.ID); m != nil && fact.Default == nil && known.Member(fact.ID) == nil {
				known.Members = append(known.Members, *m)
			}
		}
	}
	return validate.ReadFacts(&doc.File{}, &known)
}

// mend says what came of one picture.
func mend(t *testing.T, rules *validate.Rules, endpoint string, facts validate.Facts, way string, in repair.Input, reasons map[string]int) string {
	given := bytes.Clone(in.Bytes)
	m, ok := repair.File(rules, endpoint, in, facts, decode.Limits{})
	switch {
	case !ok:
		return "not taken"
	case !bytes.Equal(given, in.Bytes):
		t.Errorf("%s %s: want the input left as it is", endpoint, way)
	case m.Refused != "":
		words := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return 'N'
			}
			return r
		}, m.Refused)
		reasons["refused: "+way+": "+words]++
		return "refused with a reason"
	case way == "cut short":
		return "nothing known refuses it" // though it does not decode
	case m.After.Outcome == validate.Rejected:
		t.Errorf("%s %s: refused without a reason", endpoint, way)
	}
	header, err := probe.ReadAt(bytes.NewReader(m.Bytes), int64(len(m.Bytes)))
	if err != nil || header.Fault != probe.None {
		t.Errorf("%s %s: want a file that can be read, got %+v %v", endpoint, way, header, err)
	}
	if again, _ := rules.CheckFiles(endpoint, []validate.File{{At: in.At, Name: m.Name, Media: header}}, facts); again.Outcome != m.After.Outcome && !slices.ContainsFunc(m.After.Findings, func(f validate.Finding) bool { return f.Kind == "decodes" }) {
		t.Errorf("%s %s: the result is said to be %s and is %s", endpoint, way, m.After.Outcome, again.Outcome)
	}
	if m.Before.Outcome == validate.Accepted {
		if !bytes.Equal(m.Bytes, given) {
			t.Errorf("%s %s: want what passes left as it is", endpoint, way)
		}
		return "passed before"
	}
	if m.Open() {
		for _, f := range m.After.Findings {
			if f.At == in.At && f.Kind != "decodes" {
				t.Errorf("%s %s: something about the picture is left: %+v", endpoint, way, f)
			}
		}
		return "nothing refuses the picture, the verdict is open about something else"
	}
	return "mended and accepted"
}

// corpus is small pictures to begin with.
func corpus(t *testing.T) []image.Image {
	dir := "../../../shared/corpus/images"
	if other := os.Getenv("WILLPASS_CORPUS"); other != "" {
		dir = other
	}
	var names []string
	filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, path)
		}
		return nil // where there is no such folder there are no names
	})
	if len(names) == 0 {
		t.Log("the corpus is not beside the project: the pictures of testdata are broken instead")
		names, _ = filepath.Glob("../../testdata/images/*.*g")
	}
	var out []image.Image
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || info.Size() > 1<<20 {
			continue
		}
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		header, err := probe.ReadAt(bytes.NewReader(file), int64(len(file)))
		if err != nil || header.Width*header.Height > 1<<20 {
			continue
		}
		if m, _ := decode.Picture(file, header, decode.Limits{}); m != nil {
			small := image.NewRGBA(image.Rect(0, 0, 96, 96))
			draw.ApproxBiLinear.Scale(small, small.Bounds(), m, m.Bounds(), draw.Src, nil)
			out = append(out, small)
		}
		if len(out) == 400 || len(out) == 12 && *pictures < 10 {
			break
		}
	}
	if len(out) == 0 {
		t.Fatal("want pictures to break")
	}
	return out
}
