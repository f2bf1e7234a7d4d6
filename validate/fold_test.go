package validate

import (
	"strings"
	"testing"
)

// TestEqualFold compares with package strings, over texts with the letters that fold to others.
func TestEqualFold(t *testing.T) {
	parts := []string{"", "a", "A", "[", "{", "@", "k", "K", "\u212A", "ſ", "s", "é", "\xff"}
	var texts []string
	for _, one := range parts {
		for _, two := range parts {
			texts = append(texts, one+two+"x")
		}
	}
	for _, a := range texts {
		for _, b := range texts {
			if got, want := equalFold(a, b), strings.EqualFold(a, b); got != want {
				t.Errorf("%q and %q: want %v, got %v", a, b, want, got)
			}
		}
	}
}
