package body

import "testing"

func TestParsePositions(t *testing.T) {
	n, f := Parse([]byte("{\n  \"a\": [1, \"\\u00e9x\", true],\n  \"b\": {\"a\": null, \"a\": -2.5e1}\n}"))
	if f.Kind != DuplicateKey || f.Line != 3 || f.Col != 20 {
		t.Errorf("want a duplicate key at 3:20, got %v", f)
	}
	if got := n.Get("a").Items[1]; got.Text != "éx" || got.Line != 2 || got.Col != 12 || got.Kind != String {
		t.Errorf("got %+v", got)
	}
	if v, ok := n.Get("a").Items[0].Int(); !ok || v != 1 {
		t.Errorf("got %v %v", v, ok)
	}
	if got := n.Get("b").Members[1].Value; got.Text != "-2.5e1" {
		t.Errorf("got %+v", got)
	}
	if n.Get("c").Get("d") != nil || !n.Get("a").Items[2].True {
		t.Error("want nil of nil")
	}
}
