package probe

// mp3State counts the frames of an MP3 or AAC file.
// Formats: ISO/IEC 11172-3, http://www.mp3-tech.org/programmer/frame_header.html; https://id3.org/id3v2.4.0-structure;
// ADTS of ISO/IEC 13818-7, https://wiki.multimedia.cx/index.php/ADTS.
type mp3State struct {
	rate    uint64 // samples per second
	samples uint64 // per frame
	frames  uint64
	tagged  bool // an ID3 tag came before
	spans   int  // in which the first frame was looked for
}

// mp3Spans bounds the spans in which the first frame is looked for.
const mp3Spans = 4

// id3Header passes over ID3v2 tags.
func (p *Probe) id3Header(b []byte) {
	if !has(b, 0, "ID3") {
		p.next(stepMP3Start, p.off, 10, MaxSpan)
		return
	}
	n := int64(b[6]&0x7f)<<21 | int64(b[7]&0x7f)<<14 | int64(b[8]&0x7f)<<7 | int64(b[9]&0x7f)
	if b[5]&0x10 != 0 { // a footer
		n += 10
	}
	p.mp3.tagged = true
	p.next(stepID3, p.off+10+n, 10, 10)
}

// mp3Start looks for the first frame, which some files have behind padding.
func (p *Probe) mp3Start(b []byte) {
	s := &p.mp3
	if has(b, 0, "fLaC") {
		p.media.Format = FLAC
		p.next(stepFLACHeader, p.off, 26, 26)
		return
	}
	for i := 0; i+10 <= len(b) && (i == 0 || s.tagged); i++ {
		f := mp3Frame(b[i:])
		next := i + f.length
		if f.length == 0 || f.length > MaxSpan-10 {
			continue
		}
		if next+10 > len(b) && len(b) == MaxSpan && s.spans < mp3Spans {
			s.spans++
			p.next(stepMP3Start, p.off+int64(i), 10, MaxSpan)
			return
		}
		if next+10 <= len(b) && mp3Frame(b[next:]).rate != f.rate && !has(b, next, "TAG") && !has(b, next, "ID3") {
			continue
		}
		p.mp3First(f, b[i:], p.off+int64(i))
		return
	}
	switch {
	case !s.tagged:
		p.media.Format = 0
		p.fail(Unrecognized, 0, "no known format starts like this")
	case len(b) < MaxSpan:
		p.truncated()
	default:
		p.malformed("no frame comes soon after the ID3 tag")
	}
}

// mp3First reads the first frame, which may hold the number of frames in place of sound.
func (p *Probe) mp3First(f audioFrame, b []byte, off int64) {
	s, m := &p.mp3, &p.media
	m.Format, p.codec = f.format, f.codec
	s.rate, s.samples = f.rate, f.samples
	if f.format == MP3 {
		for _, at := range [...]int{f.side, 36} {
			if at == f.side && (has(b, at, "Xing") || has(b, at, "Info")) && len(b) >= at+12 && b[at+7]&1 != 0 {
				m.Duration = milliseconds(uint64(be32(b, at+8))*f.samples, f.rate)
			}
			if at == 36 && has(b, at, "VBRI") && len(b) >= at+18 {
				m.Duration = milliseconds(uint64(be32(b, at+14))*f.samples, f.rate)
			}
		}
		p.rest, p.restRate = off, f.bitrate/8
	}
	if m.Duration != 0 || !p.Deep {
		p.finish()
		return
	}
	p.read = true
	p.next(stepMP3Frames, off, 0, MaxSpan)
}

// mp3Frames counts frames in deep mode, up to the first that does not follow the one before.
func (p *Probe) mp3Frames(b []byte) {
	s := &p.mp3
	i := 0
	for i+10 <= len(b) {
		f := mp3Frame(b[i:])
		if f.rate != s.rate || f.length == 0 {
			p.mp3End(p.off + int64(i))
			return
		}
		if i+f.length > len(b) && len(b) == MaxSpan && i > 0 {
			break
		}
		s.frames++
		i += f.length
	}
	if len(b) < MaxSpan {
		p.mp3End(p.off + int64(i))
		return
	}
	p.next(stepMP3Frames, p.off+int64(i), 0, MaxSpan)
}

func (p *Probe) mp3End(end int64) {
	p.end = end
	p.media.Duration = milliseconds(p.mp3.frames*p.mp3.samples, p.mp3.rate)
	p.finish()
}

// audioFrame is what the header of an MPEG audio or ADTS frame says.
type audioFrame struct {
	format  Format
	codec   codecID
	length  int // in bytes; 0 when this is no frame
	rate    uint64
	samples uint64
	bitrate uint64
	side    int // where a Xing header lies
}

// mp3Frame reads the header of a frame of MPEG audio or AAC.
func mp3Frame(b []byte) (f audioFrame) {
	if len(b) < 7 || b[0] != 0xff || b[1]&0xe0 != 0xe0 {
		return f
	}
	version, layer := b[1]>>3&3, b[1]>>1&3 // 3 is MPEG 1, 2 MPEG 2, 0 MPEG 2.5; 3 is layer I, 1 layer III
	if layer == 0 {
		return adtsFrame(b)
	}
	index, rate := b[2]>>4, b[2]>>2&3
	if version == 1 || rate == 3 || index == 0 || index == 15 {
		return f
	}
	f.rate = [3]uint64{44100, 48000, 32000}[rate]
	if version != 3 {
		f.rate /= 2
	}
	if version == 0 {
		f.rate /= 2
	}
	row := 3 - int(layer)
	if version != 3 {
		row = 3 + min(row, 1)
	}
	f.bitrate = uint64(mp3Bitrates[row][index-1]) * 1000
	f.format, f.codec = MP3, [4]codecID{1: codecMp3, 2: codecMp2, 3: codecMp1}[layer]
	f.samples = 1152
	pad := int(b[2] >> 1 & 1)
	switch {
	case layer == 3:
		f.samples = 384
		f.length = (int(12*f.bitrate/f.rate) + pad) * 4
	case layer == 1 && version != 3:
		f.samples = 576
		f.length = int(72*f.bitrate/f.rate) + pad
	default:
		f.length = int(144*f.bitrate/f.rate) + pad
	}
	mono := b[3]>>6 == 3
	switch {
	case version == 3 && !mono:
		f.side = 4 + 32
	case version == 3 || !mono:
		f.side = 4 + 17
	default:
		f.side = 4 + 9
	}
	return f
}

// mp3Bitrates is in kbit/s: layers I to III of MPEG 1, layer I and layers II and III of MPEG 2.
var mp3Bitrates = [5][14]uint16{
	{32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
	{32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
	{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
	{32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
	{8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}

// adtsFrame reads the header of an AAC frame.
func adtsFrame(b []byte) (f audioFrame) {
	index := int(b[2] >> 2 & 15)
	n := int(b[3]&3)<<11 | int(b[4])<<3 | int(b[5]>>5)
	if b[1]&0xf0 != 0xf0 || index >= len(adtsRates) || n < 7 {
		return f
	}
	f.format, f.codec, f.length = AAC, codecAac, n
	f.rate = uint64(adtsRates[index])
	f.samples = 1024 * (uint64(b[6]&3) + 1)
	return f
}

var adtsRates = [...]uint32{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}
