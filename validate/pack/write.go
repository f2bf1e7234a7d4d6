package pack

import "strings"

// writer is what the coders of one [Write] share.
type writer struct {
	texts, values table
}

// table numbers what comes, in the order in which it comes.
type table struct {
	numbers map[string]uint64
	list    []string
}

func (t *table) number(text string) uint64 {
	n, known := t.numbers[text]
	if !known {
		n = uint64(len(t.list))
		t.numbers[text] = n
		t.list = append(t.list, text)
	}
	return n
}

// Who only reads should not carry the code of writing in that of reading, hence functions of their own.

//go:noinline
func (c *Coder) writeUint(v uint64) { c.out = appendUint(c.out, v) }

func appendUint(out []byte, v uint64) []byte {
	for ; v >= 0x40; v >>= 6 {
		out = append(out, byte(v)&0x3f|0x40)
	}
	return append(out, byte(v))
}

//go:noinline
func (c *Coder) writeText(text string) { c.writeUint(c.write.texts.number(text)) }

//go:noinline
func (c *Coder) writeShared(write func(c *Coder)) {
	inner := &Coder{write: c.write}
	write(inner)
	c.writeUint(c.write.values.number(string(inner.out)))
}

//go:noinline
func (c *Coder) writePart(write func(c *Coder)) {
	outer := c.out
	c.out = nil
	write(c)
	inner := c.out
	c.out = append(appendUint(outer, uint64(len(inner))), inner...)
}

// Write packs what of says, made from what the words from name, such as "vidu". A text with a NUL is a mistake of the program.
func Write(from string, of func(c *Coder)) []byte {
	w := &writer{table{numbers: map[string]uint64{}}, table{numbers: map[string]uint64{}}}
	c := &Coder{write: w}
	of(c)
	var texts []byte
	for _, text := range w.texts.list {
		if strings.Contains(text, "\x00") {
			panic("pack: a text with a NUL")
		}
		texts = append(append(texts, text...), 0)
	}
	n := len(w.texts.list)
	for ; len(texts)%8 != 0; n++ { // whole words
		texts = append(texts, 0)
	}
	body := append(appendUint(nil, uint64(len(texts))), texts...)
	body = appendUint(body, uint64(n))
	body = appendUint(body, uint64(len(w.values.list)))
	for _, value := range w.values.list {
		body = append(appendUint(body, uint64(len(value))), value...)
	}
	body = append(body, c.out...)
	out := append([]byte(magic+from+"\n"), sum(string(body))...)
	return append(out, body...)
}
