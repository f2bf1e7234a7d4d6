package body

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestParseKeepsPlaces(t *testing.T) {
	n, f := Parse([]byte("{\n  \"a\": [1, \"\\u00e9x\", true],\n  \"b\": {\"a\": null, \"a\": -2.5e1}\n}"))
	if f.Kind != DuplicateKey || f.Line != 3 || f.Col != 20 || f.Detail != "want the key a only once" {
		t.Errorf("want a duplicate key at 3:20, got %+v", f)
	}
	if got := n.Get("a").Items[1]; got.Text != "éx" || got.Line != 2 || got.Col != 12 || !got.Is(String) {
		t.Errorf("want éx at 2:12, got %+v", got)
	}
	if m := n.Member("b"); m.Line != 3 || m.Col != 3 || m.Value.Col != 8 {
		t.Errorf("want b at 3:3 with a value at 3:8, got %+v", m)
	}
	if n.Get("c").Get("d") != nil || !n.Get("a").Items[2].True || n.Get("a").Items[0].Get("x") != nil {
		t.Error("want nothing inside nothing, and true")
	}
}

func TestParseFaults(t *testing.T) {
	long := strings.Repeat("k", MaxKey)
	for _, c := range []struct {
		name, text string
		want       FaultKind
		line, col  int
	}{
		{"a repeat inside comes before one outside", `{"a":{"b":1,"b":2},"a":0}`, DuplicateKey, 1, 13},
		{"a repeat outside comes before one inside", `{"a":0,"a":{"b":1,"b":2}}`, DuplicateKey, 1, 8},
		{"the first of many repeats", "{\"c\":0,\"b\":0,\"a\":0,\n\"b\":0,\"c\":0,\"a\":0,\"b\":0}", DuplicateKey, 2, 1},
		{"a repeat that is written otherwise", `{"a":0,"\u0061":0}`, DuplicateKey, 1, 8},
		{"the same key in different objects", `[{"a":0},{"a":{"a":0}}]`, 0, 0, 0},
		{"keys in another case", `{"a":0,"A":0}`, 0, 0, 0},
		{"a syntax fault after a repeat", "{\"a\":0,\"a\":0,}", Malformed, 1, 14},
		{"a key as long as is kept", `{"` + long + `":0}`, 0, 0, 0},
		{"a key longer than is kept", `{"` + long + `k":0}`, TooLong, 1, 2},
		{"a key longer than is kept after a repeat", `{"a":0,"a":0,"` + long + `k":0}`, TooLong, 1, 14},
		{"a number longer than is kept", "[\n" + strings.Repeat("1", MaxKey+1) + "]", TooLong, 2, 1},
	} {
		n, f := Parse([]byte(c.text))
		if f.Kind != c.want || f.Line != c.line || f.Col != c.col {
			t.Errorf("%s: want %q at %d:%d, got %+v", c.name, c.want, c.line, c.col, f)
		}
		if kept := c.want == 0 || c.want == DuplicateKey; kept != (n != nil) {
			t.Errorf("%s: want a document %t, got %+v", c.name, kept, n)
		}
	}
}

func TestParseIsWhatEncodingJSONReads(t *testing.T) {
	for _, c := range jsonCases {
		n, f := Parse([]byte(c.text))
		if f.Kind != c.fault && f.Kind != DuplicateKey {
			t.Errorf("%s: want %q, got %+v", c.name, c.fault, f)
		}
		if f.Kind != 0 {
			continue
		}
		var want any
		d := json.NewDecoder(bytes.NewReader([]byte(c.text)))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if got := plainValue(n); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: want %v, got %v", c.name, want, got)
		}
	}
}

// plainValue is a node as encoding/json has it.
func plainValue(n *Node) any {
	switch n.Kind {
	case Object:
		m := map[string]any{}
		for _, member := range n.Members {
			m[member.Key] = plainValue(member.Value)
		}
		return m
	case Array:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plainValue(item))
		}
		return items
	case String:
		return n.Text
	case Number:
		return json.Number(n.Text)
	case Bool:
		return n.True
	}
	return nil
}

func TestNodeInt(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "-0": 0, "42": 42, "-7": -7, "999999999999999999": 999999999999999999} {
		if n, _ := Parse([]byte(text)); n == nil {
			t.Errorf("%s: no document", text)
		} else if got, ok := n.Int(); !ok || got != want {
			t.Errorf("%s: want %d, got %d %t", text, want, got, ok)
		}
	}
	for _, text := range []string{"1.0", "1e3", "1000000000000000000", `"1"`, "null"} {
		n, _ := Parse([]byte(text))
		if got, ok := n.Int(); ok {
			t.Errorf("%s: want no integer, got %d", text, got)
		}
	}
}
