package probe

// tsState is what must be kept between the packets of an MPEG transport stream.
// Format: https://www.itu.int/rec/T-REC-H.222.0.
type tsState struct {
	packet  int // length of a packet: 188 bytes, or 192 with a time stamp before each
	skew    int // length of that time stamp
	program int // packet identifier of the program map, 0 when not known
	video   int // of the video stream
	kind    byte
	clock   int // of the packets with the clock, -1 when not known
	first   int64
	last    int64
	lastAt  int64
	mapped  bool // the program map was read
	spans   int
}

// tsSpans bounds how many spans are searched for the size of the video.
const tsSpans = 64

func tsBegins(b []byte) bool { return len(b) > 4 && (b[0] == 0x47 || b[4] == 0x47) }

// tsStart tells the length of packets by where they begin.
func (p *Probe) tsStart(b []byte) {
	s := &p.ts
	for _, skew := range [...]int{0, 4} {
		n := 188 + skew
		if len(b) <= skew+n || b[skew] != 0x47 {
			continue
		}
		if b[skew+n] == 0x47 && (len(b) <= skew+2*n || b[skew+2*n] == 0x47) {
			p.media.Format = TS
			s.packet, s.skew, s.clock, s.lastAt = n, skew, -1, -1
			p.tsNext(stepTSPackets, 0, 1)
			return
		}
	}
	if len(b) <= 192+4 {
		p.truncated()
		return
	}
	p.sniffRest(b)
}

//go:noinline
func (p *Probe) tsNext(at step, off int64, need int) {
	p.next(at, off, need, MaxSpan/p.ts.packet*p.ts.packet)
}

// tsPackets reads packets until the size of the video and the first clock are known.
func (p *Probe) tsPackets(b []byte) {
	s, m := &p.ts, &p.media
	for i := 0; i+s.packet <= len(b); i += s.packet {
		p.tsPacket(b[i+s.skew:i+s.packet], p.off+int64(i))
	}
	s.spans++
	off := p.off + int64(len(b)/s.packet*s.packet)
	whole := s.mapped && s.clock >= 0 && (s.video == 0 || m.Width != 0)
	if s.mapped && s.spans >= tsSpans {
		whole = true
	}
	switch {
	case whole:
		p.read = true
		if p.size >= 0 && !p.Deep && p.size-tailSpan > off {
			n := int64(s.packet)
			off += (p.size - tailSpan - off + n - 1) / n * n
		}
		p.tsNext(stepTSTail, off, 0)
	case s.spans >= tsSpans:
		p.malformed("no program map comes soon")
	case len(b) < MaxSpan/s.packet*s.packet && !s.mapped:
		p.truncated()
	case len(b) < MaxSpan/s.packet*s.packet:
		p.tsEnd(len(b))
	default:
		need := 1
		if p.read = s.mapped; p.read {
			need = 0
		}
		p.tsNext(stepTSPackets, off, need)
	}
}

// tsTail looks for the last clock.
func (p *Probe) tsTail(b []byte) {
	s := &p.ts
	for i := 0; i+s.packet <= len(b); i += s.packet {
		p.tsClock(b[i+s.skew:i+s.packet], p.off+int64(i))
	}
	if len(b) < MaxSpan/s.packet*s.packet {
		p.tsEnd(len(b))
		return
	}
	p.tsNext(stepTSTail, p.off+int64(len(b)), 0)
}

// tsEnd ends with the file, whose last span had n bytes.
//
//go:noinline
func (p *Probe) tsEnd(n int) {
	if p.size < 0 {
		p.size = p.off + int64(n)
	}
	p.finish()
}

// tsClock takes the program clock reference of a packet, in 1/90000 s.
func (p *Probe) tsClock(b []byte, at int64) {
	s := &p.ts
	id := int(be16(b, 1) & 0x1fff)
	if b[0] != 0x47 || b[3]&0x20 == 0 || b[4] < 7 || b[5]&0x10 == 0 || s.clock >= 0 && s.clock != id {
		return
	}
	v := int64(be32(b, 6))<<1 | int64(b[10]>>7)
	if s.clock < 0 {
		s.clock, s.first = id, v
	}
	s.last, s.lastAt = v, at
}

func (p *Probe) tsPacket(b []byte, at int64) {
	s := &p.ts
	p.tsClock(b, at)
	id := int(be16(b, 1) & 0x1fff)
	starts := b[1]&0x40 != 0
	if b[0] != 0x47 || b[3]&0x10 == 0 || !starts {
		return
	}
	body := b[4:]
	if b[3]&0x20 != 0 {
		body = body[min(int(body[0])+1, len(body)):]
	}
	switch {
	case id == 0 && s.program == 0:
		for t := tsTable(body); len(t) >= 4 && s.program == 0; t = t[4:] {
			if be16(t, 0) != 0 {
				s.program = int(be16(t, 2) & 0x1fff)
			}
		}
	case id == s.program && id != 0 && !s.mapped:
		p.tsStreams(tsTable(body))
	case id == s.video && id != 0 && p.media.Width == 0:
		if has(body, 0, "\x00\x00\x01") && len(body) > 9 {
			p.tsVideo(body[min(9+int(body[8]), len(body)):])
		}
	}
}

// tsTable is what lies between the head and the checksum of a table that begins in this packet.
func tsTable(b []byte) []byte {
	if len(b) == 0 || int(b[0])+9 > len(b) {
		return nil
	}
	b = b[1+int(b[0]):]
	n := max(min(int(be16(b, 1)&0xfff)+3-4, len(b)), 0)
	return b[min(8, n):n]
}

// tsStreams reads the program map: the streams with their kinds.
func (p *Probe) tsStreams(t []byte) {
	s := &p.ts
	if len(t) < 4 {
		return
	}
	s.mapped = true
	audio := codecID(0)
	for i := 4 + int(be16(t, 2)&0xfff); i+5 <= len(t); i += 5 + int(be16(t, i+3)&0xfff) {
		id := int(be16(t, i+1) & 0x1fff)
		name := codecID(0)
		switch t[i] {
		case 0x01, 0x02:
			name = codecMpeg2
		case 0x10:
			name = codecMpeg4
		case 0x1b:
			name = codecH264
		case 0x24:
			name = codecHevc
		case 0x33:
			name = codecVvc
		case 0x03, 0x04:
			audio = codecMp3
		case 0x0f, 0x11:
			audio = codecAac
		case 0x81:
			audio = codecAc3
		}
		if name != 0 && s.video == 0 {
			s.video, s.kind, p.codec = id, t[i], name
		}
	}
	if s.video == 0 {
		p.codec = audio
	}
}

// tsDuration is the time from the first clock to the last, if that lies near the end of a file of size bytes.
func (p *Probe) tsDuration(size int64) int64 {
	s := &p.ts
	from := size - tailSpan
	if p.Deep {
		from = 0
	}
	if s.lastAt < 0 || s.lastAt < from {
		return 0
	}
	return milliseconds(uint64(s.last-s.first)&(1<<33-1), 90_000)
}
