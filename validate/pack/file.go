package pack

import (
	"errors"
	"strings"
)

// magic begins packed bytes; what follows it up to the end of the line says what they were made from.
const magic = "willpass packed 3, generated; DO NOT EDIT. From "

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
	texts := string(c.bytes())
	if len(texts) == 0 || texts[len(texts)-1] != 0 {
		return false
	}
	c.all.texts = texts
	c.all.places = make([]uint32, 1+strings.Count(texts, "\x00"))
	for i, at := 1, 0; i < len(c.all.places); i++ {
		at += 1 + strings.IndexByte(texts[at:], 0)
		c.all.places[i] = uint32(at)
	}
	c.all.values = make([]shared, c.count())
	for i := range c.all.values {
		c.all.values[i].bytes = c.bytes()
	}
	return !c.bad
}

// sum is eight bytes below 128 that change with every byte of text: FNV-1a over words. It finds accidents, not attacks.
// http://www.isthe.com/chongo/tech/comp/fnv/
func sum(text string) string {
	h := uint64(14695981039346656037)
	add := func(word uint64) { h = (h ^ word) * 1099511628211; h ^= h >> 32 }
	for ; len(text) >= 8; text = text[8:] {
		add(uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56)
	}
	for i := range len(text) {
		add(uint64(text[i]))
	}
	var out [8]byte
	for i := range out {
		out[i] = byte(h>>(8*i)) & 0x7f
	}
	return string(out[:])
}
