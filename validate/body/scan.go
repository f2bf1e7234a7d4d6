package body

import "math/bits"

// The scans below look at eight bytes of a word at once, and at four words between two branches: a taken branch is what
// costs, above all in wasm. A byte of a word is a lane; a test sets the high bit of the lanes that it is about. Where a
// subtraction borrows from the next lane, that lane may be wrong, but the lowest one that is set is right.
const (
	ones  = 0x0101010101010101 // a byte times ones is that byte in every lane
	highs = 0x80 * ones
)

// load is the first 8 bytes of b as a little-endian word. The compiler makes it one load, in wasm too.
func load(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// lane is the place in its word of the first byte that m marks.
func lane(m uint64) int { return bits.TrailingZeros64(m&highs) >> 3 }

// plain is the index of the first byte from p[i] on that ends a run of plain text in a JSON string: a quote, a backslash,
// a control character or a byte of a character outside ASCII. It is len(p) when there is none.
func plain(p []byte, i int) int {
	if i+8 <= len(p) { // most strings are short
		if m := notPlain(load(p[i:])); m&highs != 0 {
			return i + lane(m)
		}
		i += 8
	}
	for ; i+32 <= len(p); i += 32 {
		q := p[i : i+32 : i+32]
		a, b, c, d := notPlain(load(q)), notPlain(load(q[8:])), notPlain(load(q[16:])), notPlain(load(q[24:]))
		switch {
		case (a|b|c|d)&highs == 0:
		case a&highs != 0:
			return i + lane(a)
		case b&highs != 0:
			return i + 8 + lane(b)
		case c&highs != 0:
			return i + 16 + lane(c)
		default:
			return i + 24 + lane(d)
		}
	}
	for ; i+8 <= len(p); i += 8 {
		if m := notPlain(load(p[i:])); m&highs != 0 {
			return i + lane(m)
		}
	}
	for i < len(p) && p[i] >= ' ' && p[i] != '"' && p[i] != '\\' && p[i] < 0x80 {
		i++
	}
	return i
}

// Printable is the length of the run at the start of s that a JSON string holds as it is: printable ASCII but quotes and backslashes.
func Printable(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		q := s[i : i+8]
		x := uint64(q[0]) | uint64(q[1])<<8 | uint64(q[2])<<16 | uint64(q[3])<<24 | uint64(q[4])<<32 | uint64(q[5])<<40 | uint64(q[6])<<48 | uint64(q[7])<<56
		if m := notPlain(x) | ((x ^ 0x7f*ones) - ones); m&highs != 0 {
			return i + lane(m)
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}

// notPlain tests for a byte that ends plain text: subtracting makes it negative, or it was.
func notPlain(x uint64) uint64 {
	return ((x ^ '"'*ones) - ones) | ((x ^ '\\'*ones) - ones) | (x - ' '*ones) | x
}

// run64 is the index of the first byte from p[i] on that is not of the standard base64 alphabet; len(p) when all are.
func run64(p []byte, i int) int {
	for ; i+32 <= len(p); i += 32 {
		q := p[i : i+32 : i+32]
		if (not64(load(q))|not64(load(q[8:]))|not64(load(q[16:]))|not64(load(q[24:])))&highs != 0 {
			break
		}
	}
	for ; i+8 <= len(p); i += 8 {
		if m := not64(load(p[i:])); m&highs != 0 {
			return i + lane(m)
		}
	}
	if j := len(p) - 8; j >= 0 && i < len(p) { // the last word once more, without its bytes before i
		if m := not64(load(p[j:])) & highs >> (8 * (i - j)); m != 0 {
			return i + lane(m)
		}
		return len(p)
	}
	for i < len(p) && not64(uint64(p[i]))&0x80 == 0 {
		i++
	}
	return i
}

// not64 tests for a byte outside the standard base64 alphabet: one that is not 'a' to 'z' in either case, nor '/' to '9',
// which are neighbours, nor '+'. Adding a constant up to 0x7F to a lane below 0x80 never carries into the next, so the high
// bit of a sum says "at least".
func not64(x uint64) uint64 {
	low := x &^ highs
	fold := low | ' '*ones
	letter := (fold + (0x80-'a')*ones) &^ (fold + (0x80-'z'-1)*ones)
	digit := (low + (0x80-'/')*ones) &^ (low + (0x80-'9'-1)*ones)
	notPlus := (low ^ '+'*ones) + 0x7F*ones
	return notPlus&^(letter|digit) | x
}

// indexByte is the index of the first c in p from i on; len(p) when there is none.
func indexByte(p []byte, i int, c byte) int {
	want := uint64(c) * ones
	for ; i+32 <= len(p); i += 32 {
		q := p[i : i+32 : i+32]
		if (zero(load(q)^want)|zero(load(q[8:])^want)|zero(load(q[16:])^want)|zero(load(q[24:])^want))&highs != 0 {
			break
		}
	}
	for ; i+8 <= len(p); i += 8 {
		if m := zero(load(p[i:]) ^ want); m&highs != 0 {
			return i + lane(m)
		}
	}
	for i < len(p) && p[i] != c {
		i++
	}
	return i
}

// HostRun is the length of the run at the start of b of letters, digits, points and hyphens, as the hosts of most URLs are.
func HostRun(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if m := notHost(load(b[i:])); m&highs != 0 {
			return i + lane(m)
		}
	}
	for i < len(b) && notHost(uint64(b[i]))&0x80 == 0 {
		i++
	}
	return i
}

// notHost tests for a byte that is not 'a' to 'z' in either case, nor '-' to '9' but for the slash among these.
func notHost(x uint64) uint64 {
	low := x &^ highs
	fold := low | ' '*ones
	letter := (fold + (0x80-'a')*ones) &^ (fold + (0x80-'z'-1)*ones)
	digit := (low + (0x80-'-')*ones) &^ (low + (0x80-'9'-1)*ones)
	notSlash := (low ^ '/'*ones) + 0x7F*ones
	return ^(letter | digit&notSlash) | x
}

// zero tests for a byte that is zero.
func zero(x uint64) uint64 { return (x - ones) &^ x }

// formRun is the index of the first "&", "%" or "+" in p from i on; len(p) when there is none.
func formRun(p []byte, i int) int {
	for ; i+8 <= len(p); i += 8 {
		x := load(p[i:])
		if m := zero(x^'&'*ones) | zero(x^'%'*ones) | zero(x^'+'*ones); m&highs != 0 {
			return i + lane(m)
		}
	}
	for i < len(p) && p[i] != '&' && p[i] != '%' && p[i] != '+' {
		i++
	}
	return i
}
