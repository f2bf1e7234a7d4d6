package probe

// ddsHeader reads the one header of a DDS file.
// Format: https://learn.microsoft.com/windows/win32/direct3ddds/dds-header.
func (p *Probe) ddsHeader(b []byte) {
	m := &p.media
	m.Height, m.Width = int64(le32(b, 12)), int64(le32(b, 16))
	m.Frames, m.Progressive = 1, No
	flags := le32(b, 80)
	m.Alpha = tri(flags&3 != 0)
	m.Palette = tri(flags&0x20 != 0)
	if le32(b, 4) != 124 || m.Width == 0 || m.Height == 0 {
		p.malformed("no DDS header has this length or these sides")
		return
	}
	p.finish()
}
