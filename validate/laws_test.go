package validate_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// TestLaw1MoreFactsNeverAddAnAnswer says, of every case, each open fact, and finds no answer that was not there before. Where an
// answer's words depend on the fact, its error and code do not.
func TestLaw1MoreFactsNeverAddAnAnswer(t *testing.T) {
	rules := rulesOf(t)
	said := map[string]int{}
	for _, e := range examples(t) {
		before := rules.Check(e.request, e.facts)
		p, endpoint := rules.Endpoint(before.Provider + "/" + before.Endpoint)
		if endpoint == nil {
			continue
		}
		for _, more := range openFacts(p, endpoint, e, before.Needs) {
			said[more.what]++
			after := rules.Check(e.request, more.facts)
			for _, answer := range after.Answers {
				if !slices.ContainsFunc(before.Answers, func(a validate.Answer) bool { return a.Error == answer.Error && a.Code == answer.Code }) {
					t.Errorf("%s: %s adds the answer %q %q\nto  %s", e.name, more.what, answer.Error, answer.Code, answered(before))
				}
			}
			if len(after.Answers) == 0 {
				t.Errorf("%s: %s leaves no answer", e.name, more.what)
			}
		}
	}
	if len(said) < 30 {
		t.Errorf("want at least 30 facts that were said, got %d", len(said))
	}
	t.Log(slices.Sorted(maps.Keys(said)))
}

// further is facts with one more.
type further struct {
	what  string
	facts validate.Facts
}

// openFacts says one more fact, with each of several values: those of the provider without default, those that are needed, and
// the clock.
func openFacts(p *spec.Provider, e *spec.Endpoint, x example, needs []validate.Need) []further {
	var out []further
	named := func(f validate.Fact, shown string) {
		facts := x.facts
		facts.Named = append(slices.Clone(facts.Named), f)
		out = append(out, further{f.Name + "=" + shown, facts})
	}
	for i := range p.Facts {
		f := &p.Facts[i]
		if f.Default != nil || slices.ContainsFunc(x.facts.Named, func(g validate.Fact) bool { return g.Name == f.ID }) {
			continue
		}
		switch f.Type {
		case "boolean":
			named(validate.Fact{Name: f.ID, Bool: true}, "true")
			named(validate.Fact{Name: f.ID}, "false")
		case "list":
			named(validate.Fact{Name: f.ID}, "none")
			named(validate.Fact{Name: f.ID, List: []string{"a", "1", "img-1"}}, "some")
		case "text":
			for _, text := range append(comparedWith(e, f.ID), "something else") {
				named(validate.Fact{Name: f.ID, Text: text}, text)
			}
		default:
			for _, number := range []string{"0", "1", "100.5", "2000", "9000000000"} {
				named(validate.Fact{Name: f.ID, Text: number}, number)
			}
		}
	}
	if x.facts.Now == 0 {
		for _, now := range []int64{1, 1 << 40} {
			facts := x.facts
			facts.Now = now
			out = append(out, further{"now", facts})
		}
	}
	for _, need := range needs {
		if need.Kind == check.NeedFetch.String() {
			for _, f := range []validate.Fetched{{Failed: true}, {Media: probe.Media{Fault: probe.Unrecognized, Bytes: 5}},
				{Media: probe.Media{Format: probe.PNG, Width: 640, Height: 480, Channels: 3, BitDepth: 8, Bytes: 1000}},
				{Media: probe.Media{Format: probe.JPEG, Width: 1, Height: 90000, Bytes: 1 << 40}}, {Media: probe.Media{Format: probe.MP4, Duration: 5000, Bytes: 1 << 20}}} {
				f.URL = need.Name
				facts := x.facts
				facts.Fetched = append(slices.Clone(facts.Fetched), f)
				out = append(out, further{"fetched " + f.Media.Format.String(), facts})
			}
		}
	}
	return out
}

// comparedWith is the texts that the endpoint's conditions and rules compare a fact with.
func comparedWith(e *spec.Endpoint, id string) []string {
	var out []string
	note := func(fact string, c check.Check) {
		if fact != id {
			return
		}
		switch c := c.(type) {
		case check.Is:
			out = append(out, c.Text())
		case check.OneOf:
			out = append(out, c.Values()...)
		}
	}
	for _, stage := range e.Stages {
		for _, r := range stage.Rules {
			note(r.Fact, r.Check)
			for _, c := range r.When {
				note(c.Fact, c.Check)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// answered is the errors and codes of a verdict's answers, in short.
func answered(v validate.Verdict) string {
	out := make([]string, len(v.Answers))
	for i, a := range v.Answers {
		if out[i] = a.Error + "(" + a.Code + ")"; a.Accepted {
			out[i] = "accepted"
		}
	}
	return strings.Join(out, " ")
}

// TestLaw2TheSameInputGivesTheSameBytes judges every case again, whole and split at random points.
func TestLaw2TheSameInputGivesTheSameBytes(t *testing.T) {
	rules := rulesOf(t)
	random := rand.New(rand.NewPCG(1, 2))
	for _, e := range examples(t) {
		first := rules.Check(e.request, e.facts)
		want := string(first.AppendJSON(nil))
		for range 4 {
			stream := rules.Begin(e.request, e.facts)
			rest := e.request.Body
			for len(rest) > 0 {
				n := min(len(rest), 1+random.IntN(1+random.IntN(512)))
				stream.Write(rest[:n])
				rest = rest[n:]
			}
			v := stream.End()
			if got := string(v.AppendJSON(nil)); want != got {
				t.Errorf("%s: in pieces:\nwant %s\ngot  %s", e.name, want, got)
			}
		}
	}
}

// TestLaw2AtEveryPoint splits short bodies in two at every point.
func TestLaw2AtEveryPoint(t *testing.T) {
	rules := rulesOf(t)
	seen := map[string]int{}
	for _, e := range examples(t) {
		first := rules.Check(e.request, e.facts)
		if seen[first.Endpoint]++; len(e.request.Body) > 600 || seen[first.Endpoint] > 3 {
			continue
		}
		want := string(first.AppendJSON(nil))
		for at := range e.request.Body {
			stream := rules.Begin(e.request, e.facts)
			stream.Write(e.request.Body[:at])
			stream.Write(e.request.Body[at:])
			v := stream.End()
			if got := string(v.AppendJSON(nil)); want != got {
				t.Fatalf("%s: split at %d:\nwant %s\ngot  %s", e.name, at, want, got)
			}
		}
	}
}

// TestLaw2TheBodyIsNotKept overwrites what was written before the verdict is asked for.
func TestLaw2TheBodyIsNotKept(t *testing.T) {
	rules := rulesOf(t)
	for _, e := range examples(t) {
		first := rules.Check(e.request, e.facts)
		stream := rules.Begin(e.request, e.facts)
		scratch := slices.Clone(e.request.Body)
		stream.Write(scratch)
		clear(scratch)
		v := stream.End()
		if want, got := string(first.AppendJSON(nil)), string(v.AppendJSON(nil)); want != got {
			t.Errorf("%s: want %s\ngot %s", e.name, want, got)
		}
	}
}

// TestLaw7EveryVerdictIsHonest looks at the parts of every verdict.
func TestLaw7EveryVerdictIsHonest(t *testing.T) {
	rules := rulesOf(t)
	for _, e := range examples(t) {
		v := rules.Check(e.request, e.facts)
		honest(t, rules, e.name, &v)
	}
}

// honest wants what must hold of every verdict, whatever the request.
func honest(t *testing.T, rules *validate.Rules, name string, v *validate.Verdict) {
	t.Helper()
	if v.Sure() != (len(v.Answers) == 1) {
		t.Errorf("%s: sure is one answer, got %d", name, len(v.Answers))
	}
	p := rules.Provider(v.Provider)
	if v.Endpoint != "" && len(v.Answers) == 0 {
		t.Errorf("%s: want an answer", name)
	}
	accepted, refused := 0, 0
	for i := range v.Answers {
		a := &v.Answers[i]
		if a.Accepted {
			accepted++
		} else {
			refused++
			entry := catalogued(p, a.Error)
			if entry == nil {
				t.Errorf("%s: the answer %s is not in the catalogue", name, a.Error)
			} else if entry.Decides == "server" {
				t.Errorf("%s: only the server can know of %s", name, a.Error)
			}
		}
		if a.When != "now" && a.When != "task" || a.Trust == spec.Unfounded || a.Accepted != (a.Error == "") {
			t.Errorf("%s: want an answer with a time, a trust and one meaning, got %+v", name, *a)
		}
		if strings.Contains(a.ContentType, "json") && !json.Valid([]byte(a.Body)) {
			t.Errorf("%s: want JSON, got %s", name, a.Body)
		}
		for _, h := range a.Headers {
			if strings.ContainsAny(h.Value, "\r\n\x00") {
				t.Errorf("%s: want one line of header, got %q", name, h.Value)
			}
		}
	}
	if v.Endpoint != "" && (v.Outcome == validate.Accepted && refused > 0 || v.Outcome == validate.Rejected && accepted > 0 ||
		v.Outcome == validate.Uncertain && (accepted == 0 || refused == 0)) {
		t.Errorf("%s: want an outcome that fits %s, got %s", name, answered(*v), v.Outcome)
	}
	for _, f := range v.Findings {
		if f.State != "failed" && f.State != "open" || f.Rule == "" || f.At == "" || f.Want == "" || f.Trust == spec.Unfounded {
			t.Errorf("%s: want a finding with its parts, got %+v", name, f)
		}
		if f.State == "open" && f.Why == "" {
			t.Errorf("%s: want why it is open, got %+v", name, f)
		}
		if !strings.HasPrefix(f.Source, "https://") && !strings.HasPrefix(f.Source, "http://") {
			t.Errorf("%s: want the URL of a source, got %+v", name, f)
		}
	}
	text := v.AppendJSON(nil)
	var back map[string]any
	if err := json.Unmarshal(text, &back); err != nil {
		t.Errorf("%s: want JSON, got %v: %s", name, err, text)
	}
}

// catalogued is the entry of an error; nil when there is none.
func catalogued(p *spec.Provider, id string) *spec.Error {
	for i := range p.Errors {
		if p.Errors[i].ID == id {
			return &p.Errors[i]
		}
	}
	return nil
}
