// Package pack writes values as bytes and reads them back. A type says its fields once, in the order in which they lie in the
// bytes, and the same words serve both ways:
//
//	func (p *Point) Pack(c *pack.Coder) { c.Int(&p.X); c.Int(&p.Y) }
//
// Texts are written once and referred to by number. What comes after a value that cannot be read is read as zeros, and
// [Coder.Err] says so at the end: callers check once.
package pack

import "errors"

// Coder is at a place in bytes that are being read, or at the end of bytes that are being written. It is made by [Read] or [Write].
type Coder struct {
	in  string // being read
	all *tables
	bad bool

	out   []byte // being written
	write *writer
}

// tables is what is written once and referred to by number.
type tables struct{ texts, parts []string }

// Reading reports whether values are filled from bytes.
func (c *Coder) Reading() bool { return c.write == nil }

// Err is the error that bytes did not hold what was read from them; nil when they did.
func (c *Coder) Err() error {
	if c.bad {
		return errDamaged
	}
	return nil
}

var errDamaged = errors.New("the packed bytes are damaged")

func (c *Coder) fail() {
	c.bad, c.in = true, ""
}

// uint is the one way in which numbers are written: seven bits a byte, the lowest first.
func (c *Coder) uint(v uint64) uint64 {
	if !c.Reading() {
		c.out = appendUint(c.out, v)
		return v
	}
	v = 0
	for shift := 0; len(c.in) > 0 && shift < 64; shift += 7 {
		b := c.in[0]
		c.in = c.in[1:]
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	c.fail()
	return 0
}

func appendUint(out []byte, v uint64) []byte {
	for ; v >= 0x80; v >>= 7 {
		out = append(out, byte(v)|0x80)
	}
	return append(out, byte(v))
}

// Int64 is any number.
func (c *Coder) Int64(p *int64) {
	v := c.uint(uint64(*p)<<1 ^ uint64(*p>>63))
	*p = int64(v>>1) ^ -int64(v&1)
}

// Int is any number that fits an int.
func (c *Coder) Int(p *int) {
	v := int64(*p)
	c.Int64(&v)
	*p = int(v)
}

// Byte is a small number, such as one of an enumeration.
func (c *Coder) Byte(v uint8) uint8 { return uint8(c.uint(uint64(v))) }

// Bool is one byte.
func (c *Coder) Bool(p *bool) {
	v := uint64(0)
	if *p {
		v = 1
	}
	*p = c.uint(v) != 0
}

// Text is a text by its number; it has no NUL in it. What is read shares its memory with the bytes.
func (c *Coder) Text(p *string) {
	if c.Reading() {
		*p = c.numbered(c.all.texts)
	} else {
		c.uint(c.write.texts.number(*p))
	}
}

// Shared is bytes of their own, which are written once however often they come again: when reading, it answers what write wrote.
func (c *Coder) Shared(write func(c *Coder)) Part {
	if c.Reading() {
		return Part(c.numbered(c.all.parts))
	}
	inner := &Coder{write: c.write}
	write(inner)
	c.uint(c.write.parts.number(string(inner.out)))
	return ""
}

func (c *Coder) numbered(list []string) string {
	n := c.uint(0)
	if n >= uint64(len(list)) {
		c.fail()
		return ""
	}
	return list[n]
}

// Texts is a list of texts. An empty one is read as nil.
func (c *Coder) Texts(p *[]string) {
	Slice(c, p, func(text *string, c *Coder) { c.Text(text) })
}

// Slice is a list, each element as each says. An empty one is read as nil.
func Slice[T any](c *Coder, p *[]T, each func(*T, *Coder)) {
	n := c.uint(uint64(len(*p)))
	if c.Reading() {
		*p = nil
		if n > uint64(len(c.in)) { // every element takes a byte at least
			c.fail()
			return
		}
		if n > 0 {
			*p = make([]T, n)
		}
	}
	for i := range *p {
		each(&(*p)[i], c)
	}
}

// Pointer is a value that may not be there.
func Pointer[T any](c *Coder, p **T, of func(*T, *Coder)) {
	there := *p != nil
	c.Bool(&there)
	if !there {
		*p = nil
		return
	}
	if c.Reading() {
		*p = new(T)
	}
	of(*p, c)
}

// Part is bytes of their own, which can be read later: when reading, it answers what write wrote.
func (c *Coder) Part(write func(c *Coder)) Part {
	if !c.Reading() {
		outer := c.out
		c.out = nil
		write(c)
		inner := c.out
		c.out = append(appendUint(outer, uint64(len(inner))), inner...)
		return ""
	}
	n := c.uint(0)
	if n > uint64(len(c.in)) {
		c.fail()
		return ""
	}
	part := c.in[:n]
	c.in = c.in[n:]
	return Part(part)
}

// Part is bytes that have not been read yet.
type Part string

// Read reads a part of what c reads.
func (c *Coder) Read(p Part) *Coder { return &Coder{in: string(p), all: c.all} }
