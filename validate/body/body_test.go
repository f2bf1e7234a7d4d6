package body

import (
	"strings"
	"testing"
)

// TestEveryNameIsOneOfItsOwn: names are on the wire, so none may be missing or taken twice.
func TestEveryNameIsOneOfItsOwn(t *testing.T) {
	seen := map[string]bool{"": true}
	check := func(name string) {
		if seen[name] || strings.ToLower(name) != name || strings.ContainsAny(name, " _") {
			t.Errorf("want a name of its own, in lower case with dashes, got %q", name)
		}
		seen[name] = true
	}
	for k := Empty; k <= TooManyParts; k++ {
		check(k.String())
	}
	for p := PaddingOK; p <= PaddingHopeless; p++ {
		check(p.String())
	}
	for k := Object; k <= Null; k++ {
		check(k.String())
	}
	if got := FaultKind(0).String() + (TooManyParts + 1).String() + Padding(0).String() + (PaddingHopeless + 1).String() +
		Kind(0).String() + (Null + 1).String(); got != "" {
		t.Errorf("want no name for what is none, got %q", got)
	}
}

func TestAFaultIsKnownAtOnce(t *testing.T) {
	var j JSON
	j.Reset(nothing{})
	j.Write([]byte(`{"a":[`))
	if f := j.Fault(); f != (Fault{}) || j.Depth() != 2 {
		t.Errorf("want no fault and two levels, got %+v and %d", f, j.Depth())
	}
	j.Write([]byte(`}`))
	if f := j.Fault(); f.Kind != Malformed || j.End() != f {
		t.Errorf("want a fault that stays, got %+v", f)
	}
	var m Multipart
	m.Reset([]byte("b"), partsIgnored{})
	m.Write([]byte("--b\r\n: \r\n\r\n"))
	if f := m.Fault(); f.Kind != BadHeader || m.End() != f {
		t.Errorf("want a fault that stays, got %+v", f)
	}
	var u Form
	u.Reset(partsIgnored{})
	u.Write([]byte("a=%zz&b=%yy"))
	if f := u.Fault(); f.Kind != BadEscape || f.Offset != 2 || u.End() != f || u.Parts() != 2 {
		t.Errorf("want the first fault, got %+v", f)
	}
}

func TestMultipartWithABoundaryThatIsNone(t *testing.T) {
	for _, boundary := range []string{"", strings.Repeat("x", 71), "a\r\nb", "a "} {
		var m Multipart
		m.Reset([]byte(boundary), partsIgnored{})
		if f := feed(&m, "--"+boundary+"\r\n\r\n1\r\n--"+boundary+"--"); f.Kind != BadBoundary {
			t.Errorf("%q: want a bad boundary, got %+v", boundary, f)
		}
	}
}
