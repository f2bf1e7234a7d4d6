package probe

// inflater decompresses the start of deflate data: as much as out holds, which is also all that it looks back at. It holds
// one byte array of the caller's and reads every bit of in at most once, so that its work is bounded by both lengths.
// Format: https://www.rfc-editor.org/rfc/rfc1951.
type inflater struct {
	in  []byte
	bit int // bits of in that were read
	out []byte
	n   int  // bytes of out that were written
	bad bool // in ends, or is not deflate data
}

// inflate writes the start of what the zlib data in holds to out and returns how many bytes that is. Broken data gives what
// comes before the break. Format: https://www.rfc-editor.org/rfc/rfc1950.
func inflate(out, in []byte) int {
	if len(in) < 2 || in[0]&15 != 8 || in[1]&0x20 != 0 || be16(in, 0)%31 != 0 {
		return 0
	}
	s := inflater{in: in[2:], out: out}
	for last := 0; last == 0 && !s.bad && s.n < len(out); {
		last = s.bits(1)
		switch s.bits(2) {
		case 0:
			s.stored()
		case 1:
			s.fixed()
		case 2:
			s.dynamic()
		default:
			s.bad = true
		}
	}
	return s.n
}

// bits is the next n bits, the first of them the least significant; 0 beyond the end.
func (s *inflater) bits(n int) (v int) {
	if s.bit+n > 8*len(s.in) {
		s.bad = true
		return 0
	}
	for i := range n {
		v |= int(s.in[s.bit>>3]>>(s.bit&7)&1) << i
		s.bit++
	}
	return v
}

// stored copies a block that is not compressed.
func (s *inflater) stored() {
	s.bit = (s.bit + 7) &^ 7
	n := s.bits(16)
	if s.bits(16) != n^0xffff {
		s.bad = true
		return
	}
	from := s.bit >> 3
	n = min(n, len(s.in)-from, len(s.out)-s.n)
	s.n += copy(s.out[s.n:], s.in[from:from+n])
	s.bit += 8 * n
}

const (
	literals  = 288
	distances = 32
)

// prefixCode is a canonical prefix code: how many codes each length has, and the symbols in the order of their codes.
type prefixCode struct {
	count  [16]uint16
	symbol [literals]uint16
}

// build makes the code in which symbol i has length[i] bits; none when that is 0.
func (c *prefixCode) build(length []uint8) {
	*c = prefixCode{}
	for _, n := range length {
		c.count[n&15]++
	}
	c.count[0] = 0
	var next [16]uint16
	for n := 1; n < 15; n++ {
		next[n+1] = next[n] + c.count[n]
	}
	for i, n := range length {
		if n &= 15; n != 0 {
			c.symbol[next[n]%literals] = uint16(i)
			next[n]++
		}
	}
}

// decode reads a symbol.
func (s *inflater) decode(c *prefixCode) int {
	code, first, index := 0, 0, 0
	for n := 1; n < 16; n++ {
		code |= s.bits(1)
		count := int(c.count[n])
		if code < first+count {
			return int(c.symbol[uint(index+code-first)%literals])
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	s.bad = true
	return 0
}

// fixed reads a block in the code that the format states.
func (s *inflater) fixed() {
	var length [literals + distances]uint8
	for i := range length {
		switch {
		case i < 144 || i >= 280 && i < literals:
			length[i] = 8
		case i < 256:
			length[i] = 9
		case i < 280:
			length[i] = 7
		default:
			length[i] = 5
		}
	}
	s.block(length[:literals], length[literals:])
}

// dynamic reads a block that begins with its own code.
func (s *inflater) dynamic() {
	const order = "\x10\x11\x12\x00\x08\x07\x09\x06\x0a\x05\x0b\x04\x0c\x03\x0d\x02\x0e\x01\x0f"
	var length [literals + distances]uint8
	lit, dist, n := s.bits(5)+257, s.bits(5)+1, s.bits(4)+4
	for i := range n {
		length[order[i]] = uint8(s.bits(3))
	}
	var code prefixCode
	code.build(length[:len(order)])
	length = [literals + distances]uint8{}
	for i := 0; i < lit+dist && !s.bad; {
		symbol, again, value := s.decode(&code), 1, uint8(0)
		switch symbol {
		case 16:
			if i > 0 {
				value = length[i-1]
			}
			again = 3 + s.bits(2)
		case 17:
			again = 3 + s.bits(3)
		case 18:
			again = 11 + s.bits(7)
		default:
			value = uint8(symbol)
		}
		for ; again > 0 && i < lit+dist; again-- {
			length[i] = value
			i++
		}
	}
	s.block(length[:lit], length[lit:lit+dist])
}

// block reads the symbols of a block to its end, or until out is full.
func (s *inflater) block(lit, dist []uint8) {
	var literal, distance prefixCode
	literal.build(lit)
	distance.build(dist)
	for s.n < len(s.out) {
		symbol := s.decode(&literal)
		switch {
		case s.bad || symbol == 256:
			return
		case symbol < 256:
			s.out[s.n] = byte(symbol)
			s.n++
		default:
			s.again(symbol-257, &distance)
		}
	}
}

// again repeats what was written before: symbol stands for how much, and the next one in distance for how far back.
func (s *inflater) again(symbol int, distance *prefixCode) {
	n := 3 + symbol
	switch {
	case symbol == 28:
		n = 258
	case symbol >= 8:
		extra := symbol/4 - 1
		n = 3 + (4+symbol%4)<<extra + s.bits(extra)
	}
	back := s.decode(distance)
	if back >= 4 {
		extra := back/2 - 1
		back = (2+back%2)<<extra + s.bits(extra)
	}
	if back++; s.bad || back > s.n {
		s.bad = true
		return
	}
	for ; n > 0 && s.n < len(s.out); n-- {
		s.out[s.n] = s.out[s.n-back]
		s.n++
	}
}
