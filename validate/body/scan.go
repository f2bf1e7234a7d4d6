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
		if m := (((x ^ quotes) - ones) | ((x ^ slants) - ones) | (x - spaces) | x) & highs; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(p) && p[i] >= ' ' && p[i] != '"' && p[i] != '\\' && p[i] < 0x80 {
		i++
	}
	return i
}

// run64 is the index of the first byte from p[i] on that is not of the standard base64 alphabet; len(p) when all are.
func run64(p []byte, i int) int {
	for ; i+8 <= len(p); i += 8 {
		if m := not64(load(p[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(p) && not64(uint64(p[i]))&0x80 == 0 {
		i++
	}
	return i
}

// not64 sets the high bit of each lane that is not of the standard base64 alphabet. Lanes below 0x80 plus a constant up to
// 0x7F never carry into the next, so a sum's high bit says "at least": 'a' to 'z' in any case, '/' to '9', which are
// neighbours, and not "not '+'".
func not64(x uint64) uint64 {
	low := x &^ highs
	fold := low | spaces
	letter := (fold + (0x80-'a')*ones) &^ (fold + (0x80-'z'-1)*ones)
	digit := (low + (0x80-'/')*ones) &^ (low + (0x80-'9'-1)*ones)
	notPlus := (low ^ '+'*ones) + 0x7F*ones
	return (notPlus&^(letter|digit) | x) & highs
}

// indexByte is the index of the first c in p from i on; len(p) when there is none.
func indexByte(p []byte, i int, c byte) int {
	want := uint64(c) * ones
	for ; i+8 <= len(p); i += 8 {
		x := load(p[i:]) ^ want
		if m := (x - ones) &^ x & highs; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(p) && p[i] != c {
		i++
	}
	return i
}

// formRun is the index of the first "&", "%" or "+" in p from i on; len(p) when there is none.
func formRun(p []byte, i int) int {
	for ; i+8 <= len(p); i += 8 {
		x := load(p[i:])
		and, percent, plus := x^'&'*ones, x^'%'*ones, x^'+'*ones
		if m := ((and-ones)&^and | (percent-ones)&^percent | (plus-ones)&^plus) & highs; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(p) && p[i] != '&' && p[i] != '%' && p[i] != '+' {
		i++
	}
	return i
}
