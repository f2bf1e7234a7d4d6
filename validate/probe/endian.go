package probe

import "math/bits"

// Numbers at offset i of b. Beyond the end of b they are 0, so that no reader can go wrong by a length that it trusts.
// They are not inlined, nor are the other functions that every format calls: it makes WebAssembly a third smaller.

//go:noinline
func be16(b []byte, i int) uint16 {
	if i < 0 || i > len(b)-2 {
		return 0
	}
	return uint16(b[i])<<8 | uint16(b[i+1])
}

//go:noinline
func be24(b []byte, i int) uint32 {
	if i < 0 || i > len(b)-3 {
		return 0
	}
	return uint32(b[i])<<16 | uint32(b[i+1])<<8 | uint32(b[i+2])
}

//go:noinline
func be32(b []byte, i int) uint32 {
	if i < 0 || i > len(b)-4 {
		return 0
	}
	return uint32(b[i])<<24 | uint32(b[i+1])<<16 | uint32(b[i+2])<<8 | uint32(b[i+3])
}

//go:noinline
func be64(b []byte, i int) uint64 { return uint64(be32(b, i))<<32 | uint64(be32(b, i+4)) }

//go:noinline
func le16(b []byte, i int) uint16 {
	v := be16(b, i)
	return v<<8 | v>>8
}

//go:noinline
func le24(b []byte, i int) uint32 { return bits.ReverseBytes32(be24(b, i)) >> 8 }

//go:noinline
func le32(b []byte, i int) uint32 { return bits.ReverseBytes32(be32(b, i)) }

//go:noinline
func le64(b []byte, i int) uint64 { return uint64(le32(b, i+4))<<32 | uint64(le32(b, i)) }

// has reports whether b holds s at offset i.
//
//go:noinline
func has(b []byte, i int, s string) bool {
	if i < 0 || len(s) > len(b)-i {
		return false
	}
	for k := range len(s) {
		if b[i+k] != s[k] {
			return false
		}
	}
	return true
}
