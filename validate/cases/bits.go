package cases

// bits writes values of any width into bytes, lowest bit first, as deflate, GIF and WebP do.
type bits struct {
	out []byte
	n   int // bits written
}

func (b *bits) write(value, width int) {
	for i := range width {
		if b.n%8 == 0 {
			b.out = append(b.out, 0)
		}
		b.out[b.n/8] |= byte(value>>i&1) << (b.n % 8)
		b.n++
	}
}

// zeros writes that many zero bits at once.
func (b *bits) zeros(count int) {
	b.n += count
	b.out = append(b.out, make([]byte, (b.n+7)/8-len(b.out))...)
}

// zlibZeros is a zlib stream that inflates to length zero bytes, in one thousandth of their number.
//
// Its one block has its own Huffman codes: 0 = "repeat 258 bytes from one byte back", 10 = the byte zero, 11 = end. The
// distance code is the single bit 0, so a repeat is two zero bits, and the middle of the stream is nothing but zeros.
// https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7
func zlibZeros(length int64) []byte {
	b := bits{out: []byte{0x78, 0x01}, n: 16}
	b.write(1, 1)  // last block
	b.write(2, 2)  // own codes
	b.write(29, 5) // for the symbols 0 to 285
	b.write(0, 5)  // and one distance
	b.write(14, 4) // the lengths of 18 code length codes follow
	for _, width := range [...]int{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2} {
		b.write(width, 3) // 18 (a run of zeros) = 0, 1 = 10, 2 = 11
	}
	b.write(3, 2)      // symbol 0 has a code of length 2
	b.write(127<<1, 8) // 138 symbols have none,
	b.write(106<<1, 8) // 117 more
	b.write(3, 2)      // 256, the end: length 2
	b.write(17<<1, 8)  // 28 symbols have none
	b.write(1, 2)      // 285, a repeat of 258: length 1
	b.write(1, 2)      // distance 1: length 1
	b.write(1, 2)      // the first zero byte
	b.zeros(int((length - 1) / 258 * 2))
	for range (length - 1) % 258 {
		b.write(1, 2)
	}
	b.write(3, 2)
	adler := length % 65521 // the low half stays 1 however many zeros are added
	return append(b.out, byte(adler>>8), byte(adler), 0, 1)
}
