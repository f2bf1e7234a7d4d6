package probe

import "math/bits"

// milliseconds is units of 1/scale seconds in ms, rounded to the nearest; 0 when that is not known or out of reason.
//
//go:noinline
func milliseconds(units, scale uint64) int64 { return ratio(units, 1000, scale) }

// rate is the frames in 1000 seconds, when n frames take units of 1/scale seconds.
//
//go:noinline
func rate(n, units, scale uint64) int64 {
	if scale >= 1<<40 || n >= 1<<40 {
		return 0
	}
	return ratio(n*1000, scale, units)
}

// ratio is a*b/c, rounded to the nearest; 0 when it has no value of 53 bits.
func ratio(a, b, c uint64) int64 {
	hi, lo := bits.Mul64(a, b)
	lo, carry := bits.Add64(lo, c/2, 0)
	if hi += carry; hi >= c {
		return 0
	}
	q, _ := bits.Div64(hi, lo, c)
	if q >= 1<<53 {
		return 0
	}
	return int64(q)
}
