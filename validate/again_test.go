package validate_test

import (
	"slices"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// TestAgainIsCheckWithTheOtherFacts compares a second verdict over one reading of the body with a whole new judgement.
func TestAgainIsCheckWithTheOtherFacts(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	put := validate.Request{Method: "PUT", URL: "https://api.omnious.com/tagger/v2.12/bulk/t-1",
		Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}},
		Body: []byte(`{"taggingRequest":[{"image":{"type":"url","content":"https://shop.example/1.jpg"},"context":{"id":"p-1"}},
			{"image":{"type":"url","content":"https://shop.example/2.jpg"},"context":{"id":"p-2"}}]}`)}
	video := validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(`{"model":"viduq3-pro","images":["https://shop.example/1.jpg"],"prompt":"a"}`)}
	small := probe.Media{Format: probe.PNG, Width: 10, Height: 500, DisplayWidth: 10, DisplayHeight: 500, Bytes: 100, Trailing: -1}
	facts := []validate.Facts{
		{},
		{Named: []validate.Fact{{Name: "ids", List: []string{"p-2"}}, {Name: "taskExpires", Text: "100"}}, Now: 50},
		{Named: []validate.Fact{{Name: "ids"}, {Name: "taskExpires", Text: "100"}}, Now: 200},
		{Named: []validate.Fact{{Name: "ids"}, {Name: "taskExpires", Text: "100"}}, Now: 50},
		{Fetched: []validate.Fetched{{URL: "https://shop.example/1.jpg", Failed: true}}},
		{Fetched: []validate.Fetched{{URL: "https://shop.example/1.jpg", Media: small}}},
		{Named: []validate.Fact{{Name: "keyAccepted"}}},
		{},
	}
	for _, request := range []validate.Request{put, video, {URL: "https://nobody.example/"}} {
		s := rules.Begin(request, validate.Facts{})
		s.Write(request.Body)
		first := s.End()
		if want := rules.Check(request, validate.Facts{}); string(first.AppendJSON(nil)) != string(want.AppendJSON(nil)) {
			t.Fatal("want End to be Check")
		}
		for i, f := range facts {
			want, got := rules.Check(request, f), s.Again(f)
			if string(got.AppendJSON(nil)) != string(want.AppendJSON(nil)) {
				t.Errorf("%s, facts %d:\nwant %s\ngot  %s", request.URL, i, want.AppendJSON(nil), got.AppendJSON(nil))
			}
		}
		ids, complete := s.Texts("body:/taggingRequest/*/context/id")
		if want := []string{"p-1", "p-2"}; request.Method == "PUT" && (!slices.Equal(ids, want) || !complete) {
			t.Errorf("want the ids %v, got %v, complete %v", want, ids, complete)
		}
	}
}

func TestRoute(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ method, url, provider, endpoint, task string }{
		{"PUT", "https://API.omnious.com/tagger/v2.12/bulk/t-1?x=y", "omnious", "bulk-append", "t-1"},
		{"", "https://api.omnious.com/tagger/v2.12/bulk", "omnious", "bulk-list", ""},
		{"GET", "https://nobody.example/", "", "", ""},
	} {
		got := rules.Route(c.method, c.url)
		task := ""
		for _, p := range got.Params {
			if p.Name == "task" {
				task = p.Text
			}
		}
		if got.Provider != c.provider || got.Endpoint != c.endpoint || task != c.task {
			t.Errorf("%s %s: want %s/%s of task %q, got %+v", c.method, c.url, c.provider, c.endpoint, c.task, got)
		}
	}
	if hosts := rules.Hosts(); !slices.Contains(hosts, "api.vidu.com") || !slices.Contains(hosts, "api.omnious.com") {
		t.Errorf("want the hosts of the providers, got %v", hosts)
	}
}
