//go:build wasip1

package boundary

import "runtime"

// stack is the length of the one stack that all work is done on, in bytes. It does not grow once the module is built, see
// js/build/parking.js.
const stack = 256 << 10

// prepare is called once, when the module is built.
//
//go:wasmexport snapshot_prepare
func prepare() {
	state.snapshot = true
	later()   // so that the linker keeps it
	Collect() // so that the goroutines that collect have begun
	reach(stack / 2 / frame)
}

const frame = 4096 // bytes

// reach makes the stack longer by using it.
//
//go:noinline
func reach(frames int) byte {
	var room [frame]byte
	if frames > 0 {
		room[frames%frame] = reach(frames - 1)
	}
	return room[frames%frame]
}

// later is called by the runtime in the place of a collection that is due, see js/build/parking.js.
//
//go:noinline
func later() { state.due = true }

// Collect has the garbage collected that is due. It is called where an export begins, and nowhere else: a goroutine parks during a collection,
// and functions that can be left in the middle are large and slow. In a module as Go built it collections begin by themselves, and go
// on where a goroutine yields, which an export that returns at once never does.
func Collect() {
	if state.due {
		state.due = false
		runtime.GC()
	} else if !state.snapshot {
		runtime.Gosched()
	}
}
