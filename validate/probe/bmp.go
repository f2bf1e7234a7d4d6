package probe

// Format: https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types and, of the headers of 12, 16 and 64 bytes,
// https://www.fileformat.info/format/os2bmp/egff.htm.

// bmpStart looks for the header behind the file header "BM", behind the "BA" of a bitmap array, or at the very start.
func (p *Probe) bmpStart(b []byte) {
	off := int64(0)
	switch b[1] {
	case 'M':
		off = 14
	case 'A':
		off = 28
	}
	p.next(stepBMPHeader, off, 12, 56)
}

// bmpHeader reads the header, whose length tells its version.
func (p *Probe) bmpHeader(b []byte) {
	m := &p.media
	size := le32(b, 0)
	var planes, bits uint16
	var compression, alphaMask uint32
	switch {
	case size == 12:
		m.Width, m.Height = int64(le16(b, 4)), int64(le16(b, 6))
		planes, bits = le16(b, 8), le16(b, 10)
	case size < 16 || size > 1<<16:
		p.malformed("no header has this length")
		return
	case len(b) < min(int(size), 56):
		p.truncated()
		return
	default:
		m.Width, m.Height = int64(int32(le32(b, 4))), int64(int32(le32(b, 8)))
		planes, bits = le16(b, 12), le16(b, 14)
		if size >= 20 {
			compression = le32(b, 16)
		}
		if size >= 56 && size != 64 {
			alphaMask = le32(b, 52)
		}
	}
	_ = planes        // writers get it wrong and readers pass over it
	if m.Height < 0 { // rows run from the top down
		m.Height = -m.Height
	}
	if m.Width <= 0 || m.Height == 0 {
		p.malformed("a side is zero or negative")
		return
	}
	if bits > 64 {
		p.malformed("more than 64 bits per pixel")
		return
	}
	m.Frames = 1
	m.Palette, m.Alpha, m.Progressive = tri(bits >= 1 && bits <= 8), tri(alphaMask != 0 && bits >= 16), No
	m.Channels = 3
	if m.Alpha == Yes {
		m.Channels = 4
	}
	switch {
	case bits <= 8:
		m.BitDepth = uint8(bits)
	case bits == 16:
		m.BitDepth = 5
	default:
		m.BitDepth = 8
	}
	switch {
	case size == 64 && compression >= 3: // OS/2 gives these numbers other meanings
	case compression == 1:
		p.codec = codecRle8
	case compression == 2:
		p.codec = codecRle4
	case compression == 4:
		p.codec = codecJpeg
	case compression == 5:
		p.codec = codecPng
	}
	p.finish()
}
