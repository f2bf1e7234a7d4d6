// Package body reads request bodies as they flow by: JSON, multipart/form-data, x-www-form-urlencoded and base64.
//
// Every reader is a machine that is given chunks of any size in order and never sees a byte twice. None fails: what is
// wrong with the input is a [Fault] that the reader remembers. Memory is bounded by constants, whatever the input says,
// and however a body is cut into chunks, its events say the same: only the pieces of a long value may be cut elsewhere.
//
// A reader belongs to its caller: Reset starts a body, Write takes its bytes, End closes it. Reused, it allocates nothing.
// Slices given to an event are valid during the call and must not be changed.
package body

// Fault says what is wrong with a body and where. The zero Fault means that nothing is.
type Fault struct {
	Kind   FaultKind
	Offset int64 // bytes from the start of the body
	Line   int   // counted from 1; 0 where lines mean nothing
	Col    int   // bytes from the start of the line, counted from 1
	Detail string
}

// FaultKind is a way in which a body can be wrong. Zero means that it is not.
type FaultKind uint8

// The kinds of fault. The first three belong to every format.
const (
	Empty     FaultKind = iota + 1 // no value at all: nothing, or only white space
	Truncated                      // the body ends too early: more bytes could help
	Malformed                      // a byte that the grammar does not allow there

	Trailing      // JSON: something follows the value
	BadNumber     // JSON: a leading zero, or a missing digit
	BadEscape     // JSON: a backslash with an unknown letter or without its four hex digits; form: % without two
	BadControl    // JSON: a control character inside a string
	BadUTF8       // JSON: a string is not UTF-8
	ByteOrderMark // JSON: the text starts with EF BB BF
	TooDeep       // JSON: more than MaxDepth objects and arrays inside each other
	DuplicateKey  // JSON document: an object has a key twice
	TooLong       // JSON document: a key or number longer than the reader keeps

	BadBoundary   // multipart: the boundary is not 1 to 70 characters
	BadDelimiter  // multipart: a line that starts like the boundary and goes on with something else
	BadHeader     // multipart: a header line without a name, or with a character that none may have
	HeaderTooLong // multipart: the headers of a part exceed MaxHeader
	TooManyParts  // multipart: more than MaxParts
)

var faultNames = [...]string{
	"", "empty", "truncated", "malformed",
	"trailing", "bad-number", "bad-escape", "bad-control", "bad-utf8", "byte-order-mark", "too-deep", "duplicate-key",
	"too-long",
	"bad-boundary", "bad-delimiter", "bad-header", "header-too-long", "too-many-parts",
}

// String is the name of the kind on the wire, such as "bad-utf8"; empty for no fault.
func (k FaultKind) String() string {
	if int(k) >= len(faultNames) {
		return ""
	}
	return faultNames[k]
}
