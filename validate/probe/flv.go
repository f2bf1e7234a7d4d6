package probe

// flvState walks the first tags of an FLV file.
// Format: https://rtmp.veriskope.com/pdf/video_file_format_spec_v10_1.pdf.
type flvState struct {
	tags   int // read so far
	told   bool
	viewed bool
	after  int64 // where the script ends
}

var flvCodecs = [16]codecID{2: codecH263, 4: codecVp6, 5: codecVp6, 7: codecH264, 12: codecHevc}

// flvTags bounds how many tags are looked at: the script tag comes first, and a video tag soon after.
const flvTags = 16

func (p *Probe) flvStart(b []byte) {
	p.flvNext(int64(be32(b, 5)))
}

// flvNext goes to the tag at off, which begins with the length of the tag before it.
func (p *Probe) flvNext(off int64) {
	s := &p.flv
	if s.tags++; s.tags > flvTags || s.told && s.viewed {
		p.finish()
		return
	}
	p.next(stepFLVTag, off, 16, 16)
}

func (p *Probe) flvTag(b []byte) {
	s := &p.flv
	n := int64(be24(b, 5))
	body := p.off + 15
	switch b[4] & 0x1f {
	case 18:
		if !s.told && n > 0 {
			k := int(min(n, MaxSpan))
			s.told = true
			p.next(stepFLVScript, body, k, k)
			s.after = body + n
			return
		}
	case 9:
		if !s.viewed {
			s.viewed = true
			p.codec = flvCodecs[b[15]&15]
		}
	}
	p.flvNext(body + n)
}

// flvScript reads numbers out of onMetaData: each is its name, the type 0 and a double.
func (p *Probe) flvScript(b []byte) {
	m := &p.media
	for i := 0; i+2 < len(b); i++ {
		n := int(be16(b, i))
		value := i + 2 + n
		if n < 5 || n > 12 || value+9 > len(b) || b[value] != 0 {
			continue
		}
		v := float(b[value+1 : value+9])
		if v >= 1<<31 {
			continue
		}
		switch string(b[i+2 : value]) {
		case "duration":
			m.Duration = int64(v*1000 + 0.5)
		case "width":
			m.Width = int64(v)
		case "height":
			m.Height = int64(v)
		case "framerate":
			m.FrameRate = int64(v*1000 + 0.5)
		case "videocodecid":
			if p.codec == 0 && v < 16 {
				p.codec = flvCodecs[int(v)]
			}
		}
	}
	p.flvNext(p.flv.after)
}
