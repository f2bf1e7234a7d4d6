package main

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
)

// growth is what work costs at one size, in all and per unit.
type growth struct {
	What, Size string
	Time       float64 // nanoseconds in all
	Per        float64 // nanoseconds per unit
	Unit       string
	Allocated  int64 // bytes in all; -1 = not counted
}

// grow measures each kind of growth, from small to large.
func grow(rules *validate.Rules, all []input, tell func(string)) ([]growth, error) {
	var out []growth
	for _, some := range []func(*validate.Rules, []input) ([]growth, error){growBody, growItems, growRules, growGoroutines} {
		found, err := some(rules, all)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
		tell(found[0].What)
	}
	return out, nil
}

// best is the shortest of some runs, and what the last allocated.
func best(runs int, run func() error) (nanoseconds float64, allocated int64, err error) {
	var took []time.Duration
	for range runs {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		if err := run(); err != nil {
			return 0, 0, err
		}
		took = append(took, time.Since(start))
		runtime.ReadMemStats(&after)
		allocated = int64(after.TotalAlloc - before.TotalAlloc)
	}
	return float64(slices.Min(took).Nanoseconds()), allocated, nil
}

// growBody streams a body with one image of up to 1 GB as base64.
func growBody(rules *validate.Rules, all []input) ([]growth, error) {
	source := all[slices.IndexFunc(all, func(in input) bool { return in.Kind == imageJSON })]
	_, image, _ := bytes.Cut(source.Data, []byte(";base64,"))
	head, piece, tail := source.Data[:len(source.Data)-len(image)], image[:64<<10], []byte(`"],"duration":5}`)
	var out []growth
	for _, size := range []int{1 << 10, 100 << 10, 10 << 20, 100 << 20, 1 << 30} {
		took, allocated, err := best(max(1, min(20, 100<<20/size)), func() error {
			stream := rules.Begin(source.Request, validate.Facts{})
			stream.Write(head)
			for sent := 0; sent < size; sent += len(piece) {
				stream.Write(piece[:min(len(piece), size-sent)])
			}
			stream.Write(tail)
			v := stream.End()
			if len(v.Answers) == 0 {
				return errors.New("no verdict")
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		out = append(out, growth{"body, streamed", bytesText(int64(size)), took, took / float64(size) * 1e6, "MB", allocated})
	}
	return out, nil
}

// growItems judges bulk requests. OMNIOUS takes 1,000 images at most: a longer array is read all the same.
func growItems(rules *validate.Rules, all []input) ([]growth, error) {
	source := all[slices.IndexFunc(all, func(in input) bool { return in.Kind == bulkURLs })]
	var out []growth
	for _, n := range []int{1, 10, 100, 1000, 10_000, 100_000} {
		in := source
		in.Data = bulkBody(n, "url", "https://cdn.example.com/products/2026/11/%d-front-large.jpg")
		took, allocated, err := best(max(3, min(200, 100_000/n)), func() error { return judge(rules, &in) })
		if err != nil {
			return nil, err
		}
		out = append(out, growth{"items of a batch", count(n), took, took / float64(n), "item", allocated})
	}
	return out, nil
}

// growRules judges one request by an invented provider with more and more rules for its endpoint, and with more and more endpoints
// beside it.
func growRules(*validate.Rules, []input) ([]growth, error) {
	var out []growth
	for _, kind := range []string{"rules of the endpoint", "endpoints of the provider"} {
		for _, n := range []int{10, 100, 1000, 10_000} {
			endpoints, asked := 1, n
			if kind == "endpoints of the provider" {
				endpoints, asked = n, 10
			}
			p, problems := spec.Load(inventedProvider(endpoints, asked))
			if len(problems) > 0 {
				return nil, fmt.Errorf("the invented provider: %s", problems[0].String())
			}
			rules := validate.New(p)
			in := input{Kind: urlJSON, Request: request("https://api.invented.example/e0", "application/json", "X", "y"), Data: []byte(`{"f0":"a","f1":"b","f9":"c"}`)}
			took, allocated, err := best(200, func() error { return judge(rules, &in) })
			if err != nil {
				return nil, err
			}
			per, unit := took/float64(n), "rule"
			if endpoints > 1 || kind == "endpoints of the provider" {
				per, unit = took, "request"
			}
			out = append(out, growth{kind, count(n), took, per, unit, allocated})
		}
	}
	return out, nil
}

// inventedProvider has endpoints that each ask the same number of questions about as many members.
func inventedProvider(endpoints, rules int) []spec.File {
	var b strings.Builder
	b.WriteString(`{"provider":{"id":"invented","name":"Invented","title":"t","docs":"https://invented.example"},"hosts":[{"id":"h","host":"api.invented.example"}],
"sources":[{"id":"s","url":"https://invented.example","date":"2026-01-02"}],
"errors":[{"id":"e","code":"1","status":400,"message":"m","decides":"request","retry":false,"do":"d","trust":"documented","source":"s","envelope":"v"}],
"envelopes":[{"id":"v","contentType":"application/json","trust":"documented","source":"s","body":{"code":"{{code}}"}}],"endpoints":[`)
	for e := range endpoints {
		if e > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"e%d","title":"t","method":"POST","paths":["/e%d"],"body":"json","source":"s","trust":"documented","stages":[{"name":"n","rules":[`, e, e)
		for r := range rules {
			if r > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":"r%d","at":"body:/f%d","length":{"max":9},"error":"e"}`, r, r)
		}
		fmt.Fprintf(&b, `]}],"accepts":{"status":200,"envelope":"v"},"sample":{"method":"POST","url":"https://api.invented.example/e%d","json":{"f0":"a"}}}`, e)
	}
	b.WriteString(`]}`)
	return []spec.File{{Name: "invented/provider.json", Text: []byte(b.String())}}
}

// growGoroutines judges the same request from many goroutines at once, with one Rules.
func growGoroutines(rules *validate.Rules, all []input) ([]growth, error) {
	const requests = 1 << 11
	in := &all[0]
	var out []growth
	for n := 1; n <= 64; n *= 2 {
		took, allocated, err := best(40, func() error {
			var wait sync.WaitGroup
			failed := make([]error, n)
			for worker := range n {
				wait.Go(func() {
					for range requests / n {
						failed[worker] = errors.Join(failed[worker], judge(rules, in))
					}
				})
			}
			wait.Wait()
			return errors.Join(failed...)
		})
		if err != nil {
			return nil, err
		}
		out = append(out, growth{"goroutines", count(n), took, took / requests, "request", allocated})
	}
	return out, nil
}
