package probe

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"
)

// deflated is text as zlib data at a level of compress/flate; -2 uses no repeats, 0 no compression.
func deflated(text string, level int) string {
	var w bytes.Buffer
	z, err := zlib.NewWriterLevel(&w, level)
	if err != nil {
		panic(err) // the level is a constant of the test
	}
	io.WriteString(z, text)
	z.Close()
	return w.String()
}

// reference is what compress/zlib gives of the first n bytes; ok says that it met no fault on the way.
func reference(in []byte, n int64) (out []byte, ok bool) {
	z, err := zlib.NewReader(bytes.NewReader(in))
	if err != nil {
		return nil, false
	}
	out, err = io.ReadAll(io.LimitReader(z, n))
	return out, err == nil
}

func inflateAll(in []byte) string {
	s := inflater{in: in}
	s.inflate()
	return string(s.out[:s.n])
}

func TestInflateGivesTheStartOfTheText(t *testing.T) {
	digits := ""
	for i, seed := 0, uint32(1); i < 5000; i++ {
		seed = seed*1664525 + 1013904223
		digits += string("0123456789abcdef"[seed>>28])
	}
	for _, text := range []string{"", "a", "abc", strings.Repeat("a", 3000), strings.Repeat("abcdefg", 700), digits, digits[:100] + strings.Repeat("00", 400) + digits} {
		for _, level := range []int{-2, 0, 1, 6, 9} {
			in := []byte(deflated(text, level))
			if got, want := inflateAll(in), text[:min(len(text), inflated)]; got != want {
				t.Errorf("%.20q of %d bytes, level %d: got %d bytes", text, len(text), level, len(got))
			}
			for n := 0; n < min(len(in), 600); n += 7 {
				if got := inflateAll(in[:n]); !strings.HasPrefix(text, got) {
					t.Errorf("%.20q, level %d, cut after %d: got %q", text, level, n, got)
				}
			}
		}
	}
}

func TestInflateRefusesWhatIsNotDeflate(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"nothing", ""},
		{"no zlib header", "hello, world"},
		{"a dictionary", "\x78\xbb\x00\x00\x00\x00"},
		{"a block of the fourth kind", "\x78\x9c\x07\x00"},
		{"a stored block that is cut", "\x78\x9c\x01\x05\x00"},
		{"a repeat before anything was written", "\x78\x9c\x03\x02\x00"},
	} {
		if got := inflateAll([]byte(c.in)); got != "" {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

// FuzzInflate demands the output of compress/zlib wherever it meets no fault.
func FuzzInflate(f *testing.F) {
	for _, level := range []int{-2, 0, 1, 9} {
		f.Add([]byte(deflated(profile("exif", "Exif\x00\x00"+exif("II", 6, strings.Repeat("thumbnail", 40))), level)))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		got := inflateAll(in)
		if want, ok := reference(in, inflated); ok && string(want) != got {
			t.Fatalf("want %q\n got %q", want, got)
		}
	})
}
