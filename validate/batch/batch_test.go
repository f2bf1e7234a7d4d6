package batch_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/batch"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/refusal"
)

var loaded = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

func plan(t testing.TB, endpoint string) batch.Plan {
	t.Helper()
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return batch.Plan{Rules: rules, Endpoint: endpoint, Headers: []validate.Header{{Name: "X-API-KEY", Value: "k"}}}
}

func rows(n int) iter.Seq[batch.Row] {
	return func(yield func(batch.Row) bool) {
		for i := range n {
			if !yield(batch.Row{ID: fmt.Sprintf("p-%d", i), Content: fmt.Sprintf("https://shop.example/images/%d.jpg", i)}) {
				return
			}
		}
	}
}

// collect runs a plan, and judges every request of it whole.
func collect(t *testing.T, p batch.Plan, in iter.Seq[batch.Row]) (requests []batch.Request, aside []batch.Aside) {
	t.Helper()
	for r, err := range p.Requests(in) {
		if err != nil {
			t.Fatal(err)
		}
		aside = append(aside, r.Aside...)
		if len(r.IDs) == 0 {
			continue
		}
		facts := p.Facts
		facts.Named = append(slices.Clone(facts.Named), validate.Fact{Name: "ids"}, validate.Fact{Name: "taskExpires", Text: "100"})
		facts.Now = 1
		if v := p.Rules.Check(r.Request, facts); v.Outcome != validate.Accepted && !(p.Lenient && v.Outcome == validate.Uncertain) {
			t.Errorf("want a request that passes, got %.600s", v.AppendJSON(nil))
		}
		if n := strings.Count(string(r.Body), `"content"`); n != len(r.IDs) {
			t.Errorf("want %d entries, got %d", len(r.IDs), n)
		}
		requests = append(requests, r)
	}
	return requests, aside
}

func TestRequestsHoldAtMostAThousand(t *testing.T) {
	requests, aside := collect(t, plan(t, "omnious/bulk-create"), rows(2500))
	if len(requests) != 3 || len(requests[0].IDs) != 1000 || len(requests[1].IDs) != 1000 || len(requests[2].IDs) != 500 || len(aside) != 0 {
		t.Fatalf("want 1000, 1000 and 500, got %d requests, %d aside", len(requests), len(aside))
	}
	if r := requests[1]; r.First != 1000 || r.IDs[0] != "p-1000" || r.Method != "POST" || r.URL != "https://api.omnious.com/tagger/v2.12/bulk" {
		t.Errorf("want the second thousand, got %d %s %s %s", r.First, r.IDs[0], r.Method, r.URL)
	}
}

func TestBodiesStayWithinTheirLimit(t *testing.T) {
	for _, limit := range []int64{500, 5000} {
		p := plan(t, "omnious/bulk-create")
		p.Bytes = limit
		requests, aside := collect(t, p, rows(300))
		n := 0
		for i, r := range requests {
			n += len(r.IDs)
			if int64(len(r.Body)) > limit {
				t.Errorf("want at most %d bytes, got %d", limit, len(r.Body))
			}
			if i+1 < len(requests) && int64(len(r.Body)) < limit/2 {
				t.Errorf("want bodies filled to their limit of %d, got %d", limit, len(r.Body))
			}
		}
		if n != 300 || len(aside) != 0 {
			t.Errorf("want all 300 rows, got %d and %d aside", n, len(aside))
		}
	}
	p := plan(t, "omnious/bulk-create")
	p.Bytes = 300
	long := batch.Row{ID: "long", Content: "https://shop.example/" + strings.Repeat("a", 1000)}
	if requests, aside := collect(t, p, slices.Values([]batch.Row{long})); len(requests) != 0 || len(aside) != 1 {
		t.Errorf("want a row that is too long by itself set aside, got %d and %d", len(requests), len(aside))
	}
}

func TestBadRowsAreSetAsideWithTheirCode(t *testing.T) {
	in := []batch.Row{{ID: "a", Content: "https://shop.example/1.jpg"}, {ID: "b", Content: "not a url"}, {ID: "a", Content: "https://shop.example/2.jpg"},
		{ID: "c", Content: ""}, {ID: `"d"\`, Content: "https://shop.example/ä\n.jpg"}, {ID: "e", Content: "https://shop.example/3.jpg"}}
	for _, c := range []struct {
		endpoint, url string
	}{{"omnious/bulk-create", ""}, {"omnious/bulk-append", "https://api.omnious.com/tagger/v2.12/bulk/t-5"}} {
		p := plan(t, c.endpoint)
		p.URL = c.url
		requests, aside := collect(t, p, slices.Values(in))
		if len(requests) != 1 || !slices.Equal(requests[0].IDs, []string{"a", `"d"\`, "e"}) {
			t.Fatalf("%s: want a, d and e, got %+v", c.endpoint, requests)
		}
		got := ""
		for _, a := range aside {
			got += fmt.Sprintf("%d %s %s;", a.Number, a.ID, a.Err.Code)
		}
		if want := "1 b 831;2 a 833;3 c 831;"; got != want {
			t.Errorf("%s: want %s, got %s", c.endpoint, want, got)
		}
		if !errors.Is(aside[1].Err, refusal.Code{Provider: "omnious", Code: "833"}) {
			t.Errorf("want an error that is its code, got %v", aside[1].Err)
		}
	}
}

// TestIDsOfATask: a request that adds to a task keeps ids apart in the whole plan, one that starts a task within itself.
func TestIDsOfATask(t *testing.T) {
	in := func(yield func(batch.Row) bool) {
		for i := range 1500 {
			if !yield(batch.Row{ID: fmt.Sprint(i % 1200), Content: "https://shop.example/1.jpg"}) {
				return
			}
		}
	}
	if _, aside := collect(t, plan(t, "omnious/bulk-create"), in); len(aside) != 0 {
		t.Errorf("want no id twice in a request, got %d aside", len(aside))
	}
	_, aside := collect(t, plan(t, "omnious/bulk-append"), in)
	if len(aside) != 300 || aside[0].Number != 1200 || aside[0].Err.Code != "833" {
		t.Errorf("want 300 rows set aside with 833, got %d", len(aside))
	}
}

func TestSentBefore(t *testing.T) {
	var book ledger.Memory
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	claim, err := book.Claim(t.Context(), task, []string{"p-3", "p-0", "p-9"})
	if err != nil {
		t.Fatal(err)
	}
	claim.Confirm(t.Context())
	p := plan(t, "omnious/bulk-append")
	p.Sent = func(ids []string) ([]string, error) { return book.Sent(context.Background(), task, ids) }
	requests, aside := collect(t, p, rows(10))
	if len(requests) != 1 || len(requests[0].IDs) != 7 || len(aside) != 3 || aside[0].ID != "p-0" || aside[0].Err.Code != "833" {
		t.Errorf("want three rows set aside with 833, got %+v and %+v", requests, aside)
	}
	broken := errors.New("broken")
	p.Sent = func([]string) ([]string, error) { return nil, broken }
	for _, err := range p.Requests(rows(10)) {
		if !errors.Is(err, broken) {
			t.Errorf("want the ledger's error, got %v", err)
		}
	}
}

func TestOwnBody(t *testing.T) {
	p := plan(t, "omnious/bulk-create")
	p.Body = `{"albumName":"x","taggingRequest":[{"context":{"id":"?"},"image":{"content":"https://a/","type":"url"}}],"description":null}`
	requests, _ := collect(t, p, rows(2))
	want := `{"albumName":"x","taggingRequest":[{"context":{"id":"p-0"},"image":{"content":"https://shop.example/images/0.jpg","type":"url"}},` +
		`{"context":{"id":"p-1"},"image":{"content":"https://shop.example/images/1.jpg","type":"url"}}],"description":null}`
	if len(requests) != 1 || string(requests[0].Body) != want {
		t.Errorf("want %s, got %s", want, requests[0].Body)
	}
	p.Body = `{"taggingRequest":[{"image":{"type":"base64","content":"iVBORw0KGgo="},"context":{"id":"1"}}]}`
	p.Lenient = true
	_, aside := collect(t, p, slices.Values([]batch.Row{{ID: "1", Content: "iVBORw0KGgo="}}))
	if len(aside) != 0 {
		t.Errorf("want base64 judged whole and kept, got %v", aside[0].Err)
	}
}

func TestWhatCannotBePlanned(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*batch.Plan)
	}{
		{"an endpoint that is not there", func(p *batch.Plan) { p.Endpoint = "omnious/none" }},
		{"an endpoint without a list", func(p *batch.Plan) { p.Endpoint = "vidu/img2video" }},
		{"a request that would be refused anyway", func(p *batch.Plan) { p.Headers = nil }},
		{"a body that is no JSON", func(p *batch.Plan) { p.Body = "{" }},
		{"a body without an entry", func(p *batch.Plan) { p.Body = `{"taggingRequest":[]}` }},
	} {
		p := plan(t, "omnious/bulk-create")
		c.change(&p)
		n := 0
		for _, err := range p.Requests(rows(5)) {
			if n++; err == nil {
				t.Errorf("%s: want an error", c.name)
			}
		}
		if n != 1 {
			t.Errorf("%s: want one error and the end, got %d", c.name, n)
		}
	}
	p := plan(t, "omnious/bulk-create")
	for range p.Requests(rows(5000)) {
		break // an iterator that is left early ends
	}
}

// TestMemoryStaysFlat plans many rows and looks at the heap on the way. BenchmarkPlan does it with ten million.
func TestMemoryStaysFlat(t *testing.T) { flat(t, 1_000_000) }

func flat(t testing.TB, n int) {
	p := plan(t, "omnious/bulk-create")
	var early, late runtime.MemStats
	requests, total := 0, 0
	for r, err := range p.Requests(same(n)) {
		if err != nil {
			t.Fatal(err)
		}
		total += len(r.IDs)
		switch requests++; requests {
		case 100:
			runtime.GC()
			runtime.ReadMemStats(&early)
		case n / 1000:
			runtime.GC()
			runtime.ReadMemStats(&late)
		}
	}
	if total != n {
		t.Errorf("want %d rows planned, got %d", n, total)
	}
	if late.HeapAlloc > early.HeapAlloc+1<<20 {
		t.Errorf("want flat memory, got %d bytes after 100 requests and %d after %d", early.HeapAlloc, late.HeapAlloc, requests)
	}
}

// same gives n rows with different ids from one buffer of texts, so that making them costs little.
func same(n int) iter.Seq[batch.Row] {
	var made [4096]batch.Row
	for i := range made {
		made[i] = batch.Row{ID: fmt.Sprintf("p-%08d", i), Content: fmt.Sprintf("https://shop.example/images/%08d.jpg", i)}
	}
	return func(yield func(batch.Row) bool) {
		for i := range n {
			if !yield(made[i%len(made)]) {
				return
			}
		}
	}
}

func ExamplePlan() {
	rules, err := known.Rules("omnious")
	if err != nil {
		fmt.Println(err)
		return
	}
	images := slices.Values([]batch.Row{
		{ID: "p-1", Content: "https://shop.example/1.jpg"},
		{ID: "p-2", Content: "shop.example/2.jpg"},
		{ID: "p-1", Content: "https://shop.example/3.jpg"},
	})
	plan := batch.Plan{Rules: rules, Endpoint: "omnious/bulk-create", Headers: []validate.Header{{Name: "X-API-KEY", Value: "key"}},
		Body: `{"taggingRequest":[{"image":{"type":"url","content":"https://shop.example/0.jpg"},"context":{"id":"p-0"}}]}`}
	for request, err := range plan.Requests(images) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(request.Method, request.IDs, string(request.Body))
		for _, a := range request.Aside {
			fmt.Println("row", a.Number, "would be refused with", a.Err.Code)
		}
	}
	// Output:
	// POST [p-1] {"taggingRequest":[{"image":{"type":"url","content":"https://shop.example/1.jpg"},"context":{"id":"p-1"}}]}
	// row 1 would be refused with 831
	// row 2 would be refused with 833
}
