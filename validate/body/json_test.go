package body

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// recorder writes events down, one a line, the pieces of a string joined.
type recorder struct {
	r      *JSON // for places; nil to leave them out
	b      strings.Builder
	text   []byte
	places bool
	split  bool // a piece was empty or no UTF-8
}

func (e *recorder) line(format string, args ...any) {
	if e.places {
		fmt.Fprintf(&e.b, "%d:%d@%d ", e.r.Line(), e.r.Col(), e.r.Offset())
	}
	fmt.Fprintf(&e.b, format+"\n", args...)
}

func (e *recorder) BeginObject()       { e.line("{") }
func (e *recorder) EndObject()         { e.line("}") }
func (e *recorder) BeginArray()        { e.line("[") }
func (e *recorder) EndArray()          { e.line("]") }
func (e *recorder) Key(name []byte)    { e.line("key %q", name) }
func (e *recorder) BeginString()       { e.text = e.text[:0] }
func (e *recorder) EndString()         { e.line("string %q", e.text) }
func (e *recorder) Number(text []byte) { e.line("number %s", text) }
func (e *recorder) Bool(v bool)        { e.line("%t", v) }
func (e *recorder) Null()              { e.line("null") }
func (e *recorder) Text(p []byte) {
	e.split = e.split || len(p) == 0 || !utf8.Valid(p)
	e.text = append(e.text, p...)
}

// whole is a recorder that is told whole strings at once where that can be.
type whole struct{ *recorder }

func (e whole) String(text []byte) {
	e.BeginString()
	if len(text) > 0 {
		e.Text(text)
	}
	e.EndString()
}

func (e whole) Element() {}

// Again reads the object and tells what it holds, at its place.
func (e whole) Again(object []byte, texts []Span) bool {
	again := JSON{reading: reading{events: e.recorder, line: e.r.line, lineStart: e.r.lineStart, base: e.r.token}}
	outer := e.r
	e.r = &again
	for _, s := range texts {
		if object[s.From-1] != '"' || object[s.To] != '"' {
			e.line("no text at %d to %d", s.From, s.To)
		}
	}
	again.Write(object)
	if f := again.End(); f.Kind != 0 {
		e.line("fault %+v", f)
	}
	e.r = outer
	return true
}

// readJSON reads text cut at those places and returns what was told, with places, and the fault.
func readJSON(t testing.TB, text string, places bool, cuts ...int) (string, Fault) {
	told, f := tellJSON(t, text, places, false, cuts...)
	if atOnce, g := tellJSON(t, text, places, true, cuts...); atOnce != told || f != g {
		t.Errorf("%.80q cut at %v: want the same when whole strings are told at once:\n%.500s %+v\n%.500s %+v", text, cuts, told, f, atOnce, g)
	}
	return told, f
}

func tellJSON(t testing.TB, text string, places, atOnce bool, cuts ...int) (string, Fault) {
	var r JSON
	e := recorder{r: &r, places: places}
	if atOnce {
		r.ResetStrings(whole{&e}, whole{&e})
	} else {
		r.Reset(&e)
	}
	f := feed(&r, text, cuts...)
	if e.split {
		t.Errorf("a piece of text is empty or ends inside a character: %.80q", text)
	}
	if places {
		e.line("open %q lone %d %+v", e.text, r.Lone(), f)
	}
	return e.b.String(), f
}

func TestJSONCases(t *testing.T) {
	for _, c := range jsonCases {
		_, f := readJSON(t, c.text, false)
		if f.Kind != c.fault || f.Line != c.line || f.Col != c.col {
			t.Errorf("%s: want %q at %d:%d, got %+v", c.name, c.fault, c.line, c.col, f)
		}
		if (f.Detail == "") != (c.fault == 0) {
			t.Errorf("%s: want words for a fault only, got %q", c.name, f.Detail)
		}
		checkJSONOracle(t, c.text)
		checkJSONSplits(t, c.text)
	}
}

// checkJSONOracle compares with encoding/json: the same texts are taken, with the same contents. It takes bad UTF-8, and
// nesting beyond MaxDepth, which we refuse.
func checkJSONOracle(t testing.TB, text string) {
	got, f := readJSON(t, text, false)
	if f.Kind == BadUTF8 || f.Kind == TooDeep {
		return
	}
	if valid := json.Valid([]byte(text)); valid != (f.Kind == 0) {
		t.Errorf("%.80q: want valid %t, got %+v", text, valid, f)
		return
	}
	if f.Kind != 0 {
		return
	}
	if want := oracleEvents(t, text); got != want {
		t.Errorf("%.80q: want\n%.2000s\ngot\n%.2000s", text, want, got)
	}
}

func oracleEvents(t testing.TB, text string) string {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var e recorder
	var open []byte // { want a key, : want a value, [
	for {
		token, err := d.Token()
		if err == io.EOF {
			return e.b.String()
		}
		if err != nil {
			t.Fatalf("%.80q: %v", text, err)
		}
		in := byte(0)
		if len(open) > 0 {
			in = open[len(open)-1]
		}
		if name, ok := token.(string); ok && in == '{' {
			e.Key(cutKey(name))
			open[len(open)-1] = ':'
			continue
		}
		closing := token == json.Delim('}') || token == json.Delim(']')
		if in == ':' && !closing {
			open[len(open)-1] = '{'
		}
		switch v := token.(type) {
		case json.Delim:
			e.line("%s", v.String())
			if closing {
				open = open[:len(open)-1]
			} else {
				open = append(open, byte(v))
			}
		case string:
			e.line("string %q", v)
		case json.Number:
			e.Number(cutKey(string(v)))
		case bool:
			e.Bool(v)
		case nil:
			e.Null()
		}
	}
}

// cutKey is the first MaxKey bytes of s, without half a character.
func cutKey(s string) []byte {
	if len(s) <= MaxKey {
		return []byte(s)
	}
	n := MaxKey
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return []byte(s[:n])
}

// checkJSONSplits demands the same events, places and fault however the text is cut.
func checkJSONSplits(t testing.TB, text string) {
	t.Helper()
	checkSplits(t, text, func(cuts ...int) string {
		events, _ := readJSON(t, text, true, cuts...)
		return events
	})
}

func TestJSONCutsKeysBetweenCharacters(t *testing.T) {
	for pad := range 5 {
		key := strings.Repeat("k", MaxKey-pad) + "€\\n€" + strings.Repeat("x", 50)
		checkJSONOracle(t, `{"`+key+`":1}`)
		checkJSONSplits(t, `{"`+key+`":1}`)
		number := strings.Repeat("1", MaxKey-2+pad)
		checkJSONOracle(t, number)
		checkJSONSplits(t, number)
	}
}

func TestJSONEveryPrefixIsTruncated(t *testing.T) {
	for _, c := range jsonCases {
		if c.fault != 0 {
			continue
		}
		for n := range c.text {
			_, f := readJSON(t, c.text[:n], false)
			if valid := json.Valid([]byte(c.text[:n])); valid != (f.Kind == 0) || !valid && f.Kind != Truncated && f.Kind != Empty {
				t.Errorf("%s: %.80q: valid %t, got %+v", c.name, c.text[:n], valid, f)
			}
		}
	}
}

func TestJSONEveryByteEverywhere(t *testing.T) {
	for _, text := range []string{`{"a":[1.5e2,"b\n\u00e9",true,null]}`, "\"\u20ac\"", `-0.1`} {
		for i := 0; i <= len(text); i++ {
			for c := range 256 {
				checkJSONOracle(t, text[:i]+string([]byte{byte(c)})+text[i:])
				if i < len(text) {
					checkJSONOracle(t, text[:i]+string([]byte{byte(c)})+text[i+1:])
				}
			}
		}
	}
}

func TestJSONCountsLoneSurrogates(t *testing.T) {
	var r JSON
	r.Reset(&recorder{r: &r})
	r.Write([]byte(`["\uD800","\uD83D\uDE00","\uDC00\uD800\uD800"]`))
	if f := r.End(); f.Kind != 0 || r.Lone() != 4 {
		t.Errorf("want 4 and no fault, got %d and %+v", r.Lone(), f)
	}
}

func TestJSONTellsNothingAfterAFault(t *testing.T) {
	var r JSON
	e := recorder{r: &r}
	r.Reset(&e)
	r.Write([]byte(`[1,}`))
	before := e.b.String()
	r.Write([]byte(`{"a":"b"}`))
	f := r.End()
	r.Write([]byte(`1`))
	if e.b.String() != before || f.Kind != Malformed || r.End() != f {
		t.Errorf("want %q, got %q and %+v", before, e.b.String(), f)
	}
}

func FuzzJSON(f *testing.F) {
	for _, c := range jsonCases {
		f.Add(c.text, 3)
	}
	f.Fuzz(func(t *testing.T, text string, cut int) {
		checkJSONOracle(t, text)
		want, _ := readJSON(t, text, true)
		if cut = int(uint(cut) % uint(len(text)+1)); cut <= len(text) {
			if got, _ := readJSON(t, text, true, cut); got != want {
				t.Fatalf("cut at %d: want\n%s\ngot\n%s", cut, want, got)
			}
		}
	})
}
