package probe

// heifState is what must be kept of the meta box of an AVIF or HEIC file until the size of its primary item is known.
// Formats: ISO/IEC 23008-12, https://www.iso.org/standard/83650.html, and https://aomediacodec.github.io/av1-avif/.
type heifState struct {
	primary    uint32 // 0 until pitm
	source     uint32 // the first item that the primary is derived from
	exif       uint32 // the EXIF item
	kind       fourCC
	items      int    // entries left in the box being read
	index      uint16 // of the last property
	properties [heifProperties]heifProperty
	kept       int
	own        heifLinks // properties of the primary
	derived    heifLinks // properties of source
	places     [heifPlaces]heifPlace
	placed     int  // places written, the oldest are overwritten
	sizes      byte // lengths of the offset and length fields of iloc
	baseSize   byte
	indexSize  byte
	alpha      bool
	done       bool
}

const (
	heifProperties = 64
	heifPlaces     = 64
)

// heifProperty is what a property says that matters here.
type heifProperty struct {
	index uint16
	kind  propertyKind
	v     [4]uint32
}

type propertyKind uint8

const (
	imageSize  propertyKind = iota + 1 // width, height
	cleanCrop                          // width as numerator and denominator, then height
	rotation                           // quarter turns
	mirror                             // axis
	pixelInfo                          // channels, bits
	codingInfo                         // channels, bits
)

// heifLinks lists indexes of properties, in the order in which they apply.
type heifLinks struct {
	index [16]uint16
	n     int
}

// heifPlace is where an item lies.
type heifPlace struct {
	item     uint32
	off, end int64
}

// heifBox reads a box within meta.
func (p *Probe) heifBox(kind fourCC, b []byte, body int64) {
	s, end := &p.heif, p.bmff.bodyEnd
	in := p.bmff.parent()
	switch {
	case in == inPropertyList:
		p.heifProperty(kind, b, body)
		return
	case in == inItemInfos && kind == ccInfe:
		p.heifInfo(b, body)
		return
	case in == inItemRefs && kind == ccDimg:
		p.heifDerived(b, body)
		return
	case in == inItemProperties && kind == ccIpco:
		p.bmffEnter(inPropertyList, body)
		return
	case in == inItemProperties && kind == ccIpma:
		if p.short(b, body, 8) {
			return
		}
		p.bmff.version = b[0] | b[3]<<7 // the top bit: indexes are 15 bits long
		s.items = int(be32(b, 4) & 0x7fffffff)
		p.heifLinksNext(body + 8)
		return
	case in != inMeta:
	case kind == ccPitm:
		if p.short(b, body, 6) {
			return
		}
		s.primary = uint32(be16(b, 4))
		if b[0] > 0 && len(b) >= 8 {
			s.primary = be32(b, 4)
		}
	case kind == ccIinf:
		if p.short(b, body, 6) {
			return
		}
		first := body + 6
		if b[0] > 0 {
			first += 2
		}
		p.bmffEnter(inItemInfos, first)
		return
	case kind == ccIref:
		if p.short(b, body, 4) {
			return
		}
		p.bmff.version = b[0]
		p.bmffEnter(inItemRefs, body+4)
		return
	case kind == ccIprp:
		p.bmffEnter(inItemProperties, body)
		return
	case kind == ccIloc:
		p.heifPlacesStart(b, body)
		return
	}
	p.bmffNext(end)
}

// heifInfo reads the number and the type of an item.
func (p *Probe) heifInfo(b []byte, body int64) {
	s := &p.heif
	if p.short(b, body, 4) {
		return
	}
	id, kind := uint32(0), fourCC(0)
	switch {
	case b[0] == 2:
		if p.short(b, body, 12) {
			return
		}
		id, kind = uint32(be16(b, 4)), cc(b, 8)
	case b[0] > 2:
		if p.short(b, body, 14) {
			return
		}
		id, kind = be32(b, 4), cc(b, 10)
	}
	if kind == ccExif && s.exif == 0 {
		s.exif = id
	}
	if id == s.primary || s.kind == 0 {
		s.kind = kind
	}
	if p.bmff.unsure && kind == ccAv01 {
		p.media.Format, p.bmff.unsure = AVIF, false
	}
	p.bmffNext(p.bmff.bodyEnd)
}

// heifDerived reads which item the primary is derived from.
func (p *Probe) heifDerived(b []byte, body int64) {
	s := &p.heif
	wide := p.bmff.version > 0
	from, to := uint32(0), uint32(0)
	if wide {
		if p.short(b, body, 10) {
			return
		}
		from, to = be32(b, 0), be32(b, 6)
	} else {
		if p.short(b, body, 6) {
			return
		}
		from, to = uint32(be16(b, 0)), uint32(be16(b, 4))
	}
	if from == s.primary {
		s.source = to
	}
	p.bmffNext(p.bmff.bodyEnd)
}

// heifProperty keeps a property by its index.
func (p *Probe) heifProperty(kind fourCC, b []byte, body int64) {
	s := &p.heif
	s.index++
	q := heifProperty{index: s.index}
	need := 0
	switch kind {
	case ccIspe:
		q.kind, need = imageSize, 12
	case ccClap:
		q.kind, need = cleanCrop, 16
	case ccIrot:
		q.kind, need = rotation, 1
	case ccImir:
		q.kind, need = mirror, 1
	case ccPixi:
		q.kind, need = pixelInfo, 6
	case ccAv1C:
		q.kind, need = codingInfo, 4
	case ccHvcC:
		q.kind, need = codingInfo, 18
	case ccAuxC:
		need = 5
	}
	if need > 0 && p.short(b, body, need) {
		return
	}
	switch kind {
	case ccIspe:
		q.v = [4]uint32{be32(b, 4), be32(b, 8)}
	case ccClap:
		q.v = [4]uint32{be32(b, 0), be32(b, 4), be32(b, 8), be32(b, 12)}
	case ccIrot:
		q.v[0] = uint32(b[0] & 3)
	case ccImir:
		q.v[0] = uint32(b[0] & 1)
	case ccPixi:
		q.v = [4]uint32{uint32(b[4]), uint32(b[5])}
	case ccAv1C:
		q.v = [4]uint32{3, 8 + uint32(b[2]>>6&1)*2 + uint32(b[2]>>5&1)*2}
		if b[2]>>4&1 != 0 {
			q.v[0] = 1
		}
	case ccHvcC:
		q.v = [4]uint32{3, 8 + uint32(b[17]&7)}
		if b[16]&3 == 0 {
			q.v[0] = 1
		}
	case ccAuxC:
		s.alpha = s.alpha || has(b, 4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha") || has(b, 4, "urn:mpeg:hevc:2015:auxid:1")
	}
	if q.kind != 0 && s.kept < len(s.properties) {
		s.properties[s.kept] = q
		s.kept++
	}
	p.bmffNext(p.bmff.bodyEnd)
}

// property finds a kept property by its index.
//
//go:noinline
func (s *heifState) property(index uint16) heifProperty {
	for _, q := range s.properties[:s.kept] {
		if q.index == index {
			return q
		}
	}
	return heifProperty{}
}

func (p *Probe) heifLinksNext(off int64) {
	n := int(min(p.bmff.bodyEnd-off, MaxSpan))
	if n <= 0 || p.heif.items <= 0 {
		p.bmffNext(p.bmff.bodyEnd)
		return
	}
	p.next(stepHEIFLinks, off, n, n)
}

// heifLinks reads which properties belong to which item.
func (p *Probe) heifLinks(b []byte) {
	s := &p.heif
	idSize, linkSize := 2, 1
	if p.bmff.version&0x7f > 0 {
		idSize = 4
	}
	if p.bmff.version&0x80 != 0 {
		linkSize = 2
	}
	i := 0
	for s.items > 0 && i+idSize < len(b) {
		n := int(b[i+idSize])
		end := i + idSize + 1 + n*linkSize
		if end > len(b) {
			break
		}
		id := uint32(be16(b, i))
		if idSize == 4 {
			id = be32(b, i)
		}
		var links *heifLinks
		switch {
		case id == s.primary || s.primary == 0 && s.own.n == 0:
			links = &s.own
		case id == s.source && s.source != 0:
			links = &s.derived
		}
		for j := i + idSize + 1; links != nil && j < end && links.n < len(links.index); j += linkSize {
			v := uint16(b[j] & 0x7f)
			if linkSize == 2 {
				v = be16(b, j) & 0x7fff
			}
			links.index[links.n] = v
			links.n++
		}
		i = end
		s.items--
	}
	if i == 0 { // the box ends within an entry
		s.items = 0
	}
	p.heifLinksNext(p.off + int64(i))
}
