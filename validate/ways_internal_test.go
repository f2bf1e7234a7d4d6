package validate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/spec"
)

// TestWaysAreFoundByTheirStarts compares with a look at every path.
func TestWaysAreFoundByTheirStarts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	words := []string{"a", "b", "{x}", "{y}", "a{", "", "tasks"}
	path := func(words []string) string {
		text := ""
		for range 1 + random.IntN(4) {
			text += "/" + words[random.IntN(len(words))]
		}
		return text
	}
	host := &spec.Host{ID: "h", Name: "h.example"}
	for range 300 {
		p := &spec.Provider{Hosts: []spec.Host{*host}}
		for i := range 1 + random.IntN(30) {
			e := spec.Endpoint{ID: fmt.Sprint(i), Method: []string{"GET", "POST"}[random.IntN(2)], Hosts: [][]string{nil, {"h"}, {"other"}}[random.IntN(3)]}
			for range 1 + random.IntN(2) {
				text := path(words)
				e.Paths = append(e.Paths, spec.Pattern{Text: text, Segments: strings.Split(text, "/")})
			}
			p.Endpoints = append(p.Endpoints, e)
		}
		all := waysOf(p)
		for range 100 {
			text := path([]string{"a", "b", "c", "a{", "", "tasks", "{x}"})
			wantKnown, want := looked(p, host, text)
			r := route{provider: p, plain: []byte(text)}
			known := r.follow(&all, host, "GET")
			got := ""
			if r.pattern != nil {
				got = r.endpoint.ID + " " + r.pattern.Text
			}
			if known != wantKnown || got != want {
				t.Fatalf("%s of %+v: want %q, %t, got %q, %t", text, p.Endpoints, want, wantKnown, got, known)
			}
		}
	}
}

// looked is the endpoint that a GET leads to, and the pattern, by a look at every path.
func looked(p *spec.Provider, host *spec.Host, path string) (known bool, found string) {
	least := 0
	for i := range p.Endpoints {
		e := &p.Endpoints[i]
		for k := range e.Paths {
			pattern := &e.Paths[k]
			if !on(e, host) || pattern.Text != path && (pattern.Params() == 0 || !pattern.Match(path)) {
				continue
			}
			if known = true; e.Method == "GET" && (found == "" || pattern.Params() < least) {
				found, least = e.ID+" "+pattern.Text, pattern.Params()
			}
		}
	}
	return known, found
}

// TestOfManyWaysFewAreLookedAt: what starts otherwise is not looked at, however much there is.
func TestOfManyWaysFewAreLookedAt(t *testing.T) {
	p := &spec.Provider{}
	for i := range 10_000 {
		for _, text := range []string{fmt.Sprintf("/v1/e%d", i), fmt.Sprintf("/v1/e%d/{task}", i)} {
			p.Endpoints = append(p.Endpoints, spec.Endpoint{Paths: []spec.Pattern{{Text: text, Segments: strings.Split(text, "/")}}})
		}
	}
	all := waysOf(p)
	for _, start := range []string{"/", "/v1/", "/v1/e1", "/v1/e1/", "/v1/e9999/", "/v2"} {
		found := all.startingWith([]byte(start))
		if want := strings.HasPrefix(start, "/v1/e"); len(found) > 1 || len(found) > 0 != want {
			t.Errorf("%s: want one way: %t, got %d", start, want, len(found))
		}
	}
	if all.longest != len("/v1/e9999/") {
		t.Errorf("want the longest start to have 10 bytes, got %d", all.longest)
	}
}
