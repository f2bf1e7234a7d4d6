package body

// ClearOf is how many of the first bytes of p, a piece of a form with that boundary, start no delimiter between parts: they can be told
// beside the reading of what comes before them, and given to [Multipart.WriteClear].
func ClearOf(p, boundary []byte) int {
	if !isBoundary(boundary) {
		return 0
	}
	var delimiter [3 + maxBoundary]byte // lines may end in LF alone
	copy(delimiter[:], "\n--")
	length := 3 + copy(delimiter[3:], boundary)
	var l leaper
	l.prepare(delimiter[:length])
	return max(l.leap(p, 0, delimiter[:length])-1, 0) // a CR may come before
}

// WriteClear is [Multipart.Write] of bytes of which the first so many, at most all, start no delimiter: see [ClearOf].
func (r *Multipart) WriteClear(p []byte, clear int) {
	r.clear = min(clear, len(p))
	r.Write(p)
	r.clear = 0
}
