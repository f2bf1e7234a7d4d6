package body

import "testing"

// writer is what the readers of this package have in common.
type writer interface {
	Write(p []byte)
	End() Fault
}

// feed writes text cut at those places. The reader cannot look back: every chunk is overwritten after its Write.
func feed(w writer, text string, cuts ...int) Fault {
	last := 0
	for _, cut := range append(cuts, len(text)) {
		chunk := []byte(text[last:cut])
		w.Write(chunk)
		for i := range chunk {
			chunk[i] = '!'
		}
		last = cut
	}
	return w.End()
}

// checkSplits demands that run, which reads a text cut at places, says the same wherever the text is cut.
func checkSplits(t testing.TB, text string, run func(cuts ...int) string) {
	t.Helper()
	want := run()
	step := 1 + len(text)/300
	for cut := 0; cut <= len(text); cut += step {
		if got := run(cut); got != want {
			t.Fatalf("%.80q cut at %d: want\n%.3000s\ngot\n%.3000s", text, cut, want, got)
		}
	}
	for _, size := range []int{1, 2, 3, 7} {
		var cuts []int
		for cut := size; cut < len(text); cut += size {
			cuts = append(cuts, cut)
		}
		if got := run(cuts...); got != want {
			t.Fatalf("%.80q in pieces of %d: want\n%.3000s\ngot\n%.3000s", text, size, want, got)
		}
	}
}
