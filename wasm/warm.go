//go:build wasip1

package main

import "runtime"

// warmed is done once, when the module is built: the snapshot of its memory, which every instance begins with, then has a heap
// that has grown and holds room for objects of every size that the first request makes. So the first verdict runs none of the
// allocator but its quick path, and an engine that compiles functions when they are first called has a fifth less to compile.
// The room is zeros, which cost nothing in the file.
var warmed = warm()

func warm() bool {
	kept.bytes = make([]byte, heapRoom); kept.bytes = nil
	runtime.GC() // gives the room back
	for size := 8; size <= largest; size += max(8, size/8) {
		kept.bytes = make([]byte, size); if size>2048 {continue}
		kept.pointers = make([]*byte, size/8)
	}
	return true
}

// heapRoom is what the first requests need, in bytes.
const heapRoom = 3 << 19

// largest is the size of the largest objects that room is kept for, in bytes.
const largest = 32768

var kept struct{ bytes []byte; pointers []*byte }
