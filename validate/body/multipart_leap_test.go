package body

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestLeapFindsWhatIndexFinds compares with bytes.Index over texts of few different bytes, which look much like delimiters.
func TestLeapFindsWhatIndexFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func(n int, letters string) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = letters[random.IntN(len(letters))]
		}
		return b
	}
	found := 0
	for range 20000 {
		delimiter := text(1+random.IntN(8), "ab-")
		if random.IntN(2) == 0 {
			delimiter = append([]byte("\r\n--"), delimiter...)
		}
		p := text(random.IntN(60), "ab-\r\n")
		if random.IntN(2) == 0 {
			p = append(append(p, delimiter...), text(random.IntN(9), "ab-")...)
		}
		from := random.IntN(len(p) + 1)
		var l leaper
		l.prepare(delimiter)
		got := l.leap(p, from, delimiter)
		if at := bytes.Index(p[from:], delimiter); at >= 0 {
			found++
			if got != from+at {
				t.Fatalf("%q in %q from %d: want %d, got %d", delimiter, p, from, from+at, got)
			}
			continue
		}
		if got < from || got > len(p) || got+len(delimiter) <= len(p) {
			t.Fatalf("%q in %q from %d: want an index too near to the end for one, got %d", delimiter, p, from, got)
		}
		for i := from; i < got; i++ {
			if bytes.HasPrefix(delimiter, p[i:]) {
				t.Fatalf("%q in %q from %d: want no start of a delimiter at the end passed over, got %d", delimiter, p, from, got)
			}
		}
	}
	if found < 5000 {
		t.Fatalf("want many delimiters found, got %d", found)
	}
}
