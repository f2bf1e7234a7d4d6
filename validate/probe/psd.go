package probe

// psdState walks the image resources of a PSD or PSB file, for EXIF.
// Format: https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/.
type psdState struct{ end int64 }

const psdExif = 1058

// psdHeader reads the header and the length of the colour table behind it.
func (p *Probe) psdHeader(b []byte) {
	m := &p.media
	if version := be16(b, 4); version != 1 && version != 2 {
		p.malformed("the version is not 1 or 2")
		return
	}
	m.Channels, m.BitDepth = uint8(min(be16(b, 12), 255)), uint8(min(be16(b, 22), 255))
	m.Height, m.Width = int64(be32(b, 14)), int64(be32(b, 18))
	m.Palette = tri(be16(b, 24) == 2)
	m.Frames = 1
	if m.Width == 0 || m.Height == 0 {
		p.malformed("a side is zero")
		return
	}
	p.next(stepPSDTable, skip(30, uint64(be32(b, 26))), 4, 4)
}

// psdTable reads the length of the image resources.
func (p *Probe) psdTable(b []byte) {
	p.psd.end = p.off + 4 + int64(be32(b, 0))
	p.psdNext(p.off + 4)
}

func (p *Probe) psdNext(off int64) {
	if off+12 > p.psd.end {
		p.finish()
		return
	}
	p.next(stepPSDResource, off, 12, min(int(min(p.psd.end-off, 300)), 300))
}

// psdResource reads the head of a resource: number, name and length.
func (p *Probe) psdResource(b []byte) {
	if !has(b, 0, "8BIM") {
		p.finish()
		return
	}
	name := 1 + int(b[6])
	name += name & 1
	at := 6 + name
	if len(b) < at+4 {
		if p.off+int64(at)+4 > p.psd.end {
			p.finish()
		} else {
			p.truncated()
		}
		return
	}
	n := int64(be32(b, at))
	body := p.off + int64(at) + 4
	if be16(b, 4) == psdExif {
		p.exifStart(body, body+n)
		return
	}
	p.psdNext(body + n + n&1)
}
