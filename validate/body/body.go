// Package body reads request bodies as they flow by: JSON, multipart/form-data, x-www-form-urlencoded and base64.
//
// Every reader is a machine that is given chunks of any size in order and never sees a byte twice. None fails: what is
// wrong with the input is a [Fault] that the reader remembers. Memory is bounded by constants, whatever the input says.
package body

// Fault says what is wrong with a body and where. The zero Fault means that nothing is.
type Fault struct {
	Kind   FaultKind
	Offset int64 // bytes from the start of the body
	Line   int   // counted from 1; 0 where lines mean nothing
	Col    int   // bytes from the start of the line, counted from 1
	Detail string
}
