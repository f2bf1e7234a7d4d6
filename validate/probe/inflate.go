package probe

// inflater decompresses the start of zlib data: as much as out holds, which is also all that it looks back at. Its work is
// bounded by the bits that it reads, each once, and by the length of out. Checksums are not looked at.
// Formats: https://www.rfc-editor.org/rfc/rfc1950 and https://www.rfc-editor.org/rfc/rfc1951.
type inflater struct {
	in   []byte
	bit  int // bits of in that were read
	out  [inflated]byte
	n    int  // bytes of out that were written
	bad  bool // in ends, or is not zlib data
	size [512]byte
	code [2]prefixCode // of literals and lengths, and of distances
}

const inflated = 2048

// prefixCode is a canonical prefix code: how many codes each length has, and the symbols in the order of their codes.
type prefixCode struct {
	count  [16]int
	symbol [512]uint16
}

// inflate decompresses in to out. Of broken data it gives what comes before the break.
func (s *inflater) inflate() {
	s.bad = s.bits(16)&0x200f != 8 // the method is deflate, without a dictionary
	for last := 0; last == 0 && !s.bad && s.n < inflated; {
		last = s.bits(1)
		switch s.bits(2) {
		case 0:
			s.bit = (s.bit + 7) &^ 7
			for n := s.bits(32) & 0xffff; n > 0 && !s.bad; n-- {
				s.put(s.bits(8))
			}
		case 1:
			s.fixed()
			s.block()
		case 2:
			s.dynamic()
			s.block()
		default:
			s.bad = true
		}
	}
}

// bits is the next n bits, the first of them the least significant; 0 beyond the end.
//
//go:noinline
func (s *inflater) bits(n int) (v int) {
	for i := range n {
		if s.bit>>3 >= len(s.in) {
			s.bad = true
			return 0
		}
		v |= int(s.in[s.bit>>3]>>(s.bit&7)&1) << i
		s.bit++
	}
	return v
}

//go:noinline
func (s *inflater) put(c int) {
	if !s.bad && s.n < inflated {
		s.out[s.n] = byte(c)
		s.n++
	}
}

// build makes the code in which symbol i has size[i] bits; none when that is 0.
//
//go:noinline
func (c *prefixCode) build(size []byte) {
	*c = prefixCode{}
	k := 0
	for n := 1; n < len(c.count); n++ {
		for i, v := range size {
			if int(v) == n {
				c.symbol[k&511] = uint16(i)
				c.count[n]++
				k++
			}
		}
	}
}

// decode reads a symbol.
//
//go:noinline
func (s *inflater) decode(c *prefixCode) int {
	code, index := 0, 0
	for _, count := range c.count[1:] {
		code = code<<1 + s.bits(1)
		if code < count {
			return int(c.symbol[(index+code)&511])
		}
		code -= count
		index += count
	}
	s.bad = true
	return 0
}

const (
	literals  = 288
	distances = 32
)

// fixed makes the codes that the format states.
func (s *inflater) fixed() {
	for i := range literals + distances {
		n := 8
		switch {
		case i >= literals:
			n = 5
		case i >= 256 && i < 280:
			n = 7
		case i >= 144 && i < 256:
			n = 9
		}
		s.size[i] = byte(n)
	}
	s.codes(literals, distances)
}

func (s *inflater) codes(literals, distances int) {
	s.code[0].build(s.size[:literals])
	s.code[1].build(s.size[literals : literals+distances])
}

// dynamic reads the codes that a block begins with, themselves in a code.
func (s *inflater) dynamic() {
	const order = "\x10\x11\x12\x00\x08\x07\x09\x06\x0a\x05\x0b\x04\x0c\x03\x0d\x02\x0e\x01\x0f"
	literals, distances, n := s.bits(5)+257, s.bits(5)+1, s.bits(4)+4
	s.size = [512]byte{}
	for i := range n {
		s.size[order[i]] = byte(s.bits(3))
	}
	s.code[0].build(s.size[:len(order)])
	for i := 0; i < literals+distances; {
		v, again := s.decode(&s.code[0]), 1
		switch v {
		case 16:
			v, again = int(s.size[(i-1)&511]), 3+s.bits(2)
		case 17:
			v, again = 0, 3+s.bits(3)
		case 18:
			v, again = 0, 11+s.bits(7)
		}
		for ; again > 0; again-- {
			s.size[i&511] = byte(v)
			i++
		}
	}
	s.codes(literals, distances)
}

// block reads the symbols of a block to its end, or until out is full.
func (s *inflater) block() {
	for s.n < inflated && !s.bad {
		v := s.decode(&s.code[0])
		if v < 256 {
			s.put(v)
			continue
		}
		if v == 256 {
			return
		}
		n := 258 // bytes that come again
		if v != 285 {
			n = 3 + s.span(v-257, 2)
		}
		back := 1 + s.span(s.decode(&s.code[1]), 1)
		for s.bad = s.bad || back > s.n; n > 0; n-- {
			s.put(int(s.out[(s.n-back)&(inflated-1)]))
		}
	}
}

// span is a number that symbol k stands for, with the bits that follow it: the bits grow by one every 1<<log symbols.
func (s *inflater) span(k, log int) int {
	extra := k>>log - 1
	if extra <= 0 {
		return k
	}
	return (1<<log+k&(1<<log-1))<<extra + s.bits(extra)
}
