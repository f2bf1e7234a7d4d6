package check

import "unsafe"

// Words makes texts of what requests hold, with hardly an allocation: it cuts them from blocks. A text never changes, and keeps its
// block alive. The zero value is ready. It must not be copied.
type Words struct {
	block []byte // only its unused end is written to
	last  *Value // the value that was shown last: rules ask about one value after another
	shown string
	plain string
}

// wordsBlock is the length of a block in bytes.
const wordsBlock = 4 << 10

// Of is text as a string of its own.
func (w *Words) Of(text []byte) string {
	if len(text) > wordsBlock/4 {
		return string(text)
	}
	if len(text) == 0 {
		return ""
	}
	if cap(w.block)-len(w.block) < len(text) {
		w.block = make([]byte, 0, wordsBlock)
	}
	start := len(w.block)
	w.block = append(w.block, text...)
	return unsafe.String(&w.block[start], len(text))
}

// Begin forgets the values of the last request.
func (w *Words) Begin() { w.last, w.shown, w.plain = nil, "", "" }

// see makes the words for a value, unless it was the last.
func (w *Words) see(v *Value) {
	if w.last != v {
		var room [2 * shownText]byte
		w.last, w.plain = v, w.Of(v.Text)
		if w.shown = ""; v.Kind == String && !v.Lost() && v.Bytes <= shownText {
			w.shown = w.Of(appendQuoted(room[:0], v.Text))
		} else {
			w.shown = v.shown()
		}
	}
}

// shown is the value in short.
func (t *Told) shown(v *Value) string {
	if t.Words == nil {
		return v.shown()
	}
	t.Words.see(v)
	return t.Words.shown
}

// text is the text of the value, as much as is kept.
func (t *Told) text(v *Value) string {
	if t.Words == nil {
		return string(v.Text)
	}
	t.Words.see(v)
	return t.Words.plain
}
