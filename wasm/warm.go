//go:build wasip1

package main

import (
	"unsafe"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// warm is called once, when the module is built (js/build/preinit.js): the snapshot of its memory, which every instance begins with, then has a heap
// that has grown and holds room for objects of every size, and a stream that has judged. So the first verdict runs little of the
// allocator but its quick path: an engine that compiles functions when they are first called has a fifth less to compile. The
// room is zeros, which cost nothing in the file.
//
//go:wasmexport snapshot_warm
func warm() {
	judgeNothing()
	module.packed = make([]byte, 0, rules)
	fill()
	kept.pointers, kept.bytes = nil, nil
}

// Go's allocator knows some sizes of objects, in bytes, and rounds up to them. These are the larger ones that reading rules and the first
// request ask for; of the smaller ones all.
var (
	withPointers = [...]int{2304, 2688, 3072, 4096, 4864, 5376, 6144, 6784, 18432}
	without      = [...]int{2304, 3072, 4096, 6144, 6784}
)

const (
	small    = 2048
	rules    = 128 << 10 // of a provider, or of some
	expected = 64        // places of an endpoint
)

// kept is the object that was made last: what is not kept anywhere, Go would make on the stack.
var kept struct {
	pointers []*byte
	bytes    []byte
}

// fill leaves room in every size of objects.
func fill() {
	for n := 1; n <= small/8; n = cap(kept.pointers) + 1 {
		for kept.pointers = nil; late(unsafe.Pointer(unsafe.SliceData(kept.pointers))); {
			kept.pointers = append([]*byte(nil), make([]*byte, n)...)
		}
	}
	for _, size := range withPointers {
		for kept.pointers = nil; late(unsafe.Pointer(unsafe.SliceData(kept.pointers))); {
			kept.pointers = make([]*byte, size/8-1) // a word before them says where pointers are
		}
	}
	for n := 1; n <= small; n = cap(kept.bytes) + 1 {
		for kept.bytes = nil; late(unsafe.Pointer(unsafe.SliceData(kept.bytes))); {
			kept.bytes = append([]byte(nil), make([]byte, n)...)
		}
	}
	for _, size := range without {
		for kept.bytes = nil; late(unsafe.Pointer(unsafe.SliceData(kept.bytes))); {
			kept.bytes = make([]byte, size)
		}
	}
}

// late reports whether other objects may be before one: those of one size lie in stretches of some kB, one after the
// other, and some have a word before them.
func late(object unsafe.Pointer) bool { return object == nil || uintptr(object)%stretch > 8 }

const stretch = 8 << 10

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
