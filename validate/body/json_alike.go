package body

// alike is the text of an object that is an element of an array, but for its strings. Programs write the elements of a long array all
// in the same way: then the next one is compared with it, which takes a fraction of reading it.
type alike struct {
	depth  int  // of the array; 0 = none
	begin  int  // of the element that is being learned, in the chunk at hand; -1 = none is
	ready  bool // an element was learned
	misses int  // elements that were not like the one before them, since one was
	lines  int  // line feeds in it
	holes  int
	hole   [maxHoles]Span // where its strings are, without their quotes
	found  [maxHoles]Span // where those of the element at hand are
	text   []byte
}

// Bounds of an element that the next is compared with, and of how often in a row that may be in vain.
const (
	maxAlike  = 512 // bytes
	maxHoles  = 16
	maxMisses = 4
)

// Span is a piece of a text.
type Span struct {
	From, To int // in bytes: To is behind it
}

// element is called at p[i], where an object begins in an array. Where objects come that are like the one before, the listener is told so,
// and the index behind them is returned. Else it is 0, and the object may be one that the next is compared with.
func (r *JSON) element(p []byte, i int) int {
	a := &r.alike
	if a.depth != r.depth {
		if a.depth > 0 && (a.ready || a.begin >= 0 && i-a.begin <= maxAlike) {
			return 0 // it is inside an element that is, or may be, compared
		}
		a.depth, a.ready, a.misses = r.depth, false, 0
	}
	if a.ready {
		end := 0
		for next := i; a.ready && next < len(p) && p[next] == '{'; next = end + 1 {
			if found := r.again(p, next); found > 0 {
				end, a.misses = found, 0
			} else {
				a.ready = false
				a.misses++
			}
			if end == len(p) || p[end] != ',' {
				break
			}
		}
		if end > 0 {
			r.endValue()
			return end
		}
	}
	a.begin = -1
	if a.misses < maxMisses {
		a.begin, a.holes = i, 0
		r.strings.Element()
	}
	return 0
}

// again is the end of the object at p[i], if it is like the one that was learned and the listener takes it as such; else 0.
func (r *JSON) again(p []byte, i int) int {
	a := &r.alike
	at, end := 0, i
	for k := range a.hole[:a.holes] {
		h, found := &a.hole[k], &a.found[k]
		if end = same(p, end, a.text[at:h.From]); end == 0 {
			return 0
		}
		found.From = end - i
		end = plain(p, end)
		found.To = end - i
		at = h.To
	}
	if end = same(p, end, a.text[at:]); end == 0 {
		return 0
	}
	r.token = r.base + int64(i)
	if !r.strings.Again(p[i:end], a.found[:a.holes]) {
		return 0
	}
	r.token = r.base + int64(end) - 1
	if a.lines > 0 {
		r.line += a.lines
		r.lineStart = r.base + int64(lastIndexByte(p[:end], '\n')+1)
	}
	return end
}

// same is the index behind piece, where it is what comes at p[i]; else 0.
//
//go:noinline
func same(p []byte, i int, piece []byte) int {
	if len(p)-i < len(piece) || string(p[i:i+len(piece)]) != string(piece) {
		return 0
	}
	return i + len(piece)
}

// noteHole notes that p[from:to] is a string, of an element that is being learned.
//
//go:noinline
func (a *alike) noteHole(from, to int) {
	if a.holes == maxHoles {
		a.begin = -1
		return
	}
	a.hole[a.holes] = Span{from - a.begin, to - a.begin}
	a.holes++
}

// learned is called where an element ends before p[end].
//
//go:noinline
func (a *alike) learned(p []byte, end int) {
	text := p[a.begin:end]
	if len(text) <= maxAlike {
		a.text, a.lines = append(a.text[:0], text...), 0
		for _, c := range text {
			if c == '\n' {
				a.lines++
			}
		}
		a.ready = true
	}
	a.begin = -1
}
