package probe

// oggState is what must be kept of the pages of an Ogg file.
// Format: https://www.rfc-editor.org/rfc/rfc3533.
type oggState struct {
	serial  uint32 // of the stream that tells the time
	rate    uint64 // its units per second
	before  uint64 // units that are not played
	last    uint64 // time of its last page
	lastAt  int64  // where that page begins
	headers int
}

const oggSpan = 27 + 255 + 64 // the header of a page, its table, and the start of its first packet

func (p *Probe) oggStart() {
	p.ogg.lastAt = -1
	p.next(stepOggPage, 0, 27, oggSpan)
}

// oggPage reads a page that begins a stream; the first page that does not ends the header.
func (p *Probe) oggPage(b []byte) {
	s, m := &p.ogg, &p.media
	table := 27 + int(b[26])
	if !has(b, 0, "OggS") || b[5]&2 == 0 || s.headers == 16 {
		p.tailNext(stepOggTail, p.off)
		return
	}
	if len(b) < table {
		p.truncated()
		return
	}
	n := int64(0)
	for _, c := range b[27:table] {
		n += int64(c)
	}
	packet := b[table:]
	if int64(len(packet)) < min(n, 32) {
		p.truncated()
		return
	}
	s.headers++
	serial := le32(b, 14)
	switch {
	case has(packet, 0, "\x01vorbis") && len(packet) >= 16:
		p.oggClock(serial, uint64(le32(packet, 12)), 0, codecVorbis)
	case has(packet, 0, "OpusHead") && len(packet) >= 12:
		p.oggClock(serial, 48000, uint64(le16(packet, 10)), codecOpus)
	case has(packet, 0, "\x7fFLAC") && len(packet) >= 32:
		p.oggClock(serial, be64(packet, 27)>>44, 0, codecFlac)
	case has(packet, 0, "Speex   ") && len(packet) >= 40:
		p.oggClock(serial, uint64(le32(packet, 36)), 0, codecSpeex)
	case has(packet, 0, "\x80theora") && len(packet) >= 30:
		m.Width, m.Height = int64(be24(packet, 14)), int64(be24(packet, 17))
		m.FrameRate = rate(1, uint64(be32(packet, 26)), uint64(be32(packet, 22)))
		p.codec = codecTheora
	}
	p.next(stepOggPage, p.off+int64(table)+n, 27, oggSpan)
}

// oggClock takes the first audio stream for the one that tells the time.
//
//go:noinline
func (p *Probe) oggClock(serial uint32, rate, before uint64, codec codecID) {
	s := &p.ogg
	if s.rate == 0 {
		s.serial, s.rate, s.before = serial, rate, before
	}
	if p.codec == 0 {
		p.codec = codec
	}
}

// oggTail looks for the last page of the stream that tells the time.
func (p *Probe) oggTail(b []byte) {
	s := &p.ogg
	for i := 0; i+18 <= len(b); i++ {
		if b[i] != 'O' || !has(b, i, "OggS") || le32(b, i+14) != s.serial {
			continue
		}
		if v := le64(b, i+6); v != 1<<64-1 {
			s.last, s.lastAt = v, p.off+int64(i)
		}
	}
	p.tailAgain(len(b), 17)
}

// oggDuration is the time of the last page, if that lies near the end of a file of size bytes.
func (p *Probe) oggDuration(size int64) int64 {
	s := &p.ogg
	if s.lastAt < 0 || s.lastAt < size-tailSpan || s.last < s.before {
		return 0
	}
	return milliseconds(s.last-s.before, s.rate)
}
