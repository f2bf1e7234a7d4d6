// Package pack writes values as bytes and reads them back. A type says its fields once, in the order in which they lie in the
// bytes, and the same words serve both ways:
//
//	var point = pack.Of(func(p *Point) []pack.Field { return []pack.Field{pack.Int(&p.X), pack.Int(&p.Y)} })
//
// Texts are written once and referred to by number. What comes after a value that cannot be read is read as zeros, and
// [Coder.Err] says so at the end: callers check once.
package pack

import "errors"

// Coder is at a place in bytes that are being read, or at the end of bytes that are being written. It is made by [Read] or [Write].
type Coder struct {
	in  string // being read
	at  int    // so far
	all *tables
	bad bool

	out   []byte // being written
	write *writer
}

// tables is what is written once and referred to by number.
type tables struct {
	texts  string   // one after the other, each with a NUL behind it
	places []uint32 // of each in texts, and where the last ends
	values []shared
}

// shared is the bytes of a value and, once it was read, what it is.
type shared struct {
	bytes Part
	value any
}

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

func (c *Coder) fail() { c.bad, c.in, c.at = true, "", 0 }

// uint is the one way in which numbers are written: six bits a byte, the lowest first, and a bit that says whether more come. So all
// bytes are below 128, and what is packed is UTF-8 and can be kept in a JavaScript string.
func (c *Coder) uint(v uint64) uint64 {
	if at := c.at; at < len(c.in) && c.in[at] < 0x40 {
		c.at = at + 1
		return uint64(c.in[at])
	}
	return c.long(v)
}

// long is a number of several bytes, or one to be written.
//
//go:noinline
func (c *Coder) long(v uint64) uint64 {
	if c.write != nil {
		c.writeUint(v)
		return v
	}
	v = 0
	for shift := 0; c.at < len(c.in) && shift < 64; shift += 6 {
		b := c.in[c.at]
		c.at++
		v |= uint64(b&0x3f) << shift
		if b < 0x40 {
			return v
		}
	}
	c.fail()
	return 0
}

// Int64 is any number.
func (c *Coder) Int64(p *int64) {
	if v := c.uint(uint64(*p)<<1 ^ uint64(*p>>63)); c.write == nil {
		*p = int64(v>>1) ^ -int64(v&1)
	}
}

// Int is any number that fits an int.
func (c *Coder) Int(p *int) {
	v := int64(*p)
	if c.Int64(&v); c.write == nil {
		*p = int(v)
	}
}

// Byte is a small number, such as one of an enumeration.
func (c *Coder) Byte(v uint8) uint8 { return uint8(c.uint(uint64(v))) }

// Bool is one byte.
func (c *Coder) Bool(p *bool) {
	v := uint64(0)
	if *p {
		v = 1
	}
	if v = c.uint(v); c.write == nil {
		*p = v != 0
	}
}

// Text is a text by its number; it has no NUL in it. What is read shares its memory with the bytes.
func (c *Coder) Text(p *string) {
	if c.write != nil {
		c.writeText(*p)
		return
	}
	n, places := c.uint(0), c.all.places
	if n+1 >= uint64(len(places)) {
		c.fail()
		*p = ""
		return
	}
	*p = c.all.texts[places[n] : places[n+1]-1]
}

// count is how many of something follow: every one of them takes a byte at least.
func (c *Coder) count() int {
	n := c.uint(0)
	if n > uint64(len(c.in)-c.at) {
		c.fail()
		return 0
	}
	return int(n)
}

// bytes is as many bytes as the number before them says.
func (c *Coder) bytes() Part {
	n := c.count()
	from := c.at
	c.at += n
	return Part(c.in[from:c.at])
}

// Shared is a value whose bytes are written once however often it comes again, and read once: when reading, it answers what read
// made of them, the same each time.
func (c *Coder) Shared(write func(c *Coder), read func(c *Coder) any) any {
	if c.write != nil {
		c.writeShared(write)
		return nil
	}
	n := c.uint(0)
	if n >= uint64(len(c.all.values)) {
		c.fail()
		return nil
	}
	v := &c.all.values[n]
	if v.value == nil {
		in, at := c.in, c.at
		c.in, c.at = string(v.bytes), 0
		v.value = read(c)
		if !c.bad {
			c.in, c.at = in, at
		}
	}
	return v.value
}

// Part is bytes of their own, which can be read later: when reading, it answers what write wrote.
func (c *Coder) Part(write func(c *Coder)) Part {
	if c.write == nil {
		return c.bytes()
	}
	c.writePart(write)
	return ""
}

// Part is bytes that have not been read yet.
type Part string

// Read reads a part of what c reads.
func (c *Coder) Read(p Part) *Coder { return &Coder{in: string(p), all: c.all} }
