package probe

// asfState walks the objects in the header of a WMA or WMV file.
// Format: https://learn.microsoft.com/windows/win32/wmformat/overview-of-the-asf-format.
type asfState struct{ left uint32 }

const (
	asfHeader     = "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
	asfFile       = "\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"
	asfStream     = "\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\x00\xc0\x0c\x20\x53\x65"
	asfVideo      = "\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b"
	asfHeadLength = 24
)

func (p *Probe) asfStart(b []byte) {
	p.asf.left = le32(b, asfHeadLength)
	p.asfNext(30)
}

func (p *Probe) asfNext(off int64) {
	if p.asf.left == 0 {
		p.finish()
		return
	}
	p.asf.left--
	p.next(stepASFObject, off, asfHeadLength, asfHeadLength+96)
}

func (p *Probe) asfObject(b []byte) {
	m := &p.media
	size := le64(b, 16)
	if size < asfHeadLength {
		p.malformed("an object is shorter than its header")
		return
	}
	need := 0
	switch {
	case has(b, 0, asfFile) && size >= 88:
		need = 88
	case has(b, 0, asfStream) && size >= 80:
		if need = 80; has(b, 24, asfVideo) && size >= 109 {
			need = 109
		}
	}
	if len(b) < need {
		p.truncated()
		return
	}
	switch need {
	case 88:
		if ms, before := le64(b, 64)/10_000, le64(b, 80); ms > before {
			m.Duration = int64(ms - before)
		}
	case 80:
		if p.codec == 0 {
			p.codec = wavCodec(le16(b, 78))
		}
	case 109:
		m.Format = WMV
		m.Width, m.Height = int64(le32(b, 78)), int64(le32(b, 82))
		p.codec = codecWmv
	}
	p.asfNext(skip(p.off, size))
}
