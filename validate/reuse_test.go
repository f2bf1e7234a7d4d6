package validate_test

import (
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/probe"
)

// TestAStreamThatIsBegunAgainForgetsAll: one stream judges all requests after each other, and each as a new one would.
func TestAStreamThatIsBegunAgainForgetsAll(t *testing.T) {
	rules := rulesOf(t)
	all := examples(t)
	var s validate.Stream
	for i := 0; i < len(all); i += max(1, len(all)/1500) {
		e := all[i*7919%len(all)] // neighbours ask the same endpoint
		fresh := rules.Begin(e.request, e.facts)
		fresh.Write(e.request.Body)
		first := fresh.End()
		s.Begin(rules, e.request, e.facts)
		s.Write(e.request.Body)
		again := s.End()
		if want, got := string(first.AppendJSON(nil)), string(again.AppendJSON(nil)); want != got {
			t.Fatalf("%s:\nwant %s\ngot  %s", e.name, want, got)
		}
	}
}

// TestVerdictsStay: what one call answered is not changed by the calls after it.
func TestVerdictsStay(t *testing.T) {
	rules := rulesOf(t)
	all := examples(t)
	var verdicts []validate.Verdict
	var want []string
	for i := 0; i < len(all); i += max(1, len(all)/500) {
		v := rules.Check(all[i].request, all[i].facts)
		verdicts, want = append(verdicts, v), append(want, string(v.AppendJSON(nil)))
	}
	for i := range verdicts {
		if got := string(verdicts[i].AppendJSON(nil)); want[i] != got {
			t.Fatalf("want %s\ngot  %s", want[i], got)
		}
	}
}

// TestVerdictsStayWhenAStreamIsBegunAgain: a stream has the memory of one that was given back, but not its verdicts.
func TestVerdictsStayWhenAStreamIsBegunAgain(t *testing.T) {
	rules := rulesOf(t)
	request := withURL()
	for range 50 {
		v := rules.Check(request, validate.Facts{})
		want := string(v.AppendJSON(nil))
		s := rules.Begin(request, validate.Facts{})
		s.End()
		s.Begin(rules, validate.Request{URL: "https://api.vidu.com/ent/v2/credits"}, validate.Facts{})
		s.End()
		rules.Reuse(s)
		if got := string(v.AppendJSON(nil)); want != got {
			t.Fatalf("want %s\ngot  %s", want, got)
		}
	}
}

// TestAllocations: a request, and a file, cost no memory of their own but for the verdict, which is cut from blocks.
func TestAllocations(t *testing.T) {
	if shorter > 1 {
		t.Skip("the race detector allocates")
	}
	rules := rulesOf(t)
	picture, err := cases.Image("jpeg 1600x1200 bytes=5242880")
	if err != nil {
		t.Fatal(err)
	}
	files := []validate.File{{Media: probe.Bytes(picture)}}
	url, image, bulk := withURL(), withImage(picture), bulkOfURLs()
	var s validate.Stream
	for _, c := range []struct {
		name string
		most float64
		run  func()
	}{
		{"a request with a URL", 2, func() { rules.Check(url, validate.Facts{}) }},
		{"a request with a URL, in a stream that is begun again", 0, func() {
			s.Begin(rules, url, validate.Facts{})
			s.Write(url.Body)
			s.End()
		}},
		{"a file of 5 MB", 2, func() { rules.CheckFiles("vidu/img2video", files, validate.Facts{}) }},
		{"a body of 7 MB with an image in base64", 10, func() { rules.Check(image, validate.Facts{}) }},
		{"a bulk of 1,000 URLs", 10, func() { rules.Check(bulk, validate.Facts{}) }},
	} {
		c.run()
		if got := testing.AllocsPerRun(100, c.run); got > c.most {
			t.Errorf("%s: want at most %.0f allocations, got %.1f", c.name, c.most, got)
		}
	}
}
