package body

import "unsafe"

// load is the first 8 bytes of b as a little-endian word. The compiler does not merge byte loads for wasm, whose own
// load is little-endian and takes any address.
func load(b []byte) uint64 { return *(*uint64)(unsafe.Pointer((*[8]byte)(b))) }
