//go:build unix

package batch_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"
)

// BenchmarkPlan plans rows with URLs. Rows per second count the time of all processors that the process used, garbage
// collection included, so that the figure is per core and does not depend on what else runs. The heap is compared on the way.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			start := processorTime(b)
			for b.Loop() {
				flat(b, n)
			}
			b.ReportMetric(float64(n)*float64(b.N)/(processorTime(b)-start).Seconds(), "rows/core-s")
		})
	}
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
