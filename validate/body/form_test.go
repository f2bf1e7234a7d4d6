package body

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// formCase is a form or query. It feeds correctness, the oracle, splits and fuzz seeds.
type formCase struct {
	name, text string
	want       string
	fault      FaultKind
	offset     int64
}

var formCases = []formCase{
	{name: "nothing", text: "", want: ``},
	{name: "one pair", text: "a=1", want: `a="1"`},
	{name: "two pairs", text: "a=1&b=2", want: `a="1" b="2"`},
	{name: "a name twice", text: "a=1&a=2", want: `a="1" a="2"`},
	{name: "a name alone", text: "a&b", want: `a="" b=""`},
	{name: "an empty value", text: "a=&b=", want: `a="" b=""`},
	{name: "an empty name", text: "=1&=", want: `="1" =""`},
	{name: "empty pairs", text: "&&a=1&&", want: `a="1"`},
	{name: "an equals sign in a value", text: "a==b=c", want: `a="=b=c"`},
	{name: "spaces", text: "a+b=+c+d+", want: `a b=" c d "`},
	{name: "escapes", text: "%61%3D%26=%25%2b%2B%00%20", want: `a=&="%++\x00 "`},
	{name: "UTF-8", text: "%E5%9B%BE=%e5%83%8f", want: `图="\u50cf"`},
	{name: "a base64 value", text: "image=data%3Aimage%2Fpng%3Bbase64%2CiVBORw0KGgo%2BAA%3D%3D&type=anime", want: `image="data:image/png;base64,iVBORw0KGgo+AA==" type="anime"`},
	{name: "raw bytes", text: "a=\x00\xff\r\n", want: `a="\x00\xff\r\n"`},
	{name: "a semicolon", text: "a=1;b=2", want: `a="1;b=2"`},
	{name: "a name as long as is kept", text: strings.Repeat("n", MaxKey) + "=1", want: strings.Repeat("n", MaxKey) + `="1"`},
	{name: "a name longer than is kept", text: strings.Repeat("n", MaxKey) + "%6E+n=1&b=2", want: strings.Repeat("n", MaxKey) + `="1" cut b="2"`},

	{name: "no hex digit", text: "a=%zz&b=1", want: `a="%zz" b="1"`, fault: BadEscape, offset: 2},
	{name: "one hex digit", text: "a=x%4g", want: `a="x%4g"`, fault: BadEscape, offset: 3},
	{name: "a percent sign last", text: "a=100%", want: `a="100%"`, fault: BadEscape, offset: 5},
	{name: "one hex digit last", text: "a=100%4", want: `a="100%4"`, fault: BadEscape, offset: 5},
	{name: "a percent sign before a separator", text: "a=100%&b=%4&c=%", want: `a="100%" b="%4" c="%"`, fault: BadEscape, offset: 5},
	{name: "a percent sign before an escape", text: "a=%%41%4%41", want: `a="%A%4A"`, fault: BadEscape, offset: 2},
	{name: "a bad escape in a name", text: "%=1&%x%2=2", want: `%="1" %x%2="2"`, fault: BadEscape, offset: 0},
}

func readForm(t testing.TB, text string, cuts ...int) (*partRecorder, Fault) {
	var r Form
	var e partRecorder
	r.Reset(&e)
	f := feed(&r, text, cuts...)
	if e.bad || e.open {
		t.Errorf("%.80q: an event out of turn", text)
	}
	return &e, f
}

func TestFormCases(t *testing.T) {
	for _, c := range formCases {
		e, f := readForm(t, c.text)
		if e.String() != c.want || f.Kind != c.fault || f.Offset != c.offset || (f.Detail == "") != (c.fault == 0) {
			t.Errorf("%s: want %s and %q at %d, got %s and %+v", c.name, c.want, c.fault, c.offset, e, f)
		}
		checkFormOracle(t, c.text)
		checkFormSplits(t, c.text)
	}
}

func checkFormSplits(t testing.TB, text string) {
	t.Helper()
	checkSplits(t, text, func(cuts ...int) string {
		e, f := readForm(t, text, cuts...)
		return fmt.Sprintf("%s %+v", e, f)
	})
}

// checkFormOracle compares with net/url, which refuses semicolons, and leaves out pairs with a bad escape.
func checkFormOracle(t testing.TB, text string) {
	if strings.Contains(text, ";") || len(text) > MaxKey {
		return
	}
	var e pairs
	var r Form
	r.Reset(&e)
	f := feed(&r, text)
	want, err := url.ParseQuery(text)
	if (err == nil) != (f.Kind == 0) {
		t.Errorf("%.80q: want %v, got %+v", text, err, f)
	}
	if f.Kind != 0 {
		return
	}
	if got := fmt.Sprint(map[string][]string(want)); got != fmt.Sprint(e.values) && len(want) > 0 {
		t.Errorf("%.80q: want %v, got %v", text, want, e.values)
	}
}

// pairs keeps the pairs of a form.
type pairs struct {
	values map[string][]string
	name   string
	value  []byte
}

func (e *pairs) BeginPart(p *PartHeader) { e.name, e.value = string(p.Name), nil }
func (e *pairs) Data(b []byte)           { e.value = append(e.value, b...) }
func (e *pairs) EndPart() {
	if e.values == nil {
		e.values = map[string][]string{}
	}
	e.values[e.name] = append(e.values[e.name], string(e.value))
}

func FuzzForm(f *testing.F) {
	for _, c := range formCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkFormOracle(t, text)
		if len(text) < 300 {
			checkFormSplits(t, text)
		}
	})
}
