//go:build wasip1

// Package boundary is how bytes cross into a module and out of it: a shared buffer for input, the last answer for output, and words for
// misuse. ABI.md describes the exports.
package boundary

import "unsafe"

// state is the state of one instance, which runs on one thread.
var state = struct {
	input, output []byte
	misuse        int32
	due           bool // a collection
	snapshot      bool // the module was started when it was built
}{input: make([]byte, 0, firstInput), output: make([]byte, 0, firstOutput)}

// What the buffers begin with, in bytes: enough for a first request, so that it need not allocate them. It is zeros in the module, which
// cost nothing there.
const (
	firstInput  = 64 << 10
	firstOutput = 16 << 10
)

// maxInput is how many bytes cross at once.
const maxInput = 1 << 20

//go:wasmexport willpass_buffer
func buffer(n int32) unsafe.Pointer {
	if n < 0 || n > maxInput {
		n = maxInput
	}
	n = max(n, 1)
	if cap(state.input) < int(n) {
		state.input = make([]byte, n)
	}
	state.input = state.input[:n]
	return unsafe.Pointer(&state.input[0])
}

//go:wasmexport willpass_output
func output() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(state.output)) }

//go:wasmexport willpass_error
func misuse() int32 { return state.misuse }

// Input is the first n bytes of the buffer, at most all of it; they change with the next call from outside.
func Input(n int32) []byte { return state.input[:min(max(int(n), 0), len(state.input))] }

// Output is empty space for an answer; the one before is gone.
func Output() []byte { return state.output[:0] }

// Answer is the length of an answer, which stays in the output.
func Answer(out []byte) int32 {
	if len(out) == 0 {
		out = Output() // the memory stays for the next one
	}
	state.output, state.misuse = out, 0
	return int32(len(out))
}

// Refuse answers 0: the words of a misuse are in the output, and their length is what willpass_error answers.
func Refuse(words string) int32 {
	state.output = append(Output(), words...)
	state.misuse = int32(len(words))
	return 0
}
