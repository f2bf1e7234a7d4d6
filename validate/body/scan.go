package body

import "math/bits"

// Eight bytes at a time: a byte repeated in every lane of a word.
const (
	ones   = 0x0101010101010101
	highs  = 0x80 * ones
	quotes = '"' * ones
	slants = '\\' * ones
	spaces = ' ' * ones
)

// plain is the index of the first byte from p[i] on that ends a run of plain text in a JSON string: a quote, a backslash,
// a control character or a byte of a character outside ASCII. It is len(p) when there is none.
//
// A lane's high bit is set when subtracting makes it negative. A borrow may spoil lanes above such a one, never below.
func plain(p []byte, i int) int {
	for ; i+8 <= len(p); i += 8 {
		x := load(p[i:])
		if m := ((x ^ quotes - ones) | (x ^ slants - ones) | (x - spaces) | x) & highs; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(p) && p[i] >= ' ' && p[i] != '"' && p[i] != '\\' && p[i] < 0x80 {
		i++
	}
	return i
}
