package body

import (
	"bytes"
	"strings"
	"testing"
)

// stream feeds the same chunk many times, as a body that nobody could hold.
func stream(w interface{ Write([]byte) }, chunk string, times int) {
	b := []byte(chunk)
	for range times {
		w.Write(b)
	}
}

// counter counts the events of a text and remembers the longest piece.
type counter struct {
	nothing
	keys, numbers, text int
	longest             int
}

func (c *counter) Key(name []byte)    { c.keys++; c.longest = max(c.longest, len(name)) }
func (c *counter) Number(text []byte) { c.numbers++; c.longest = max(c.longest, len(text)) }
func (c *counter) Text(p []byte)      { c.text += len(p) }

func TestJSONHostile(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(r *JSON)
		want  FaultKind
		keys  int
		text  int
	}{
		{"ten million brackets", func(r *JSON) { stream(r, strings.Repeat("[", 1000), 10_000) }, TooDeep, 0, 0},
		{"ten million objects inside each other", func(r *JSON) { stream(r, strings.Repeat(`{"":`, 1000), 10_000) }, TooDeep, MaxDepth, 0},
		{"ten million keys", func(r *JSON) {
			r.Write([]byte(`{"a":0`))
			stream(r, strings.Repeat(`,"a":0`, 1000), 10_000)
			r.Write([]byte(`}`))
		}, 0, 10_000_001, 0},
		{"a number of ten million digits", func(r *JSON) { stream(r, strings.Repeat("1", 1000), 10_000) }, 0, 0, 0},
		{"an exponent of ten million digits", func(r *JSON) { r.Write([]byte("1e")); stream(r, strings.Repeat("9", 1000), 10_000) }, 0, 0, 0},
		{"a key of ten million bytes", func(r *JSON) {
			r.Write([]byte(`{"`))
			stream(r, strings.Repeat("€", 1000), 3333)
			r.Write([]byte(`":1}`))
		}, 0, 1, 0},
		{"a string of ten million escapes", func(r *JSON) {
			r.Write([]byte(`"`))
			stream(r, strings.Repeat(`\ud800`, 1000), 10_000)
			r.Write([]byte(`"`))
		}, 0, 0, 30_000_000},
		{"ten million spaces", func(r *JSON) { stream(r, strings.Repeat(" ", 1000), 10_000) }, Empty, 0, 0},
		{"ten million line ends", func(r *JSON) { stream(r, strings.Repeat("\n", 1000), 10_000); r.Write([]byte("1")) }, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r JSON
			var e counter
			r.Reset(&e)
			c.build(&r)
			f := r.End()
			if f.Kind != c.want || e.keys != c.keys || e.text != c.text || e.longest > MaxKey {
				t.Errorf("want %q, %d keys and %d of text, got %+v, %d, %d, longest %d", c.want, c.keys, c.text, f, e.keys, e.text, e.longest)
			}
		})
	}
}

func TestMultipartHostile(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(r *Multipart)
		want  FaultKind
	}{
		{"a header of ten million bytes", func(r *Multipart) { r.Write([]byte("--b\r\nX: ")); stream(r, strings.Repeat("x", 1000), 10_000) }, HeaderTooLong},
		{"a header continued for ten million lines", func(r *Multipart) {
			r.Write([]byte("--b\r\nX: 1\r\n"))
			stream(r, strings.Repeat(" \r\n", 1000), 10_000)
		}, HeaderTooLong},
		{"ten million line starts before the first boundary", func(r *Multipart) { stream(r, strings.Repeat("--\r\n", 1000), 10_000) }, Truncated},
		{"white space of ten million bytes after a boundary", func(r *Multipart) { r.Write([]byte("--b")); stream(r, strings.Repeat(" ", 1000), 10_000) }, Truncated},
		{"data of look-alikes only", func(r *Multipart) { r.Write([]byte("--b\r\n\r\n")); stream(r, strings.Repeat("\r\n--", 1000), 10_000) }, Truncated},
		{"ten million parts", func(r *Multipart) { stream(r, strings.Repeat("--b\r\n\r\n\r\n", 1000), 10_000) }, TooManyParts},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r Multipart
			r.Reset([]byte("b"), partsIgnored{})
			c.build(&r)
			if f := r.End(); f.Kind != c.want {
				t.Errorf("want %q, got %+v", c.want, f)
			}
		})
	}
}

func TestParseHostile(t *testing.T) {
	for name, text := range map[string]string{
		"a hundred thousand keys":                  `{"a":0` + strings.Repeat(`,"a":0`, 100_000) + `}`,
		"a hundred thousand arrays":                `[[]` + strings.Repeat(`,[]`, 100_000) + `]`,
		"a document as deep as is allowed":         strings.Repeat(`{"a":[`, MaxDepth/2) + strings.Repeat(`]}`, MaxDepth/2),
		"a document of one string of a million ü":  `"` + strings.Repeat("ü", 1_000_000) + `"`,
		"a document whose keys fall back in order": `{"z":0,` + strings.Repeat(`"y":0,"x":0,`, 50_000) + `"a":0}`,
	} {
		if n, f := Parse([]byte(text)); n == nil || f.Kind != 0 && f.Kind != DuplicateKey {
			t.Errorf("%s: got %+v", name, f)
		}
	}
}

// TestNothingIsAllocated reads every case again and again with the same readers.
func TestNothingIsAllocated(t *testing.T) {
	var j JSON
	var m Multipart
	var f Form
	var b Base64
	check := func(kind, name string, read func()) {
		if n := testing.AllocsPerRun(10, read); n != 0 {
			t.Errorf("%s: %s: want no allocation, got %v", kind, name, n)
		}
	}
	var strings toBase64
	for _, c := range jsonCases {
		text := []byte(c.text)
		check("JSON", c.name, func() {
			j.Reset(&strings)
			j.Write(text)
			j.End()
		})
		check("JSON in pieces", c.name, func() {
			j.Reset(&strings)
			for i := range text {
				j.Write(text[i : i+1])
			}
			j.End()
		})
	}
	for _, c := range partCases {
		text, boundary := []byte(c.text), []byte("b")
		check("multipart", c.name, func() {
			m.Reset(boundary, partsIgnored{})
			m.Write(text)
			m.End()
		})
	}
	for _, c := range formCases {
		text := []byte(c.text)
		check("form", c.name, func() {
			f.Reset(partsIgnored{})
			f.Write(text)
			f.End()
		})
	}
	for _, c := range base64Cases {
		text := []byte(c.text)
		check("base64", c.name, func() {
			b.Reset(nothing{})
			b.Write(text)
			b.End()
		})
	}
	for _, c := range urlCases {
		text := []byte(c.text)
		check("URL", c.name, func() { SplitURL(text) })
	}
}

// TestTheBodyIsNotChanged: chunks belong to the caller.
func TestTheBodyIsNotChanged(t *testing.T) {
	check := func(text string, read func(p []byte)) {
		p := []byte(text)
		read(p)
		if !bytes.Equal(p, []byte(text)) {
			t.Errorf("%.80q was changed", text)
		}
	}
	for _, c := range jsonCases {
		check(c.text, func(p []byte) { var r JSON; r.Reset(nothing{}); r.Write(p); r.End() })
	}
	for _, c := range partCases {
		check(c.text, func(p []byte) { var r Multipart; r.Reset([]byte("b"), partsIgnored{}); r.Write(p); r.End() })
	}
	for _, c := range formCases {
		check(c.text, func(p []byte) { var r Form; r.Reset(partsIgnored{}); r.Write(p); r.End() })
	}
	for _, c := range boundaryCases {
		check(c.contentType, func(p []byte) { Boundary(p) })
	}
}

// TestReadersAreReusable: what a text left behind does not reach the next.
func TestReadersAreReusable(t *testing.T) {
	var j JSON
	for _, c := range jsonCases {
		e := recorder{r: &j}
		j.Reset(&e)
		j.Write([]byte(c.text))
		f := j.End()
		if want, wantFault := readJSON(t, c.text, false); e.b.String() != want || f != wantFault {
			t.Errorf("%s: want %+v, got %+v", c.name, wantFault, f)
		}
	}
	var m Multipart
	for _, c := range partCases {
		var e partRecorder
		m.Reset([]byte("b"), &e)
		if f := feed(&m, c.text); e.String() != c.want || f.Kind != c.fault {
			t.Errorf("%s: want %s, got %s and %+v", c.name, c.want, e.String(), f)
		}
	}
}
