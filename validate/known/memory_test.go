package known_test

import (
	"runtime"
	"testing"

	"github.com/willpass/willpass/validate/known"
)

// TestMemoryOfLoading bounds what the documents of all providers cost: a browser holds them beside the page.
func TestMemoryOfLoading(t *testing.T) {
	if _, err := known.Rules(); err != nil { // so that nothing is counted that happens once
		t.Fatal(err)
	}
	var before, loaded, live runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rules, err := known.Rules()
	runtime.ReadMemStats(&loaded)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&live)
	runtime.KeepAlive(rules)
	allocated, kept := int64(loaded.TotalAlloc-before.TotalAlloc), int64(live.HeapAlloc)-int64(before.HeapAlloc)
	t.Logf("%.1f MB allocated in %d pieces, %.1f MB live", float64(allocated)/1e6, loaded.Mallocs-before.Mallocs, float64(kept)/1e6)
	if allocated > 8e6 {
		t.Errorf("want at most 8 MB allocated, got %d bytes", allocated)
	}
	if kept > 6e6 {
		t.Errorf("want at most 6 MB live, got %d bytes", kept)
	}
}
