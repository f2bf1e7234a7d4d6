//go:build wasip1

package main

import (
	"unsafe"

	"github.com/willpass/willpass/validate/probe"
)

// look is a probe of a file that lies in memory: it begins and ends between two calls from outside, so one is enough. It never
// moves, and is read from outside as it lies here: ABI.md says where.
var look struct {
	span   [probe.MaxSpan]byte // of the file
	media  probe.Media
	format string
	off    int64 // of the span that is wanted
	probe  probe.Probe
}

// The page of ABI.md: a field that moves is refused by the compiler.
const (
	_ = -(unsafe.Offsetof(look.media) ^ 4096 | unsafe.Offsetof(look.media.Width) ^ 32 | unsafe.Offsetof(look.media.Frames) ^ 72 | unsafe.Offsetof(look.media.Duration) ^ 88)
	_ = -(unsafe.Offsetof(look.media.Cut) ^ 136 | unsafe.Offsetof(look.format) ^ 4240 | unsafe.Offsetof(look.off) ^ 4256)
)

//go:wasmexport willpass_look_at
func lookAt() unsafe.Pointer { return unsafe.Pointer(&look) }

//go:wasmexport willpass_look
func lookFirst(n int32, size float64, deep int32) int32 {
	look.probe.Deep = deep != 0
	look.probe.Reset(int64(size))
	look.off = 0
	return lookOn(n)
}

//go:wasmexport willpass_look_on
func lookOn(n int32) int32 {
	from := look.off
	n = min(max(n, 0), probe.MaxSpan)
	for {
		off, want, ok := look.probe.Want()
		if !ok {
			look.media = look.probe.Media()
			look.format = look.media.Format.String()
			return 0
		}
		if off+int64(want) > from+int64(n) {
			look.off = off
			return int32(want)
		}
		look.probe.Feed(look.span[off-from : n])
	}
}
