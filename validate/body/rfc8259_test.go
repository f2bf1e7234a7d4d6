package body

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// rfc8259 is the grammar of RFC 8259, sections 2 to 7, as it stands there but for its comments.
const rfc8259 = `
JSON-text = ws value ws
begin-array     = ws %x5B ws
begin-object    = ws %x7B ws
end-array       = ws %x5D ws
end-object      = ws %x7D ws
name-separator  = ws %x3A ws
value-separator = ws %x2C ws
ws = *( %x20 / %x09 / %x0A / %x0D )
value = false / null / true / object / array / number / string
false = %x66.61.6c.73.65
null  = %x6e.75.6c.6c
true  = %x74.72.75.65
object = begin-object [ member *( value-separator member ) ] end-object
member = string name-separator value
array = begin-array [ value *( value-separator value ) ] end-array
number = [ minus ] int [ frac ] [ exp ]
decimal-point = %x2E
digit1-9 = %x31-39
e = %x65 / %x45
exp = e [ minus / plus ] 1*DIGIT
frac = decimal-point 1*DIGIT
int = zero / ( digit1-9 *DIGIT )
minus = %x2D
plus = %x2B
zero = %x30
string = quotation-mark *char quotation-mark
char = unescaped / escape ( %x22 / %x5C / %x2F / %x62 / %x66 / %x6E / %x72 / %x74 / %x75 4HEXDIG )
escape = %x5C
quotation-mark = %x22
unescaped = %x20-21 / %x23-5B / %x5D-10FFFF
DIGIT = %x30-39
HEXDIG = DIGIT / %x41-46 / %x61-66`

// reads is what the reader says of a text: taken, or why not.
func reads(text string) FaultKind {
	var r JSON
	r.Reset(nothing{})
	r.Write([]byte(text))
	return r.End().Kind
}

// agrees compares the reader with the oracles: the grammar itself for short texts, encoding/json for all.
func agrees(t *testing.T, g *grammar, text string) {
	t.Helper()
	got := reads(text)
	if want := json.Valid([]byte(text)) && utf8.ValidString(text); want != (got == 0) {
		t.Errorf("%.200q: encoding/json says %t, the reader %q", text, want, got)
	}
	if g != nil {
		if want := g.is("JSON-text", text); want != (got == 0) {
			t.Errorf("%.200q: the grammar says %t, the reader %q", text, want, got)
		}
	}
}

// tokens are pieces of texts: all that the grammar tells apart, and what lies just outside its ranges.
var tokens = []string{"{", "}", "[", "]", ":", ",", `"`, `\`, "u", "t", "true", "fals", "null", "e", "E", "+", "-", ".", "0", "1", "9", "a", " ", "\n",
	"\x00", "\x1f", "\x7f", "\u00e9", "\ufeff", "\xc3", "\xff", "/"}

// TestRFC8259EveryShortText compares on every text of up to four tokens. The grammar is slow, so it is asked up to three.
func TestRFC8259EveryShortText(t *testing.T) {
	g := readABNF(rfc8259)
	var grow func(text string, left int)
	compared := 0
	grow = func(text string, left int) {
		compared++
		if left == 0 {
			agrees(t, nil, text)
			return
		}
		agrees(t, g, text)
		for _, token := range tokens {
			grow(text+token, left-1)
		}
	}
	most := 4
	if testing.Short() || raced {
		most = 3
	}
	grow("", most)
	t.Logf("%d texts", compared)
}

// forms are valid forms of each production, by the rule of the grammar that they are of.
var forms = map[string][]string{
	"ws":     {"", " ", "\t", "\n", "\r", " \t\n\r"},
	"number": {"0", "-0", "7", "-7", "10", "0.0", "-1.05", "1e1", "1E1", "1e+1", "1E-01", "0.5e0", "-12.034E+567", "9007199254740993", "1" + strings.Repeat("0", 400)},
	"string": {`""`, `"a"`, `"\""`, `"\\\/\b\f\n\r\t"`, `"\u0000"`, `"\uABCD\uabcd"`, `"\ud83d\ude00"`, `"\ud800"`, `"\udc00x"`, `"` + "\u007f\u0080\u07ff\u0800\ufeff\uffff\U00010000\U0010ffff" + `"`},
	"array":  {"[]", "[ ]", "[0]", "[0,0]", "[[],{}]", "[\n1\t,\r2 ]", `["",null,true,false]`},
	"object": {"{}", "{ }", `{"":0}`, `{"a":0,"a":1}`, `{"a":{"b":[]}}`, "{\t\"a\"\n:\r0 , \"b\":\"c\" }"},
	"value":  {"true", "false", "null"},
}

// TestRFC8259EveryForm takes each form as a text, in an array, as a member, between all white space; and with each byte of it taken
// out, and each byte value put in and put in its place.
func TestRFC8259EveryForm(t *testing.T) {
	g := readABNF(rfc8259)
	for rule, list := range forms {
		for _, form := range list {
			if !g.is(rule, form) {
				t.Fatalf("%.80q is no %s", form, rule)
			}
			if rule == "ws" {
				form += "0" + form + form
			}
			for _, text := range []string{form, "[" + form + "]", `{"a":` + form + "}", "[0," + form + ",{}]", " \t\n\r" + form + "\r\n\t "} {
				if got := reads(text); got != 0 {
					t.Errorf("%.80q: want it taken, got %q", text, got)
				}
				agrees(t, g, text)
			}
			if len(form) > 100 {
				continue
			}
			for i := range len(form) + 1 {
				for c := range 256 {
					agrees(t, nil, form[:i]+string([]byte{byte(c)})+form[i:])
					if i < len(form) {
						agrees(t, nil, form[:i]+string([]byte{byte(c)})+form[i+1:])
					}
				}
				if i < len(form) {
					agrees(t, g, form[:i]+form[i+1:])
					agrees(t, g, form[:i])
				}
			}
		}
	}
}

// TestRFC8259AtEveryState puts every byte after a start of a text for each state of the reader, and before each of several ends.
func TestRFC8259AtEveryState(t *testing.T) {
	seen := map[state]bool{}
	for _, start := range []string{"", " ", "[", "[0", "[true", "[0,", "{", `{"`, `{"a"`, `{"a":`, `{"a":0`, `{"a":0,`, `"`, `"\`, `"\u`, `"\u0`, `"\u00`, `"\u000`, `"\ud83d`, `"\ud83d\`,
		`"\ud83d\u`, "\"\xc3", "\"\xe2\x82", "\"\xf0\x9f\x98", "-", "0", "1", "1.", "1.0", "1e", "1e+", "1e1", "t", "tru", "fa", "n", "true", "[]", "\xef", "\xef\xbb", "[}"} {
		var r JSON
		r.Reset(nothing{})
		r.Write([]byte(start))
		seen[r.state] = true
		for c := range 256 {
			for _, end := range []string{"", `"`, "]", "}", `":0}`, "0", "00\"", "e]", "\x82\xac\""} {
				agrees(t, nil, start+string([]byte{byte(c)})+end)
			}
		}
	}
	for s := inStart; s <= inFault; s++ {
		if !seen[s] {
			t.Errorf("no start leads to state %d (%s)", s, wantedOf(s))
		}
	}
}

func wantedOf(s state) string {
	if int(s) < len(wanted) {
		return wanted[s]
	}
	return ""
}

// TestRFC8259FreeCases holds the table of README.md: each row is a text, and what becomes of it.
func TestRFC8259FreeCases(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]string{
		"byte order mark":                  {"\ufeff{}", "\ufeff", "\ufeff "},
		"byte order mark in a string":      {"\"\ufeff\""},
		"invalid UTF-8 in a string":        {"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe2\x82\""},
		"invalid UTF-8 in a key":           {"{\"\xff\":0}", "{\"\x80\":0}"},
		"UTF-16 or UTF-32":                 {"\xff\xfe0\x00", "\xfe\xff\x000", "0\x000\x00"[1:], "\x00\x00\x000"},
		"surrogate escape without partner": {`"\ud800"`, `"\udc00"`, `"\udc00\ud800"`, `{"\ud800":0}`},
		"escaped noncharacter":             {`"\uffff"`, `"\ufdd0"`},
		"escaped NUL":                      {`"\u0000"`, `{"\u0000":0}`},
		"equal keys":                       {`{"a":0,"a":0}`, `{"a":0,"\u0061":1}`},
		"empty key":                        {`{"":0}`},
		"depth 512":                        {strings.Repeat("[", 512) + strings.Repeat("]", 512), strings.Repeat(`{"":`, 512) + "0" + strings.Repeat("}", 512)},
		"depth 513":                        {strings.Repeat("[", 513) + strings.Repeat("]", 513), strings.Repeat(`{"":`, 513) + "0" + strings.Repeat("}", 513)},
		"number of any length":             {strings.Repeat("9", 100_000), "0." + strings.Repeat("0", 100_000), "1e" + strings.Repeat("0", 100_000)},
		"number beyond a float":            {"1e999999", "-1e999999", "1e-999999"},
		"negative zero":                    {"-0", "-0.0e-0"},
		"string of any length":             {`"` + strings.Repeat("a", 1_000_000) + `"`},
		"key of any length":                {`{"` + strings.Repeat("a", 1_000_000) + `":0}`},
		"scalar as the text":               {"0", `""`, "true", "null"},
		"no text":                          {"", " ", "\n\t\r "},
	}
	rows := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 4 || cells[0] == " case" {
			continue
		}
		name := strings.TrimSpace(cells[0])
		kind := strings.Trim(cells[3], " `")
		rows++
		if name == "equal keys in a document" {
			if n, f := Parse([]byte(`{"a":0,"a":0}`)); n == nil || f.Kind.String() != kind {
				t.Errorf("%s: got %+v", name, f)
			}
			continue
		}
		if len(texts[name]) == 0 {
			t.Errorf("%s: no text", name)
		}
		for _, text := range texts[name] {
			got := reads(text)
			if taken := strings.HasPrefix(cells[2], "taken"); taken != (got == 0) || got.String() != kind {
				t.Errorf("%s: %.60q: want %q, got %q", name, text, kind, got)
			}
		}
		delete(texts, name)
	}
	if rows < 20 || len(texts) > 0 {
		t.Errorf("want a row for each case, got %d rows, and none for %v", rows, texts)
	}
}
