package probe

// text reads words and numbers out of the headers that are text.
type text struct {
	b []byte
	i int
}

//go:noinline
func space(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// blank passes over white space.
//
//go:noinline
func (t *text) blank() {
	for t.i < len(t.b) && space(t.b[t.i]) {
		t.i++
	}
}

// word is the next run of bytes other than white space; empty at the end.
//
//go:noinline
func (t *text) word() []byte {
	t.blank()
	from := t.i
	for t.i < len(t.b) && !space(t.b[t.i]) {
		t.i++
	}
	return t.b[from:t.i]
}

// number is the next word as a decimal number below 2^53.
func (t *text) number() (v int64, ok bool) {
	for _, c := range t.word() {
		if c < '0' || c > '9' || v >= 1<<49 {
			return 0, false
		}
		v, ok = v*10+int64(c-'0'), true
	}
	return v, ok
}
