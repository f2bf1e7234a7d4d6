package probe

// heifPlacesStart reads the head of iloc, the box that says where the items lie.
func (p *Probe) heifPlacesStart(b []byte, body int64) {
	s := &p.heif
	if p.short(b, body, 8) {
		return
	}
	p.bmff.version = b[0]
	s.sizes = b[4]
	s.baseSize, s.indexSize = b[5]>>4, b[5]&15
	if b[0] == 0 {
		s.indexSize = 0
	}
	off := body + 8
	s.items = int(be16(b, 6))
	if b[0] >= 2 {
		if p.short(b, body, 10) {
			return
		}
		s.items, off = int(be32(b, 6)&0x7fffffff), body+10
	}
	p.heifPlacesNext(off)
}

func (p *Probe) heifPlacesNext(off int64) {
	n := int(min(p.bmff.bodyEnd-off, MaxSpan))
	if n <= 0 || p.heif.items <= 0 {
		p.bmffNext(p.bmff.bodyEnd)
		return
	}
	p.next(stepHEIFPlaces, off, n, n)
}

// heifPlaces reads entries of iloc and keeps the first extent of each.
func (p *Probe) heifPlaces(b []byte) {
	s := &p.heif
	id, method := 2, 0
	if p.bmff.version >= 2 {
		id = 4
	}
	if p.bmff.version >= 1 {
		method = 2
	}
	offsetSize, lengthSize := int(s.sizes>>4), int(s.sizes&15)
	baseSize, indexSize := int(s.baseSize), int(s.indexSize)
	extent := indexSize + offsetSize + lengthSize
	head := id + method + 2 + baseSize + 2
	i, next := 0, int64(0)
	for s.items > 0 && i+head <= len(b) {
		e := b[i:]
		extents := int(be16(e, head-2))
		if i+head+min(extents, 1)*extent > len(b) {
			break
		}
		place := heifPlace{item: uint32(number(e[:id]))}
		if extents > 0 {
			at := e[head+indexSize:]
			place.off = skip(skip(0, number(e[head-2-baseSize:head-2])), number(at[:offsetSize]))
			place.end = skip(place.off, number(at[offsetSize:extent-indexSize]))
		}
		if method == 0 || be16(e, id)&15 == 0 { // an offset in the file, not in idat or another item
			s.places[s.placed%heifPlaces] = place
			s.placed++
		}
		s.items--
		next = int64(i + head + extents*extent)
		if i = int(next); next >= int64(len(b)) {
			break
		}
	}
	if next == 0 { // the box ends within an entry
		s.items = 0
	}
	p.heifPlacesNext(p.off + next)
}

// number is a number of 0 to 8 bytes.
//
//go:noinline
func number(b []byte) (v uint64) {
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

// heifEnd works out the size at the end of meta, and goes to the EXIF item if there is one.
func (p *Probe) heifEnd(off int64) bool {
	s, m := &p.heif, &p.media
	if s.done {
		return false
	}
	p.heifShape()
	if m.Width == 0 || m.Height == 0 {
		if p.bmff.sequence { // the size is in the moov box
			return false
		}
		p.malformed("the primary item has no size")
		return true
	}
	s.done = true
	if !p.bmff.sequence {
		m.Frames = 1
	}
	for _, q := range s.places {
		if s.exif != 0 && q.item == s.exif && q.off >= off && q.end-q.off >= 12 {
			p.next(stepHEIFExif, q.off, 4, 4)
			p.bmff.bodyEnd = q.end
			return true
		}
	}
	return p.heifEnough()
}

func (p *Probe) heifEnough() bool {
	if p.enough() {
		return true
	}
	if !p.bmff.sequence {
		p.finish()
		return true
	}
	return false // deep mode counts the frames in the moov box
}

// heifExif reads where within the EXIF item TIFF begins.
func (p *Probe) heifExif(b []byte) {
	p.exifStart(skip(p.off+4, uint64(be32(b, 0))), p.bmff.bodyEnd)
}

// heifShape applies the transforms of the primary item to its size, in the order of their association.
func (p *Probe) heifShape() {
	s, m := &p.heif, &p.media
	w, h := s.size(&s.own)
	stored := s.coding(&s.own)
	if w == 0 {
		if w, h = s.size(&s.derived); w == 0 {
			return
		}
		m.Width, m.Height = w, h
		w, h = s.transform(&s.derived, w, h)
	} else {
		m.Width, m.Height = w, h
	}
	m.DisplayWidth, m.DisplayHeight = s.transform(&s.own, w, h)
	m.Palette, m.Progressive = No, No
	m.Channels, m.BitDepth = uint8(min(stored.v[0], 255)), uint8(min(stored.v[1], 255))
	m.Alpha = tri(s.alpha)
	if s.alpha && m.Channels != 0 {
		m.Channels++
	}
	switch s.kind {
	case ccAv01:
		p.codec = codecAv1
	case ccHvc1:
		p.codec = codecHevc
	case ccAvc1:
		p.codec = codecH264
	case ccGrid, ccIden, ccIovl, ccTmap:
		p.codec = codecHevc
		if m.Format == AVIF {
			p.codec = codecAv1
		}
	}
}

//go:noinline
func (s *heifState) size(l *heifLinks) (w, h int64) {
	for _, i := range l.index[:l.n] {
		if q := s.property(i); q.kind == imageSize {
			return int64(q.v[0]), int64(q.v[1])
		}
	}
	return 0, 0
}

// coding tells channels and bits: of the item, else of its parts.
func (s *heifState) coding(l *heifLinks) heifProperty {
	var found heifProperty
	for _, i := range l.index[:l.n] {
		if q := s.property(i); q.kind == codingInfo || q.kind == pixelInfo && found.kind == 0 {
			found = q
		}
	}
	for i := 0; i < s.kept && found.kind == 0; i++ {
		if q := s.properties[i]; q.kind == codingInfo {
			found = q
		}
	}
	return found
}

func (s *heifState) transform(l *heifLinks, w, h int64) (int64, int64) {
	for _, i := range l.index[:l.n] {
		switch q := s.property(i); q.kind {
		case cleanCrop:
			if q.v[1] == 0 || q.v[3] == 0 {
				continue
			}
			cw, ch := int64(q.v[0]/q.v[1]), int64(q.v[2]/q.v[3])
			if cw > 0 && ch > 0 && cw <= w && ch <= h {
				w, h = cw, ch
			}
		case rotation:
			if q.v[0]&1 != 0 {
				w, h = h, w
			}
		}
	}
	return w, h
}
