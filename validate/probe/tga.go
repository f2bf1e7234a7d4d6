package probe

// tgaPlausible reports whether b can be the header of a TGA file, which has no signature: it is the last format tried.
// Format: https://www.dca.fee.unicamp.br/~martino/disciplinas/ea978/tgaffs.pdf.
func tgaPlausible(b []byte) bool {
	if len(b) < 18 || b[1] > 1 {
		return false
	}
	table, depth := b[1] == 1, b[16]
	if table && le16(b, 5) != 0 && b[7] != 15 && b[7] != 16 && b[7] != 24 && b[7] != 32 {
		return false
	}
	switch b[2] {
	case 1, 9:
		if !table || depth != 8 && depth != 16 {
			return false
		}
	case 2, 10:
		if depth != 15 && depth != 16 && depth != 24 && depth != 32 {
			return false
		}
	case 3, 11:
		if depth != 8 && depth != 16 && depth != 32 {
			return false
		}
	default:
		return false
	}
	return le16(b, 12) != 0 && le16(b, 14) != 0 && b[17]&15 <= 8
}

// tgaBegins reports whether more bytes could make b a plausible header.
func tgaBegins(b []byte) bool {
	if len(b) >= 18 {
		return false
	}
	return len(b) < 2 || b[1] <= 1 && (len(b) < 3 || b[2]&^8 >= 1 && b[2]&^8 <= 3)
}

// tgaHeader reads a header found plausible.
func (p *Probe) tgaHeader(b []byte) {
	m := &p.media
	m.Width, m.Height, m.Frames = int64(le16(b, 12)), int64(le16(b, 14)), 1
	kind, depth := b[2]&^8, b[16]
	m.Palette, m.Progressive = tri(kind == 1), No
	m.Alpha = tri(b[17]&15 != 0)
	m.BitDepth, m.Channels = 8, 3
	switch {
	case kind == 1:
		m.BitDepth = depth
	case kind == 3:
		m.Channels = 1
	case depth == 32:
		m.Channels = 4
	case depth <= 16:
		m.BitDepth = 5
	}
	p.finish()
}
