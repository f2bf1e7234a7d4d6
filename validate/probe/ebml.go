package probe

// ebmlState walks the elements of a WebM or Matroska file. Masters are entered and never left: the elements read here have
// identifiers that occur in one place only.
// Formats: https://www.rfc-editor.org/rfc/rfc8794 and https://www.rfc-editor.org/rfc/rfc9559.
type ebmlState struct {
	scale     uint64 // nanoseconds per unit of duration
	duration  float64
	tracksEnd int64
	infoEnd   int64
	track     ebmlTrack
	video     ebmlTrack
	audio     codecID
}

type ebmlTrack struct {
	kind                    uint64
	width, height           int64
	shownWidth, shownHeight int64
	inPixels                bool
	frame                   uint64 // nanoseconds per frame
	codec                   codecID
}

const (
	ebmlHeader     = 0x1a45dfa3
	ebmlDocType    = 0x4282
	mkvSegment     = 0x18538067
	mkvInfo        = 0x1549a966
	mkvScale       = 0x2ad7b1
	mkvDuration    = 0x4489
	mkvTracks      = 0x1654ae6b
	mkvTrack       = 0xae
	mkvKind        = 0x83
	mkvCodec       = 0x86
	mkvFrame       = 0x23e383
	mkvVideo       = 0xe0
	mkvWidth       = 0xb0
	mkvHeight      = 0xba
	mkvShownWidth  = 0x54b0
	mkvShownHeight = 0x54ba
	mkvShownUnit   = 0x54b2
	mkvCluster     = 0x1f43b675
)

// ebmlSpan holds the head of an element and all values that are read.
const ebmlSpan = 12 + 32

func (p *Probe) ebmlStart() {
	p.ebml.scale, p.ebml.tracksEnd, p.ebml.infoEnd = 1_000_000, -1, -1
	p.ebml.track.inPixels = true
	p.media.Format = MKV
	p.ebmlNext(0)
}

func (p *Probe) ebmlNext(off int64) {
	if s := &p.ebml; s.tracksEnd >= 0 && off >= s.tracksEnd && s.infoEnd >= 0 && off >= s.infoEnd {
		p.ebmlEnd()
		return
	}
	p.next(stepEBML, off, 2, ebmlSpan)
}

// ebmlElement reads the identifier and the length of an element, and its value if it matters.
func (p *Probe) ebmlElement(b []byte) {
	id, n := vint(b, 4, false)
	if n < 0 {
		p.malformed("no element has this identifier")
		return
	}
	var size uint64
	k := 0
	if n > 0 {
		size, k = vint(b[n:], 8, true)
	}
	switch {
	case k < 0:
		p.malformed("no element has this length")
		return
	case n == 0 || k == 0:
		p.truncated()
		return
	}
	head := n + k
	unknown := size == 1<<(7*k)-1
	body := p.off + int64(head)
	end := skip(body, size)
	switch id {
	case ebmlHeader, mkvSegment, mkvInfo, mkvTracks, mkvTrack, mkvVideo:
		if unknown {
			end = maxOffset
		}
		p.ebmlMaster(id, end)
		p.ebmlNext(body)
		return
	case mkvCluster:
		p.ebmlEnd()
		return
	}
	if unknown {
		p.malformed("an element that holds no others has no length")
		return
	}
	if size <= 32 {
		if len(b) < head+int(size) {
			p.truncated()
			return
		}
		p.ebmlValue(id, b[head:head+int(size)])
	}
	p.ebmlNext(end)
}

// ebmlMaster notes that a master is entered.
func (p *Probe) ebmlMaster(id uint64, end int64) {
	s := &p.ebml
	switch id {
	case mkvInfo:
		s.infoEnd = end
	case mkvTracks:
		s.tracksEnd = end
	case mkvTrack:
		p.ebmlTrackEnd()
	}
}

// vint reads a number of variable length. n is its length, 0 when b is too short, -1 when it is longer than most bytes.
func vint(b []byte, most int, mask bool) (v uint64, n int) {
	if len(b) == 0 {
		return 0, 0
	}
	for n = 1; n <= most && b[0]&(0x80>>(n-1)) == 0; n++ {
	}
	if n > most {
		return 0, -1
	}
	if len(b) < n {
		return 0, 0
	}
	v = number(b[:n])
	if mask {
		v &= 1<<(7*n) - 1
	}
	return v, n
}

func (p *Probe) ebmlValue(id uint64, b []byte) {
	s := &p.ebml
	t := &s.track
	v := uint64(0)
	if len(b) <= 8 {
		v = number(b)
	}
	switch id {
	case ebmlDocType:
		if has(b, 0, "webm") {
			p.media.Format = WEBM
		}
	case mkvScale:
		s.scale = v
	case mkvDuration:
		s.duration = float(b)
	case mkvKind:
		t.kind = v
	case mkvCodec:
		t.codec = codec(b[:zero(b)])
	case mkvFrame:
		t.frame = v
	case mkvWidth:
		t.width = int64(min(v, 1<<32))
	case mkvHeight:
		t.height = int64(min(v, 1<<32))
	case mkvShownWidth:
		t.shownWidth = int64(min(v, 1<<32))
	case mkvShownHeight:
		t.shownHeight = int64(min(v, 1<<32))
	case mkvShownUnit:
		t.inPixels = v == 0
	}
}

// ebmlTrackEnd keeps the first video track and the codec of the first audio track.
//
//go:noinline
func (p *Probe) ebmlTrackEnd() {
	s := &p.ebml
	switch t := s.track; {
	case t.kind == 1 && s.video.kind == 0:
		s.video = t
	case t.kind == 2 && s.audio == 0:
		s.audio = t.codec
	}
	s.track = ebmlTrack{inPixels: true}
}

func (p *Probe) ebmlEnd() {
	p.ebmlTrackEnd()
	s, m := &p.ebml, &p.media
	v := &s.video
	m.Width, m.Height = v.width, v.height
	if v.inPixels && v.shownWidth > 0 && v.shownHeight > 0 {
		m.DisplayWidth, m.DisplayHeight = v.shownWidth, v.shownHeight
	}
	if p.codec = v.codec; v.kind == 0 {
		p.codec = s.audio
	}
	if ms := s.duration * float64(s.scale) / 1e6; ms > 0 && ms < 1<<53 {
		m.Duration = int64(ms + 0.5)
	}
	if v.frame != 0 {
		m.FrameRate = rate(1, v.frame, 1_000_000_000)
	}
	p.finish()
}
