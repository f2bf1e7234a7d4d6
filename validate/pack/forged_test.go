package pack

import "testing"

type forged struct {
	Name  string
	Inner *forged
	Many  []forged
	Own   Part
}

var packedForged = Tree(func(f *forged, itself Type[forged]) []Field {
	return []Field{Text(&f.Name), Pointer(&f.Inner, itself), List(&f.Many, itself), Own(f, (*forged).part)}
})

func (f *forged) part(c *Coder) {
	f.Own = c.Part(func(c *Coder) { c.Text(&f.Name) })
	c.Shared(func(c *Coder) { c.Text(&f.Name) }, func(c *Coder) any {
		var text string
		c.Text(&text)
		return text
	})
}

// TestForged: bytes that were changed anywhere, under a sum that fits, are read as something or refused, and never a panic.
func TestForged(t *testing.T) {
	whole := forged{Name: "a", Inner: &forged{Name: "b"}, Many: []forged{{Name: "c"}, {Name: "a", Many: []forged{{}}}}}
	bytes := string(Write("a test", func(c *Coder) { packedForged.Pack(&whole, c) }))
	start := len(bytes) - len(bytes[len(magic):]) + len("a test\n") + 8
	read := func(body string) error {
		c, err := Read(bytes[:start-8] + sum(body) + body)
		if err != nil {
			return err
		}
		var got forged
		packedForged.Pack(&got, c)
		inner := c.Read(got.Own)
		inner.Text(&got.Name)
		return c.Err()
	}
	body := bytes[start:]
	for i := range body {
		if read(body[:i]) == nil {
			t.Errorf("the first %d of %d bytes are taken for all", i, len(body))
		}
		for b := range 256 {
			read(body[:i] + string([]byte{byte(b)}) + body[i+1:])
		}
	}
}
