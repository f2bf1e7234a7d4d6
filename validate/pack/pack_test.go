package pack_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/pack"
)

type shape struct {
	Name    string
	Sides   []int64
	Holes   []string
	Level   uint8
	Closed  bool
	Inner   *shape
	Between int
	Price   price
}

var packed = pack.Tree(func(s *shape, itself pack.Type[shape]) []pack.Field {
	return []pack.Field{pack.Text(&s.Name), pack.List(&s.Sides, pack.Int64s), pack.List(&s.Holes, pack.Texts), pack.Byte(&s.Level),
		pack.Bool(&s.Closed), pack.Pointer(&s.Inner, itself), pack.Int(&s.Between), pack.Own(&s.Price, (*price).pack)}
})

// price is packed in its own way: as cents.
type price struct{ euros, cents int }

func (p *price) pack(c *pack.Coder) {
	all := 100*p.euros + p.cents
	c.Int(&all)
	p.euros, p.cents = all/100, all%100
}

func (s *shape) pack(c *pack.Coder) { packed.Pack(s, c) }

var figure = shape{Name: "a figure", Sides: []int64{0, -1, 1, math.MinInt64, math.MaxInt64, 300}, Holes: []string{"", "round", "a figure", "round"},
	Level: 255, Closed: true, Inner: &shape{Name: "inner", Between: -7}, Between: 1 << 40, Price: price{12, 34}}

func read(bytes string) (shape, error) {
	var got shape
	c, err := pack.Read(bytes)
	if err != nil {
		return got, err
	}
	got.pack(c)
	return got, c.Err()
}

func TestRoundTrip(t *testing.T) {
	bytes := pack.Write("a test", figure.pack)
	got, err := read(string(bytes))
	if err != nil || !reflect.DeepEqual(got, figure) {
		t.Errorf("want %+v, got %+v, %v", figure, got, err)
	}
	if n := strings.Count(string(bytes), "figure"); n != 1 {
		t.Errorf("want a text once, got it %d times", n)
	}
	if !strings.HasPrefix(string(bytes), "willpass packed 4, generated; DO NOT EDIT. From a test\n") {
		t.Errorf("the first line is %q", bytes[:40])
	}
}

// TestParts are read later, or not at all.
func TestParts(t *testing.T) {
	inner := shape{Name: "later", Sides: []int64{4}}
	after := "after"
	bytes := pack.Write("a test", func(c *pack.Coder) {
		c.Part(inner.pack)
		c.Text(&after)
	})
	c, err := pack.Read(string(bytes))
	if err != nil {
		t.Fatal(err)
	}
	part := c.Part(nil)
	var text string
	if c.Text(&text); text != after {
		t.Errorf("want %q after the part, got %q", after, text)
	}
	var got shape
	later := c.Read(part)
	if got.pack(later); later.Err() != nil || !reflect.DeepEqual(got, inner) {
		t.Errorf("want %+v, got %+v, %v", inner, got, later.Err())
	}
}

// TestDamage: bytes that were cut or changed anywhere are refused, never a panic or much memory.
func TestDamage(t *testing.T) {
	bytes := string(pack.Write("a test", figure.pack))
	first := strings.IndexByte(bytes, '\n')
	for i := range bytes {
		if _, err := read(bytes[:i]); err == nil {
			t.Fatalf("the first %d bytes are taken for all", i)
		}
		if i >= len("willpass packed 4, generated; DO NOT EDIT. From ") && i < first {
			continue // the words that say what they were made from
		}
		if _, err := read(bytes[:i] + string(bytes[i]^0x40) + bytes[i+1:]); err == nil {
			t.Fatalf("a change of byte %d is not seen", i)
		}
	}
}

// FuzzRead reads any bytes under a true sum as the shape.
func FuzzRead(f *testing.F) {
	f.Add(string(pack.Write("a test", figure.pack)))
	f.Fuzz(func(t *testing.T, bytes string) {
		got, err := read(bytes)
		if err == nil && len(got.Sides)+len(got.Holes) > len(bytes) {
			t.Errorf("%d bytes hold %d elements", len(bytes), len(got.Sides)+len(got.Holes))
		}
	})
}
