//go:build !wasm

package body

// stride passes over stretches of data in which none of the delimiter's bytes stands where it would end. From the index end on
// it looks at four bytes at a time, none of which decides where the next is read: the processor fetches them side by side,
// where the leaps of [leaper.leap] wait for each other. The index returned is inside p.
func (l *leaper) stride(p []byte, end, length int) int {
	for end+4*length < len(p) {
		a, b := l.leaps[p[end]], l.leaps[p[end+length]]
		c, d := l.leaps[p[end+2*length]], l.leaps[p[end+3*length]]
		if int(a)+int(b)+int(c)+int(d) != 4*length {
			break
		}
		end += 4 * length
	}
	return end
}
