package check

import "testing"

func TestAValueInShort(t *testing.T) {
	long := make([]byte, 0, 200)
	for range 40 {
		long = append(long, "日"...)
	}
	for _, c := range []struct {
		value Value
		want  string
	}{
		{Value{}, "nothing"},
		{Value{Kind: Null}, "null"},
		{Value{Kind: Array, Count: 1}, "an array of 1 element"},
		{Value{Kind: Array, Count: 12345}, "an array of 12 345 elements"},
		{Value{Kind: Object}, "an object"},
		{Value{Kind: Part, Bytes: 5}, "a file of 5 bytes"},
		{Value{Kind: List, Rare: &Rare{List: []string{"a"}}}, "a list of 1 text"},
		{Value{Kind: Unknown}, "a fact that is not known"},
		{Value{Kind: String, Bytes: 70}, "a text of 70 bytes"},
		{Value{Kind: Number, Bytes: 70}, "a number of 70 digits"},
		{Value{Kind: Number, Text: []byte("1e5")}, "1e5"},
		{Value{Kind: String}, `""`},
		{Value{Kind: String, Text: []byte("a\nb\x01c"), Bytes: 5}, `"a\nb\x01c"`},
		{Value{Kind: String, Text: []byte("日"), Bytes: 3}, `"日"`},
		{Value{Kind: String, Text: long, Bytes: 120}, `"日日日日日日日日日日日日日日日日日日日日"… (120 bytes)`},
		{Value{Kind: String, Text: long[:100], Bytes: 5000}, `"日日日日日日日日日日日日日日日日日日日日"… (5000 bytes)`},
	} {
		if got := c.value.shown(); c.want != got {
			t.Errorf("want %s, got %s", c.want, got)
		}
	}
}

func TestNoCharacterIsCutInTwo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ab", `"ab"`}, {"日本"[:4], `"日"`}, {"日本"[:5], `"日"`}, {"日本", `"日本"`}, {"é"[:1], `""`}, {"😀"[:3], `""`}, {"😀", `"😀"`},
	} {
		if got := quote([]byte(c.text)); c.want != got {
			t.Errorf("% x: want %s, got %s", c.text, c.want, got)
		}
	}
}

func TestLists(t *testing.T) {
	letters := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"}
	for _, c := range []struct {
		n    int
		want string
	}{
		{0, ""}, {1, "a"}, {2, "a or b"}, {3, "a, b or c"}, {13, "a, b, c, d, e, f, g, h, i, j, k, l or m"},
		{14, "a, b, c, d, e, f, g, h, i, j, k, l, … (14 in all)"},
	} {
		if got := list(letters[:c.n], "or"); c.want != got {
			t.Errorf("%d: want %q, got %q", c.n, c.want, got)
		}
	}
}
