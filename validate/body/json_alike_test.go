package body

import (
	"fmt"
	"strings"
	"testing"
)

// TestAlikeObjects: objects of an array that are compared with the one before are told as if they were read, at their places, and so is
// what is wrong with them, wherever the text is cut.
func TestAlikeObjects(t *testing.T) {
	item := func(i int) string {
		return fmt.Sprintf(`{"a":{"type":"url","b":"x%d"},"c":[1,true,null,"%d"]}`, i*i*i, i)
	}
	list := func(n int, between string, item func(i int) string) string {
		var items []string
		for i := range n {
			items = append(items, item(i))
		}
		return "[" + strings.Join(items, between) + "]"
	}
	one := func(at int, text string) func(i int) string { // all alike but for one
		return func(i int) string {
			if i == at {
				return text
			}
			return item(i)
		}
	}
	texts := map[string]string{
		"all alike":               list(6, ",", item),
		"in an object":            `{"x":1,"list":` + list(4, ",", item) + `,"y":{"a":{"type":"url"}}}`,
		"one after the other":     list(3, ",", item) + ",",
		"with spaces":             list(4, " ,\n\t", item),
		"over lines":              list(4, ",\n", func(i int) string { return fmt.Sprintf("{\n \"a\":\n\n \"%d\",\n  \"b\": \"é\" }", i) }),
		"then a fault":            list(4, ",", func(i int) string { return fmt.Sprintf("{\n\"a\":\"%d\"\n}", i) }) + "?",
		"a fault after strings":   list(5, ",\n", one(3, `{"a":{"type":"url","b":"x"},"c":[1,true,nul,"3"]}`)),
		"a control character":     list(5, ",", one(3, "{\"a\":{\"type\":\"url\",\"b\":\"x\ny\"},\"c\":[1,true,null,\"3\"]}")),
		"an escape":               list(5, ",", one(3, `{"a":{"type":"url","b":"x\n\u00e9"},"c":[1,true,null,"3"]}`)),
		"an escape in the first":  list(5, ",", one(0, `{"a":{"type":"url","b":"x\"y"},"c":[1,true,null,"3"]}`)),
		"an escape in a key":      list(4, ",", func(i int) string { return fmt.Sprintf(`{"\u0061":"%d"}`, i) }),
		"beyond ASCII":            list(5, ",", one(3, `{"a":{"type":"url","b":"日本"},"c":[1,true,null,"3"]}`)),
		"no UTF-8":                list(5, ",", one(3, "{\"a\":{\"type\":\"url\",\"b\":\"\xff\"},\"c\":[1,true,null,\"3\"]}")),
		"another number":          list(5, ",", one(2, `{"a":{"type":"url","b":"x"},"c":[12,true,null,"3"]}`)),
		"a number goes on":        list(5, ",", func(i int) string { return `{"a":1` + strings.Repeat("0", i%2) + `}` }),
		"a member more":           list(5, ",", one(2, `{"a":{"type":"url","b":"x"},"c":[1,true,null,"3"],"d":"4"}`)),
		"a member less":           list(5, ",", one(2, `{"a":{"type":"url","b":"x"}}`)),
		"a string less":           list(5, ",", one(2, `{"a":{"type":"url","b":5},"c":[1,true,null,"3"]}`)),
		"a text between":          list(5, ",", one(2, `"a"`)),
		"by turns":                list(14, ",", func(i int) string { return [...]string{`{"a":"1"}`, `{"b":"1"}`}[i%2] }),
		"in pairs":                list(14, ",", func(i int) string { return [...]string{`{"a":"1"}`, `{"b":"1"}`}[i/2%2] }),
		"empty":                   list(5, ",", func(int) string { return "{}" }),
		"empty texts":             list(5, ",", func(int) string { return `{"":""}` }),
		"as many strings":         list(4, ",", func(int) string { return `{"a":[` + strings.Repeat(`"",`, maxHoles-1) + `""]}` }),
		"too many strings":        list(4, ",", func(int) string { return `{"a":[` + strings.Repeat(`"",`, maxHoles) + `""]}` }),
		"as long":                 list(4, ",", func(int) string { return `{"a":` + strings.Repeat("1", maxAlike-6) + `}` }),
		"too long":                list(4, ",", func(int) string { return `{"a":` + strings.Repeat("1", maxAlike-5) + `}` }),
		"long texts":              list(4, ",", func(i int) string { return `{"a":"` + strings.Repeat("x", 300*i) + `"}` }),
		"arrays inside":           list(4, ",", func(i int) string { return `{"list":` + list(3, ",", item) + `}` }),
		"arrays inside, in turns": list(4, ",", func(i int) string { return `{"list":` + list(i, ",", item) + `}` }),
		"long arrays inside":      list(3, ",", func(i int) string { return `{"list":` + list(14, ",", item) + `,"n":` + fmt.Sprint(i) + `}` }),
		"arrays in arrays":        "[" + list(3, ",", item) + "," + list(3, ",", item) + ",[" + list(3, ",", item) + "]]",
		"deep":                    strings.Repeat("[", MaxDepth-2) + `{"a":"1"},{"a":"2"},{"a":"3"},{"a":{"b":"1"}}` + strings.Repeat("]", MaxDepth-2),
		"it ends":                 `[{"a":"1"},{"a":"2"},{"a":"3`, "it ends in the middle": `[{"a":"1"},{"a":"2"},{"a`, "another bracket": `[{"a":"1"},{"a":"2"}}`,
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			checkJSONOracle(t, text)
			checkJSONSplits(t, text)
		})
	}
}

// counted counts what it is told, and takes as many objects as are wanted by one call.
type counted struct {
	deaf
	elements, again, strings int
	takes                    func(n int) bool
}

// deaf takes no notice.
type deaf struct{}

func (deaf) BeginObject()  {}
func (deaf) EndObject()    {}
func (deaf) BeginArray()   {}
func (deaf) EndArray()     {}
func (deaf) Key([]byte)    {}
func (deaf) BeginString()  {}
func (deaf) Text([]byte)   {}
func (deaf) EndString()    {}
func (deaf) Number([]byte) {}
func (deaf) Bool(bool)     {}
func (deaf) Null()         {}

func (c *counted) String([]byte) { c.strings++ }
func (c *counted) Element()      { c.elements++ }
func (c *counted) Again(object []byte, texts []Span) bool {
	c.again++
	return c.takes == nil || c.takes(c.again)
}

// TestAlikeObjectsAreTold by one call, all but the first; and comparing ends where it is in vain.
func TestAlikeObjectsAreTold(t *testing.T) {
	const n = 1000
	alike, odd := strings.Repeat(`,{"a":"x","b":{"c":"y"}}`, n)[1:], ""
	for i := range n {
		odd += fmt.Sprintf(`,{"a":%d}`, i)
	}
	none := func(int) bool { return false }
	for _, c := range []struct {
		name, text                         string
		takes                              func(int) bool
		piece                              int
		again, leastElements, mostElements int
	}{
		{"all alike", "[" + alike + "]", nil, 1 << 20, n - 1, 1, 1},
		{"all alike, in chunks", "[" + alike + "]", nil, 2390, n - 3*10, 2, 30},
		{"twice", "[[" + alike + "],[" + alike + "]]", nil, 1 << 20, 2*n - 2, 2, 2},
		{"none alike", "[" + odd[1:] + "]", nil, 1 << 20, 0, 1, maxMisses},
		{"all alike, none taken", "[" + alike + "]", none, 1 << 20, maxMisses, 1, maxMisses},
		{"half of them taken", "[" + alike + "]", func(i int) bool { return i%2 > 0 }, 1 << 20, n/2 + n/6, n / 4, n / 2},
	} {
		var r JSON
		e := counted{takes: c.takes}
		r.ResetStrings(&e, &e)
		for text := c.text; text != ""; {
			piece := min(c.piece, len(text))
			r.Write([]byte(text[:piece]))
			text = text[piece:]
		}
		if f := r.End(); f.Kind != 0 {
			t.Fatalf("%s: %+v", c.name, f)
		}
		if e.again < c.again || c.takes == nil && e.again > 2*n || e.elements < c.leastElements || e.elements > c.mostElements {
			t.Errorf("%s: want Again at least %d times, Element %d to %d times, got %d and %d", c.name, c.again, c.leastElements, c.mostElements, e.again, e.elements)
		}
	}
}
