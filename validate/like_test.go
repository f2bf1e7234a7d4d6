package validate_test

import (
	"fmt"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
)

// TestLikeIsSound compares what Like says with whole judgements: where it says the same, the answers are the same.
func TestLikeIsSound(t *testing.T) {
	rules, err := known.Rules("omnious")
	if err != nil {
		t.Fatal(err)
	}
	make := func(kind, content, id string) validate.Request {
		return validate.Request{Method: "PUT", URL: "https://api.omnious.com/tagger/v2.12/bulk/t-1",
			Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}},
			Body:    fmt.Appendf(nil, `{"taggingRequest":[{"image":{"type":%q,"content":%q},"context":{"id":%q}}]}`, kind, content, id)}
	}
	good := "https://shop.example/1.jpg"
	for _, facts := range []validate.Facts{
		{},
		{Named: []validate.Fact{{Name: "ids", List: []string{"p-2"}}, {Name: "taskExpires", Text: "100"}}, Now: 50},
		{Named: []validate.Fact{{Name: "ids"}, {Name: "bulkReadsImages", Bool: true}, {Name: "maxSide", Text: "100"}}},
		{Named: []validate.Fact{{Name: "bulkReadsImages", Bool: true}}, Fetched: []validate.Fetched{{URL: "https://shop.example/2.jpg", Failed: true}}},
	} {
		template := rules.Begin(make("url", good, "p-1"), facts)
		template.Write(make("url", good, "p-1").Body)
		v := template.End()
		want := string(answers(v))
		urls, ok1 := template.Like("body:/taggingRequest/*/image/content")
		ids, ok2 := template.Like("body:/taggingRequest/*/context/id")
		if !ok1 || !ok2 {
			t.Fatal("want both places to be asked about alone")
		}
		same := 0
		for _, text := range []string{good, "https://shop.example/2.jpg", "http://a/", "HTTPS://A/b", "ftp://a/b", "a", "", " ", "data:image/png;base64,AAAA", "https://", "p-2", "p-1", "1"} {
			if got := string(answers(rules.Check(make("url", text, "p-1"), facts))); urls.Same([]byte(text)) {
				same++
				if got != want {
					t.Errorf("content %q: want %s, got %s", text, want, got)
				}
			}
			if got := string(answers(rules.Check(make("url", good, text), facts))); ids.Same([]byte(text)) && got != want {
				t.Errorf("id %q: want %s, got %s", text, want, got)
			}
		}
		if same == 0 {
			t.Error("want some texts to be the same")
		}
	}
	inline := rules.Begin(make("base64", "AAAA", "p-1"), validate.Facts{})
	inline.Write(make("base64", "AAAA", "p-1").Body)
	inline.End()
	if _, ok := inline.Like("body:/taggingRequest/*/image/content"); ok {
		t.Error("want base64 to be judged whole")
	}
}

func answers(v validate.Verdict) []byte {
	v.Findings, v.Needs, v.Assumed = nil, nil, nil
	return v.AppendJSON(nil)
}
