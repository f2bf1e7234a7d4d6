package known_test

import (
	"testing"

	"github.com/willpass/willpass/validate/known"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := known.Rules(); err != nil {
			b.Fatal(err)
		}
	}
}
