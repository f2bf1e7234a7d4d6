package body

// leaper finds the delimiter in data without looking at every byte: where the byte that the delimiter would end at is none of
// its bytes, a whole delimiter's length is passed over.
// https://doi.org/10.1002/spe.4380100608 (R. N. Horspool, Practical fast searching in strings, 1980)
type leaper struct {
	leaps [256]uint8 // by the byte at the end: how far the delimiter may move; 0 = it may end here
	again int        // how far it moves when it does not end here all the same
}

// prepare fills the table for a delimiter of 1 to 255 bytes.
func (l *leaper) prepare(delimiter []byte) {
	for c := range l.leaps {
		l.leaps[c] = uint8(len(delimiter))
	}
	last := len(delimiter) - 1
	l.again = len(delimiter)
	for i, c := range delimiter[:last] {
		l.leaps[c] = uint8(last - i)
		if c == delimiter[last] {
			l.again = last - i
		}
	}
	l.leaps[delimiter[last]] = 0
}

// leap is the index of the first delimiter in p from i on; without one, the index from which on p is too short for one.
func (l *leaper) leap(p []byte, i int, delimiter []byte) int {
	last := len(delimiter) - 1
	for end := i + last; end < len(p); {
		end = l.stride(p, end, len(delimiter))
		n := int(l.leaps[p[end]])
		if n == 0 {
			if string(p[end-last:end]) == string(delimiter[:last]) {
				return end - last
			}
			n = l.again
		}
		end += n
		i = end - last
	}
	return i
}
