package body_test

import (
	"testing"

	"github.com/willpass/willpass/validate/body"
)

// TestIsNumber compares with the reader, over all short texts of the bytes that matter.
func TestIsNumber(t *testing.T) {
	const alphabet = "-+.eE019 \nx"
	var try func(text string)
	try = func(text string) {
		n, _ := body.Parse([]byte(text))
		if got, want := body.IsNumber(text), n.Is(body.Number); got != want {
			t.Errorf("%q: want %v, got %v", text, want, got)
		}
		if len(text) < 5 {
			for i := range alphabet {
				try(text + alphabet[i:i+1])
			}
		}
	}
	try("")
}
