package probe

func be16(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }
func le16(b []byte) uint16 { return uint16(b[1])<<8 | uint16(b[0]) }
func le24(b []byte) uint32 { return uint32(le16(b)) | uint32(b[2])<<16 }
func be24(b []byte) uint32 { return uint32(be16(b))<<8 | uint32(b[2]) }
func be32(b []byte) uint32 { return uint32(be16(b))<<16 | uint32(be16(b[2:])) }
func le32(b []byte) uint32 { return uint32(le16(b[2:]))<<16 | uint32(le16(b)) }
func be64(b []byte) uint64 { return uint64(be32(b))<<32 | uint64(be32(b[4:])) }
func le64(b []byte) uint64 { return uint64(le32(b[4:]))<<32 | uint64(le32(b)) }

// has reports whether b holds s at offset i.
func has(b []byte, i int, s string) bool { return len(b) >= i+len(s) && string(b[i:i+len(s)]) == s }
