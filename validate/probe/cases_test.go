package probe

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// probeCase is a file and what its header says, in the words of summary. One row feeds the tests of the header, of every
// prefix, of every cut into chunks, of untouched input and of the work done, the fuzz seeds and the benchmarks.
type probeCase struct {
	name string
	file string
	want string
	deep string // in deep mode, when that says more
}

func cases() []probeCase {
	return concat(jpegCases, pngCases, gifCases, bmpCases, webpCases, tiffCases, heifCases, movieCases, pictureCases, soundCases, videoCases, streamCases)
}

func concat(lists ...[]probeCase) (all []probeCase) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// summary says what is known of a Media, and leaves out what is not.
func summary(m Media) string {
	var w strings.Builder
	w.WriteString(m.Format.String())
	if m.Width != 0 || m.Height != 0 {
		fmt.Fprintf(&w, " %dx%d", m.Width, m.Height)
	}
	if m.DisplayWidth != m.Width || m.DisplayHeight != m.Height {
		fmt.Fprintf(&w, " shown %dx%d", m.DisplayWidth, m.DisplayHeight)
	}
	number := func(name string, v int64) {
		if v != 0 {
			fmt.Fprintf(&w, " %s %d", name, v)
		}
	}
	yes := func(name string, v Tri) {
		if v == Yes {
			w.WriteString(" " + name)
		}
	}
	number("orientation", int64(m.Orientation))
	number("frames", m.Frames)
	number("channels", int64(m.Channels))
	number("depth", int64(m.BitDepth))
	yes("palette", m.Palette)
	yes("alpha", m.Alpha)
	yes("progressive", m.Progressive)
	yes("encrypted", m.Encrypted)
	number("ms", m.Duration)
	number("fps", m.FrameRate)
	if m.Codec != "" {
		w.WriteString(" " + m.Codec)
	}
	if m.Trailing > 0 {
		fmt.Fprintf(&w, " trailing %d", m.Trailing)
	}
	yes("cut", m.Cut)
	if m.Fault != None {
		fmt.Fprintf(&w, " %s at %d: %s", m.Fault, m.Where, m.Reason)
	}
	return w.String()
}

func TestHeaders(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			if got := summary(Bytes([]byte(c.file))); got != c.want {
				t.Errorf("want %s\n got %s", c.want, got)
			}
			deep := c.deep
			if deep == "" {
				deep = c.want
			}
			if got := summary(Walk([]byte(c.file))); got != deep {
				t.Errorf("deep: want %s\n got %s", deep, got)
			}
		})
	}
}

// header is what a prefix of the file that holds the header must give too.
func header(m Media) Media {
	m.Bytes, m.Trailing, m.Cut, m.Where = 0, 0, 0, 0
	return m
}

func TestEveryPrefixIsTruncatedUntilItIsEnough(t *testing.T) {
	for _, c := range cases() {
		whole := Bytes([]byte(c.file))
		if whole.Fault == Truncated || tailed(whole.Format) {
			continue
		}
		enough := false
		for n := 1; n <= len(c.file); n++ {
			m := Bytes([]byte(c.file[:n]))
			switch {
			case header(m) == header(whole):
				enough = true
			case enough:
				t.Fatalf("%s: %d bytes were enough, but %d give %s", c.name, n-1, n, summary(m))
			case m.Fault != Truncated:
				t.Fatalf("%s: %d bytes give %s", c.name, n, summary(m))
			}
			Walk([]byte(c.file[:n]))
		}
	}
}

// tailed formats say something at their very end, which no prefix can know.
func tailed(f Format) bool { return f == PDF || f == OGG || f == TS || f == MP3 || f == WAV }

func TestPiecesOfAnyLengthGiveTheSame(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			readsAlike(t, []byte(c.file), false)
			readsAlike(t, []byte(c.file), true)
		})
	}
}

// readsAlike demands that all ways to read b agree.
func readsAlike(t *testing.T, b []byte, deep bool) {
	t.Helper()
	read, readAt := Bytes, ReadAt
	if deep {
		read, readAt = Walk, WalkAt
	}
	want := read(b)
	if got, err := readAt(bytes.NewReader(b), int64(len(b))); err != nil || got != want {
		t.Fatalf("ReadAt: want %s\n got %s %v", summary(want), summary(got), err)
	}
	for _, size := range []int64{-1, int64(len(b))} {
		for _, n := range []int{1, 2, 3, 7, 100, 4095, 4096, 4097, 1 << 20} {
			if n < 7 && len(b) > 20_000 {
				continue
			}
			s := Stream{Deep: deep}
			s.Reset(size)
			for rest := b; len(rest) > 0; {
				k := min(n, len(rest))
				s.Write(rest[:k])
				rest = rest[k:]
			}
			if got := s.End(); got != want {
				t.Fatalf("pieces of %d, size %d, deep %v: want %s\n got %s", n, size, deep, summary(want), summary(got))
			}
		}
	}
}

func TestInputIsNotWritten(t *testing.T) {
	for _, c := range cases() {
		b := []byte(c.file)
		Bytes(b)
		Walk(b)
		if string(b) != c.file {
			t.Errorf("%s: the input was changed", c.name)
		}
	}
}

// boundedWork demands that the steps over b, and the bytes given to them, are few for its length. It counts, and does not
// measure time.
func boundedWork(t *testing.T, b []byte, deep bool) {
	t.Helper()
	littleWork(t, &Probe{Deep: deep}, b)
}

// littleWork is boundedWork with a Probe of the caller's, which it returns done.
func littleWork(t *testing.T, p *Probe, b []byte) {
	p.Reset(int64(len(b)))
	steps, seen, last := 0, 0, int64(0)
	for {
		off, n, ok := p.Want()
		if !ok {
			break
		}
		if off < last || n < 1 || n > MaxSpan {
			t.Fatalf("wants %d bytes at %d after %d", n, off, last)
		}
		last = off
		steps++
		seen += n
		p.Feed(b[off : off+int64(n)])
	}
	if steps > 32+len(b) || seen > 2*MaxSpan+64*len(b) {
		t.Fatalf("%d steps over %d bytes for a file of %d: %s", steps, seen, len(b), summary(p.Media()))
	}
}

func TestWorkIsBoundedByLength(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			boundedWork(t, []byte(c.file), false)
			boundedWork(t, []byte(c.file), true)
		})
	}
}

func TestBytesDoesNotAllocate(t *testing.T) {
	for _, c := range cases() {
		b := []byte(c.file)
		if n := testing.AllocsPerRun(5, func() { Bytes(b) }); n != 0 {
			t.Errorf("%s: %v allocations", c.name, n)
		}
	}
}

func TestFormatNamesRoundTrip(t *testing.T) {
	for f := JPEG; f < formats; f++ {
		if got, ok := ParseFormat(f.String()); !ok || got != f || f.String() == "" {
			t.Errorf("%d %q: got %v %v", f, f, got, ok)
		}
	}
	if f, ok := ParseFormat("jpg"); f != JPEG || !ok {
		t.Error("jpg is jpeg")
	}
	if _, ok := ParseFormat(""); ok || Format(255).String() != "" {
		t.Error("no format has no name")
	}
}

func TestNothingIsKnownOfAnEmptyFile(t *testing.T) {
	m := Bytes(nil)
	if m.Fault != Truncated || m.Bytes != 0 {
		t.Errorf("got %s", summary(m))
	}
	if m := Bytes([]byte("Hello, this is a plain text and not the header of anything at all, is it?")); m.Fault != Unrecognized {
		t.Errorf("got %s", summary(m))
	}
}

// Numbers as bytes: l is least significant first, b is most significant first.
func l16(v ...uint16) (s string) {
	for _, v := range v {
		s += string(binary.LittleEndian.AppendUint16(nil, v))
	}
	return s
}

func l32(v ...uint32) (s string) {
	for _, v := range v {
		s += string(binary.LittleEndian.AppendUint32(nil, v))
	}
	return s
}

func b16(v ...uint16) (s string) {
	for _, v := range v {
		s += string(binary.BigEndian.AppendUint16(nil, v))
	}
	return s
}

func b32(v ...uint32) (s string) {
	for _, v := range v {
		s += string(binary.BigEndian.AppendUint32(nil, v))
	}
	return s
}
