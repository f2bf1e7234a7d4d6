package body

import (
	"strings"
	"testing"
)

// TestScansFindEveryByteAtEveryPlace compares every scan with a byte-by-byte search, for each byte that may end a run, at
// each place of texts longer than a step, from each start.
func TestScansFindEveryByteAtEveryPlace(t *testing.T) {
	const symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for _, s := range []struct {
		name string
		scan func(p []byte, i int) int
		ends func(c byte) bool
		run  string // bytes that go on
	}{
		{"plain", plain, func(c byte) bool { return c < ' ' || c == '"' || c == '\\' || c >= 0x80 }, " !#[]^~\x7fA9"},
		{"run64", run64, func(c byte) bool { return strings.IndexByte(symbols, c) < 0 }, "AZaz09+/Mm"},
		{"indexByte", func(p []byte, i int) int { return indexByte(p, i, '\r') }, func(c byte) bool { return c == '\r' }, "\x0c\x0e\x8d\x00\xff"},
		{"formRun", formRun, func(c byte) bool { return c == '&' || c == '%' || c == '+' }, "$',*\xa6\xa5\xab"},
	} {
		for n := range 44 { // more than a step of 32, one of 8 and a rest
			p := []byte(strings.Repeat(s.run, 44)[:n])
			for at := range n {
				was := p[at]
				for c := range 256 {
					p[at] = byte(c)
					want := at
					if !s.ends(byte(c)) {
						want = n
					}
					for _, start := range []int{0, at / 2, at, max(0, at-7)} {
						if got := s.scan(p, start); got != want {
							t.Fatalf("%s: %q from %d: want %d, got %d", s.name, p, start, want, got)
						}
					}
					if got := s.scan(p, at+1); got != n {
						t.Fatalf("%s: %q from %d: want %d, got %d", s.name, p, at+1, n, got)
					}
				}
				p[at] = was
			}
		}
	}
}

func TestScansFindTheFirstOfTwo(t *testing.T) {
	for n := range 40 {
		for _, c := range []byte{'"', '\\', 0, '\x1f', 0x80, 0xff} {
			for _, d := range []byte{'"', '\\', 0, '!', '[', ']', 0x80, 0xff} {
				p := []byte(strings.Repeat("a", n) + string([]byte{c, d}) + strings.Repeat("a", 40))
				if got := plain(p, 0); got != n {
					t.Fatalf("%q: want %d, got %d", p, n, got)
				}
			}
		}
	}
}

func TestPrintable(t *testing.T) {
	for c := range 256 {
		for at := range 20 {
			text := []byte("abcdefghijklmnopqrst")
			text[at] = byte(c)
			want := len(text)
			if c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
				want = at
			}
			if got := Printable(string(text)); want != got {
				t.Fatalf("%q: want %d, got %d", text, want, got)
			}
		}
	}
}
