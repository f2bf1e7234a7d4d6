//go:build wasip1

package main

import (
	"runtime"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// warmed is done once, when the module is built: the snapshot of its memory, which every instance begins with, then has a heap
// that has grown and holds room for objects of every size, and a stream that has judged. So the first verdict runs little of the
// allocator but its quick path: an engine that compiles functions when they are first called has a fifth less to compile. The
// room is zeros, which cost nothing in the file.
var warmed = warm()

// What the first requests need, in bytes.
const (
	heap     = 3 << 19
	objects  = 20 << 10 // the largest with pointers
	texts    = 8 << 10  // the largest without
	expected = 64       // places of an endpoint
)

// kept is the object that was made last: what is not kept anywhere, Go would make on the stack.
var kept struct {
	pointers []*byte
	bytes    []byte
}

func warm() bool {
	judgeNothing()
	kept.bytes = make([]byte, heap)
	kept.bytes = nil
	runtime.GC()
	for n := 1; n <= texts; n = cap(kept.bytes) + 1 { // Go rounds up to the sizes that it knows
		kept.bytes = append([]byte(nil), make([]byte, n)...)
	}
	for n := 1; n <= objects/8; n = cap(kept.pointers) + 1 {
		kept.pointers = append([]*byte(nil), make([]*byte, n)...)
	}
	kept.pointers, kept.bytes = nil, nil
	return true
}

// judgeNothing leaves a stream whose lists have room, and nothing in them.
func judgeNothing() {
	places := make([]check.Place, expected)
	places[0].Root = check.AtMethod
	p := &spec.Provider{ID: "none", Hosts: []spec.Host{{Name: "none"}}, Endpoints: []spec.Endpoint{{Method: "GET", Paths: []spec.Pattern{{Text: "/"}}, Source: -1,
		Places: places, Accepts: spec.Accepts{Envelope: -1}}}}
	s := module.requests.fresh()
	s.Begin(validate.New(p), validate.Request{URL: "https://none/"}, validate.Facts{})
	s.End()
	module.requests.drop(module.requests.add(s))
}
