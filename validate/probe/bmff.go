package probe

// bmffState walks the boxes of an ISO base media file: MP4, MOV, M4A, HEIC and AVIF.
// Format: ISO/IEC 14496-12, https://www.iso.org/standard/83102.html.
type bmffState struct {
	depth    int
	open     [bmffDepth]bmffParent
	bodyEnd  int64 // end of the box whose parts are being read
	version  byte  // of that box
	endless  bool  // a box reaches to the end of the file
	sequence bool  // a brand promises a moov box
	unsure   bool  // no brand names the codec
}

// bmffParent is an open box.
type bmffParent struct {
	in  container
	end int64
}

const bmffDepth = 8

// container names the boxes that are entered.
type container uint8

const (
	inFile container = iota
	inMeta
	inItemInfos
	inItemRefs
	inItemProperties
	inPropertyList
	inMovie
	inExtends
	inTrack
	inMedia
	inMediaInfo
	inSampleTable
)

// bmffSpan holds the header of a box and the fixed part of all boxes that are read at once.
const bmffSpan = 128

func (p *Probe) bmffStart() {
	p.media.Format = 0
	p.next(stepBox, 0, 8, bmffSpan)
}

// bmffNext goes to the box at off, and leaves those that end there.
func (p *Probe) bmffNext(off int64) {
	s := &p.bmff
	for s.depth > 0 && off+8 > s.open[s.depth-1].end {
		s.depth--
		top := s.open[s.depth]
		off = max(off, top.end)
		if p.bmffLeave(top.in, off) {
			return
		}
	}
	need := 8
	if p.read || s.endless {
		need = 0
	}
	p.next(stepBox, off, need, bmffSpan)
}

func (s *bmffState) parent() container {
	if s.depth == 0 {
		return inFile
	}
	return s.open[s.depth-1].in
}

// bmffEnter goes into the box whose children begin at off.
func (p *Probe) bmffEnter(in container, off int64) {
	s := &p.bmff
	if s.depth == bmffDepth {
		p.malformed("boxes are nested too deep")
		return
	}
	s.open[s.depth] = bmffParent{in, s.bodyEnd}
	s.depth++
	p.bmffNext(off)
}

// bmffLeave does what is due at the end of a container, and reports whether it decided what comes next.
func (p *Probe) bmffLeave(in container, off int64) bool {
	switch in {
	case inMeta:
		return p.heifEnd(off)
	case inTrack:
		p.movieTrackEnd()
	case inMovie:
		return p.movieEnd()
	}
	return false
}

// bmffBox reads the header of a box and, of small ones, the body that follows.
func (p *Probe) bmffBox(b []byte) {
	s := &p.bmff
	if len(b) < 8 {
		p.bmffEOF()
		return
	}
	size, head := int64(be32(b, 0)), 8
	switch {
	case size == 1:
		if head = 16; len(b) < 16 {
			p.truncated()
			return
		}
		size = int64(min(be64(b, 8), uint64(maxOffset)))
	case size == 0: // to the end of the file
		size, s.endless = maxOffset, true
	}
	if size < int64(head) {
		p.malformed("a box is shorter than its header")
		return
	}
	kind := cc(b, 4)
	if p.off == 0 {
		p.bmffBrand(kind)
	}
	s.bodyEnd = skip(p.off, uint64(size))
	if s.depth > 0 {
		s.bodyEnd = min(s.bodyEnd, s.open[s.depth-1].end)
	}
	body := p.off + int64(head)
	b = b[head:]
	if room := s.bodyEnd - body; int64(len(b)) > room {
		b = b[:max(room, 0)]
	}
	switch s.parent() {
	case inFile:
		p.bmffTop(kind, b, body)
	case inMeta, inItemInfos, inItemRefs, inItemProperties, inPropertyList:
		p.heifBox(kind, b, body)
	default:
		p.movieBox(kind, b, body)
	}
}

// bmffEOF ends the boxes that reach to the end of the file.
func (p *Probe) bmffEOF() {
	s := &p.bmff
	for p.step != stepDone && s.depth > 0 && !p.read {
		s.depth--
		top := s.open[s.depth]
		if top.end < maxOffset || top.in == inMeta && p.heif.own.n == 0 {
			break
		}
		p.bmffLeave(top.in, p.off)
	}
	switch {
	case p.read:
		p.finish()
	case p.step == stepBox:
		p.truncated()
	}
}

// short reports whether the body b of the box, which begins at body, has fewer than n bytes, and then goes on: to the next box
// if the box is that short, to the end if the file is.
func (p *Probe) short(b []byte, body int64, n int) bool {
	if len(b) >= n {
		return false
	}
	if p.bmff.bodyEnd-body < int64(n) {
		p.bmffNext(p.bmff.bodyEnd)
	} else {
		p.truncated()
	}
	return true
}

func (p *Probe) bmffTop(kind fourCC, b []byte, body int64) {
	s := &p.bmff
	f := p.media.Format
	image := f == AVIF || f == HEIC
	switch {
	case kind == ccFtyp:
		if has(b, 0, "crx ") {
			p.media.Format = 0
			p.fail(Unrecognized, 0, "a raw photo of a Canon camera is not read")
		} else if !p.short(b, body, 4) {
			p.bmffMajor(cc(b, 0))
			p.bmffBrandsNext(body + 8)
		}
	case kind == ccMeta && image:
		p.bmffEnter(inMeta, body+4)
	case kind == ccMoov:
		p.bmffEnter(inMovie, body)
	default:
		p.bmffNext(s.bodyEnd)
	}
}

// bmffBrand takes a file that does not begin with its brands for QuickTime, which came before them.
func (p *Probe) bmffBrand(kind fourCC) {
	if kind != ccFtyp {
		p.media.Format = MOV
	}
}

// bmffMajor takes what the major brand says. https://mp4ra.org/registered-types/brands.
func (p *Probe) bmffMajor(brand fourCC) {
	m := &p.media
	switch brand {
	case ccQt:
		m.Format = MOV
	case ccM4A, ccM4B, ccM4P:
		m.Format = M4A
	case ccMif1, ccMsf1, ccMif2, ccMiaf, cc1pic:
		m.Format = HEIC
		p.bmff.unsure = true
		p.bmff.sequence = brand == ccMsf1
	default:
		m.Format = MP4
		p.bmffImageBrand(brand)
	}
}

// bmffImageBrand takes a brand that names the codec of an image.
//
//go:noinline
func (p *Probe) bmffImageBrand(brand fourCC) bool {
	s, m := &p.bmff, &p.media
	switch brand {
	case ccAvif:
		m.Format = AVIF
	case ccAvis:
		m.Format, s.sequence = AVIF, true
	case ccHeic, ccHeix, ccHeim, ccHeis, ccAvci, ccJ2ki, ccJpeg:
		m.Format = HEIC
	case ccHevc, ccHevx, ccHevm, ccHevs, ccAvcs, ccJ2is, ccJpgs:
		m.Format, s.sequence = HEIC, true
	default:
		return false
	}
	return true
}

func (p *Probe) bmffBrandsNext(off int64) {
	n := int(min(p.bmff.bodyEnd-off, MaxSpan)) &^ 3
	if n < 4 {
		p.bmffNext(p.bmff.bodyEnd)
		return
	}
	p.next(stepBoxBrands, off, n, n)
}

// bmffBrands reads compatible brands, for the codec that mif1 does not name and for the promise of a sequence.
func (p *Probe) bmffBrands(b []byte) {
	s, m := &p.bmff, &p.media
	for i := 0; i+4 <= len(b); i += 4 {
		brand := cc(b, i)
		switch {
		case brand == ccAvis || brand == ccMsf1 || brand == ccHevc:
			s.sequence = s.sequence || m.Format == AVIF || m.Format == HEIC
		case m.Format == MP4 && (brand == ccMif1 || brand == ccMiaf):
			m.Format, s.unsure = HEIC, true
		}
		if s.unsure && p.bmffImageBrand(brand) {
			s.unsure = false
		}
	}
	p.bmffBrandsNext(p.off + int64(len(b)))
}
