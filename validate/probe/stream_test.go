package probe

import (
	"strings"
	"testing"
)

func TestStreamIsDoneBehindTheHeader(t *testing.T) {
	file := pngCases[0].file + strings.Repeat("more", 100)
	var s Stream
	s.Reset(-1)
	for i := 0; !s.Done(); i++ {
		s.Write([]byte(file[i : i+1]))
	}
	if got := s.EndAt(12345); got.Bytes != 12345 || got.Width != 640 || got.Fault != None {
		t.Errorf("got %d bytes, %s", got.Bytes, summary(got))
	}
	if got := s.EndAt(-1); got.Width != 640 {
		t.Errorf("got %s", summary(got))
	}
}

func TestStreamThatEndsEarlyIsTruncated(t *testing.T) {
	var s Stream
	s.Reset(-1)
	s.Write([]byte(pngCases[0].file[:30]))
	if s.Done() {
		t.Error("done within the header")
	}
	if got := s.End(); got.Fault != Truncated || got.Where != 30 || got.Bytes != 30 {
		t.Errorf("got %s", summary(got))
	}
}

func TestStreamIsUsedAgain(t *testing.T) {
	var s Stream
	for _, c := range cases() {
		s.Reset(-1)
		s.Write([]byte(c.file))
		if got := s.End(); got != Bytes([]byte(c.file)) {
			t.Errorf("%s: got %s", c.name, summary(got))
		}
	}
}

func TestBytesLengthIsKnownOnlyWhenToldOrSeen(t *testing.T) {
	file := []byte(pngCases[0].file + strings.Repeat("more", 100))
	var p Probe
	p.Reset(-1)
	p.Feed(file)
	if got := p.Media(); got.Bytes != -1 || got.Trailing != -1 {
		t.Errorf("want length unknown, got %d", got.Bytes)
	}
	if got := Bytes(file); got.Bytes != int64(len(file)) {
		t.Errorf("want %d, got %d", len(file), got.Bytes)
	}
}
