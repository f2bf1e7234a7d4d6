package probe

// riffState walks the chunks of an AVI or WAV file.
// Formats: https://learn.microsoft.com/windows/win32/directshow/avi-riff-file-reference and
// https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html.
type riffState struct {
	byteRate uint64 // of WAV, bytes per second
	long     uint64 // length of the data by the ds64 chunk of RF64
	video    bool   // the stream being described is video
	named    bool   // strf of the video was read
}

const riffUnknown = 1<<32 - 1

func (p *Probe) riffStart(b []byte) {
	if n := le32(b, 4); n != riffUnknown && n != 0 {
		p.end = 8 + int64(n)
	}
	p.riffNext(12)
}

//go:noinline
func (p *Probe) riffNext(off int64) { p.next(stepRIFFChunk, off, 8, 72) }

// riffChunk reads the header of a chunk and the start of its body.
func (p *Probe) riffChunk(b []byte) {
	n := le32(b, 4)
	end := p.off + 8 + int64(n) + int64(n&1)
	kind, body := cc(b, 0), b[8:]
	if p.media.Format == WAV {
		p.wavChunk(kind, n, body, end)
	} else {
		p.aviChunk(kind, n, body, end)
	}
}

// riffShort ends with a fault when body has fewer than need of the n bytes of the chunk.
func (p *Probe) riffShort(body []byte, n uint32, need int) bool {
	if n < uint32(need) {
		p.malformed("a chunk is too short for what it is")
		return true
	}
	if len(body) < need {
		p.truncated()
		return true
	}
	return false
}

func (p *Probe) wavChunk(kind fourCC, n uint32, body []byte, end int64) {
	s, m := &p.riff, &p.media
	switch kind {
	case ccFmt:
		if p.riffShort(body, n, 16) {
			return
		}
		tag := le16(body, 0)
		if tag == 0xfffe && n >= 40 { // extensible: the tag begins the sub-format
			if p.riffShort(body, n, 40) {
				return
			}
			tag = le16(body, 24)
		}
		p.codec = wavCodec(tag)
		s.byteRate = uint64(le32(body, 8))
	case ccDs64:
		if p.riffShort(body, n, 16) {
			return
		}
		s.long = le64(body, 8)
	case ccData:
		length := uint64(n)
		if n == riffUnknown {
			length = s.long
		}
		if m.Duration = milliseconds(length, s.byteRate); length == 0 {
			p.rest, p.restRate = p.off+8, s.byteRate
		}
		p.finish()
		return
	}
	p.riffNext(end)
}

func wavCodec(tag uint16) codecID {
	switch tag {
	case 1, 3:
		return codecPcm
	case 2, 0x11:
		return codecAdpcm
	case 6:
		return codecAlaw
	case 7:
		return codecMulaw
	case 0x50, 0x55:
		return codecMp3
	case 0xff, 0x1610:
		return codecAac
	case 0x160, 0x161, 0x162:
		return codecWma
	case 0xf1ac:
		return codecFlac
	}
	return 0
}

func (p *Probe) aviChunk(kind fourCC, n uint32, body []byte, end int64) {
	s, m := &p.riff, &p.media
	switch kind {
	case ccLIST:
		if p.riffShort(body, n, 4) {
			return
		}
		if list := cc(body, 0); list == ccHdrl || list == ccStrl {
			end = p.off + 12
		} else if list == ccMovi {
			p.aviEnd()
			return
		}
	case ccAvih:
		if p.riffShort(body, n, 40) {
			return
		}
		m.Frames = int64(le32(body, 16))
		m.Width, m.Height = int64(le32(body, 32)), int64(le32(body, 36))
		m.FrameRate = rate(1, uint64(le32(body, 0)), 1_000_000)
		m.Duration = milliseconds(uint64(m.Frames)*uint64(le32(body, 0)), 1_000_000)
	case ccStrh:
		if p.riffShort(body, n, 36) {
			return
		}
		s.video = has(body, 0, "vids") && !s.named
		if scale, per, length := uint64(le32(body, 20)), uint64(le32(body, 24)), uint64(le32(body, 32)); s.video && scale != 0 && per != 0 {
			m.Frames = int64(length)
			m.FrameRate = rate(1, scale, per)
			m.Duration = milliseconds(length*scale, per)
		}
	case ccStrf:
		if !s.video {
			break
		}
		if p.riffShort(body, n, 20) {
			return
		}
		s.named = true
		p.codec = codec(body[16:20])
		if m.Width == 0 || m.Height == 0 {
			m.Width, m.Height = int64(le32(body, 4)), int64(le32(body, 8))
		}
	}
	p.riffNext(end)
}

// aviEnd ends at the frames, which come behind all headers.
func (p *Probe) aviEnd() {
	if p.media.Width == 0 || p.media.Height == 0 {
		p.malformed("no stream has a size")
		return
	}
	p.finish()
}
