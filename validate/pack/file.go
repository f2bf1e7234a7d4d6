package pack

import (
	"errors"
	"math/bits"
	"unsafe"
)

// magic begins packed bytes; what follows it up to the end of the line says what they were made from.
const magic = "willpass packed 4, generated; DO NOT EDIT. From "

var errForeign = errors.New("these bytes were not packed by this version of willpass")

// Read begins to read packed bytes, and refuses those of another version and those that were changed.
func Read(bytes string) (*Coder, error) {
	if len(bytes) < len(magic)+9 || bytes[:len(magic)] != magic {
		return nil, errForeign
	}
	at := len(magic)
	for at < len(bytes)-9 && bytes[at] != '\n' {
		at++
	}
	if bytes[at] != '\n' {
		return nil, errForeign
	}
	body := bytes[at+9:]
	if got := bytes[at+1 : at+9]; got != sum(body) {
		return nil, errDamaged
	}
	c := &Coder{in: body, all: &tables{}}
	if !c.tables() {
		return nil, errDamaged
	}
	return c, c.Err()
}

// tables reads what is referred to by number.
func (c *Coder) tables() bool {
	c.all.texts = string(c.bytes())
	c.all.places = make([]uint32, 1+c.count())
	if len(c.all.texts)%8 != 0 || !ends(c.all.places, c.all.texts) {
		return false
	}
	c.all.values = make([]shared, c.count())
	for i := range c.all.values {
		c.all.values[i].bytes = c.bytes()
	}
	return !c.bad
}

// ends finds where the texts end that lie in all, each with a NUL behind it, and reports whether they are as many as places has room
// for behind the first, which stays zero. All is whole words. Engines compile anew what goes round much code, so the loop over words
// has little.
func ends(places []uint32, all string) bool {
	const low, high = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	k, at, nuls := 1, 0, uint64(0)
	for ; k < len(places); k++ {
		for ; nuls == 0; at += 8 {
			if at >= len(all) {
				return false
			}
			w := word(all, at)
			nuls = ^(w&low + low | w) & high
		}
		places[k] = uint32(at - 7 + bits.TrailingZeros64(nuls)/8)
		nuls &= nuls - 1
	}
	return int(places[k-1]) == len(all)
}

// word is the eight bytes of text from at, which must be there: one load where bytes lie in this order.
func word(text string, at int) uint64 {
	b := (*[8]byte)(unsafe.Add(unsafe.Pointer(unsafe.StringData(text)), at))
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// sum is eight bytes below 128 that change with every byte of text: FNV-1a over words. It finds accidents, not attacks.
// http://www.isthe.com/chongo/tech/comp/fnv/
func sum(text string) string {
	h := uint64(14695981039346656037)
	add := func(word uint64) { h = (h ^ word) * 1099511628211; h ^= h >> 32 }
	at := 0
	for last := len(text) &^ 7; at < last; at += 8 {
		add(word(text, at))
	}
	for ; at < len(text); at++ {
		add(uint64(text[at]))
	}
	var out [8]byte
	for i := range out {
		out[i] = byte(h>>(8*i)) & 0x7f
	}
	return string(out[:])
}
