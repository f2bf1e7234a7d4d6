package probe

// movieState is what must be kept of the moov box.
// Formats: ISO/IEC 14496-12 and https://developer.apple.com/documentation/quicktime-file-format.
type movieState struct {
	scale, length uint64 // of the movie: units per second, units
	fragments     uint64 // length by mehd, when the samples lie in fragments
	track         movieTrack
	video, audio  movieTrack // the first of its kind
}

type movieTrack struct {
	kind          trackKind
	scale, length uint64
	width, height int64 // as coded
	shownWidth    int64 // by the track header
	shownHeight   int64
	turned        bool // the matrix turns it by a quarter
	samples       int64
	codec         codecID
}

type trackKind uint8

const (
	otherTrack trackKind = iota
	videoTrack
	audioTrack
)

// movieBox reads a box within moov.
func (p *Probe) movieBox(kind fourCC, b []byte, body int64) {
	s, end := &p.movie, p.bmff.bodyEnd
	t := &s.track
	switch in := p.bmff.parent(); {
	case in == inMovie && kind == ccTrak:
		s.track = movieTrack{}
		p.bmffEnter(inTrack, body)
		return
	case in == inMovie && kind == ccMvex:
		p.bmffEnter(inExtends, body)
		return
	case in == inTrack && kind == ccMdia:
		p.bmffEnter(inMedia, body)
		return
	case in == inMedia && kind == ccMinf:
		p.bmffEnter(inMediaInfo, body)
		return
	case in == inMediaInfo && kind == ccStbl:
		p.bmffEnter(inSampleTable, body)
		return
	case in == inMovie && kind == ccMvhd, in == inMedia && kind == ccMdhd:
		if p.short(b, body, 20) || b[0] > 0 && p.short(b, body, 32) {
			return
		}
		scale, length := movieTime(b)
		if in == inMovie {
			s.scale, s.length = scale, length
		} else {
			t.scale, t.length = scale, length
		}
	case in == inExtends && kind == ccMehd:
		if p.short(b, body, 8) || b[0] > 0 && p.short(b, body, 12) {
			return
		}
		s.fragments = uint64(be32(b, 4))
		if b[0] > 0 {
			s.fragments = be64(b, 4)
		}
	case in == inTrack && kind == ccTkhd:
		if p.short(b, body, 84) || b[0] > 0 && p.short(b, body, 96) {
			return
		}
		at := 40 // the matrix, behind times that version 1 writes in 64 bits
		if b[0] > 0 {
			at = 52
		}
		t.turned = be32(b, at) == 0 && be32(b, at+16) == 0
		t.shownWidth, t.shownHeight = int64(be32(b, at+36)+1<<15)>>16, int64(be32(b, at+40)+1<<15)>>16
	case in == inMedia && kind == ccHdlr:
		if p.short(b, body, 12) {
			return
		}
		switch cc(b, 8) {
		case ccVide, ccPict:
			t.kind = videoTrack
		case ccSoun:
			t.kind = audioTrack
		}
	case in == inSampleTable && kind == ccStsd:
		if p.short(b, body, 16) || t.kind == videoTrack && p.short(b, body, 44) {
			return
		}
		t.codec = codec(b[12:16])
		if t.kind == videoTrack {
			t.width, t.height = int64(be16(b, 40)), int64(be16(b, 42))
		}
	case in == inSampleTable && (kind == ccStsz || kind == ccStz2):
		if p.short(b, body, 12) {
			return
		}
		t.samples = int64(be32(b, 8))
	}
	p.bmffNext(end)
}

// movieTime reads time scale and length of mvhd or mdhd. A length of all ones means that it is not known.
func movieTime(b []byte) (scale, length uint64) {
	if b[0] > 0 {
		if scale, length = uint64(be32(b, 20)), be64(b, 24); length == 1<<64-1 {
			length = 0
		}
		return scale, length
	}
	if scale, length = uint64(be32(b, 12)), uint64(be32(b, 16)); length == 1<<32-1 {
		length = 0
	}
	return scale, length
}

// movieTrackEnd keeps the first video track that has samples, and the first audio track.
func (p *Probe) movieTrackEnd() {
	s := &p.movie
	switch t := s.track; {
	case t.kind == videoTrack && s.video.kind == otherTrack && t.width != 0 && t.height != 0:
		s.video = t
	case t.kind == audioTrack && s.audio.kind == otherTrack:
		s.audio = t
	}
}

// movieEnd tells at the end of moov what the tracks say.
func (p *Probe) movieEnd() bool {
	s, m := &p.movie, &p.media
	v := &s.video
	if p.heif.done { // the size is that of the still picture
		m.Frames = v.samples
		p.finish()
		return true
	}
	if v.kind == otherTrack && s.audio.kind == otherTrack {
		p.malformed("no track holds video or audio")
		return true
	}
	m.Width, m.Height = v.width, v.height
	m.DisplayWidth, m.DisplayHeight = v.shownWidth, v.shownHeight
	if v.shownWidth == 0 || v.shownHeight == 0 {
		m.DisplayWidth, m.DisplayHeight = v.width, v.height
	}
	if v.turned {
		m.DisplayWidth, m.DisplayHeight = m.DisplayHeight, m.DisplayWidth
	}
	if p.codec = v.codec; v.kind == otherTrack {
		p.codec = s.audio.codec
	}
	m.Frames = v.samples
	length := s.length
	if length == 0 {
		length = s.fragments
	}
	m.Duration = milliseconds(length, s.scale)
	if m.Duration == 0 && v.length != 0 {
		m.Duration = milliseconds(v.length, v.scale)
	}
	if v.length != 0 && v.samples < 1<<31 {
		m.FrameRate = rate(uint64(v.samples), v.length, v.scale)
	}
	if m.Format == AVIF || m.Format == HEIC {
		if m.Width == 0 || m.Height == 0 {
			p.malformed("no track has a size")
			return true
		}
	}
	p.finish()
	return true
}
