package probe

// float is the IEEE 754 number of 4 or 8 bytes, most significant first; 0 of any other length, and of what is not a number
// between 2^-63 and 2^63.
func float(b []byte) float64 {
	var mantissa uint64
	var exponent int
	switch len(b) {
	case 4:
		v := be32(b, 0)
		mantissa, exponent = uint64(v&(1<<23-1))|1<<23, int(v>>23&0xff)-127-23
		if v>>31 != 0 {
			return 0
		}
	case 8:
		v := be64(b, 0)
		mantissa, exponent = v&(1<<52-1)|1<<52, int(v>>52&0x7ff)-1023-52
		if v>>63 != 0 {
			return 0
		}
	}
	if exponent < -63-52 || exponent > 63-23 {
		return 0
	}
	f := float64(mantissa)
	for ; exponent > 0; exponent-- {
		f *= 2
	}
	for ; exponent < 0; exponent++ {
		f /= 2
	}
	return f
}
