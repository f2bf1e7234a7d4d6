package body

// values is the six bits of every symbol of both alphabets.
var values = [256]byte{
	'A': 0, 'B': 1, 'C': 2, 'D': 3, 'E': 4, 'F': 5, 'G': 6, 'H': 7, 'I': 8, 'J': 9, 'K': 10, 'L': 11, 'M': 12,
	'N': 13, 'O': 14, 'P': 15, 'Q': 16, 'R': 17, 'S': 18, 'T': 19, 'U': 20, 'V': 21, 'W': 22, 'X': 23, 'Y': 24, 'Z': 25,
	'a': 26, 'b': 27, 'c': 28, 'd': 29, 'e': 30, 'f': 31, 'g': 32, 'h': 33, 'i': 34, 'j': 35, 'k': 36, 'l': 37, 'm': 38,
	'n': 39, 'o': 40, 'p': 41, 'q': 42, 'r': 43, 's': 44, 't': 45, 'u': 46, 'v': 47, 'w': 48, 'x': 49, 'y': 50, 'z': 51,
	'0': 52, '1': 53, '2': 54, '3': 55, '4': 56, '5': 57, '6': 58, '7': 59, '8': 60, '9': 61,
	'+': 62, '/': 63, '-': 62, '_': 63,
}

// decode gives the sink the bytes of a run of symbols. Symbols counts those before the run.
func (b *Base64) decode(run []byte) {
	n := int(b.Symbols & 3)
	q := b.quantum
	for i := 0; i < len(run); {
		if n == 0 && len(run)-i >= 4 {
			q = uint32(values[run[i]])<<18 | uint32(values[run[i+1]])<<12 |
				uint32(values[run[i+2]])<<6 | uint32(values[run[i+3]])
			i += 4
		} else {
			q = q<<6 | uint32(values[run[i]])
			i++
			if n++; n < 4 {
				continue
			}
			n = 0
		}
		o := b.out[b.filled : b.filled+3]
		o[0], o[1], o[2] = byte(q>>16), byte(q>>8), byte(q)
		b.filled += 3
		q = 0
		if b.filled == len(b.out) {
			if b.flush(); b.sink == nil {
				return
			}
		}
	}
	b.quantum = q
}

// endDecode gives the sink the bytes of a last group of that many symbols.
func (b *Base64) endDecode(symbols int) {
	if b.sink == nil || symbols < 2 {
		return
	}
	q := b.quantum << (6 * (4 - symbols))
	b.out[0], b.out[1] = byte(q>>16), byte(q>>8)
	b.filled = symbols - 1
	b.flush()
}

// flush gives the sink what is decoded, and forgets the sink when it is done.
func (b *Base64) flush() {
	if b.sink == nil || b.filled == 0 {
		return
	}
	if b.sink.Done() {
		b.sink = nil
		return
	}
	b.sink.Write(b.out[:b.filled])
	b.filled = 0
	if b.sink.Done() {
		b.sink = nil
	}
}
