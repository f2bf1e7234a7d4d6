package check

import (
	"encoding/binary"
	"testing"
)

// TestRepeatedOfChosenTexts: texts that all fall on one place of the table are compared by sorting, with the same answer.
func TestRepeatedOfChosenTexts(t *testing.T) {
	const n, size = 600, 2048
	var values []Value
	for i := uint64(0); len(values) < n; i++ {
		text := binary.LittleEndian.AppendUint64(nil, i)
		if v := (Value{Kind: String, Text: text, Bytes: 8}); v.hash()&(size-1) == 5 {
			values = append(values, v)
		}
	}
	var r Record
	if second, alike := r.repeated(values); second != -1 || alike {
		t.Errorf("want no repetition, got %d, %v", second, alike)
	}
	for _, at := range []int{1, 7, n - 1} {
		old := values[at]
		values[at] = values[at/2]
		if second, _ := r.repeated(values); second != at {
			t.Errorf("want %d, got %d", at, second)
		}
		if second, _ := sortedRepeat(values); second != at {
			t.Errorf("sorted: want %d, got %d", at, second)
		}
		values[at].Cut, values[at/2].Cut = true, true
		if second, alike := r.repeated(values); second != -1 || !alike {
			t.Errorf("want that two may be alike, got %d, %v", second, alike)
		}
		values[at/2].Cut = false
		values[at] = old
	}
}
