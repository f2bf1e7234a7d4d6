package probe

// jxlSpan holds the part of a codestream that is read.
const jxlSpan = 64

//go:noinline
func (p *Probe) jxlNext(off int64) { p.next(stepJXLBox, off, 8, 16) }

// jxlBox walks the boxes of a JPEG XL container to its codestream.
// Format: ISO/IEC 18181-2, https://www.iso.org/standard/85253.html.
func (p *Probe) jxlBox(b []byte) {
	size, head := int64(be32(b, 0)), int64(8)
	if size == 1 {
		if len(b) < 16 {
			p.truncated()
			return
		}
		size, head = int64(min(be64(b, 8), uint64(maxOffset))), 16
	}
	switch kind := cc(b, 4); {
	case kind == ccJxlc:
		p.next(stepJXLHeader, p.off+head, 12, jxlSpan)
	case kind == ccJxlp:
		p.next(stepJXLHeader, p.off+head+4, 12, jxlSpan)
	case size == 0 || size < head:
		p.malformed("a box has no length")
	default:
		p.jxlNext(skip(p.off, uint64(size)))
	}
}

// jxlHeader reads the size and the beginning of the metadata of a codestream.
// Format: ISO/IEC 18181-1, https://www.iso.org/standard/85066.html; https://arxiv.org/abs/2506.05987 is free to read.
func (p *Probe) jxlHeader(b []byte) {
	m := &p.media
	if !has(b, 0, "\xff\x0a") {
		p.malformed("the codestream does not begin with ff 0a")
		return
	}
	r := jxlBits{b: b[2:]}
	m.Width, m.Height = r.size()
	m.Frames, m.Palette = 1, No
	m.BitDepth, m.Channels, m.Alpha = 8, 3, No
	if r.read(1) == 0 { // the metadata are not the default
		p.jxlMetadata(&r)
	}
	if r.short {
		p.truncated()
		return
	}
	p.finish()
}

func (p *Probe) jxlMetadata(r *jxlBits) {
	m := &p.media
	if r.read(1) != 0 {
		m.Orientation = uint8(1 + r.read(3))
		if r.read(1) != 0 { // the size that it should be shown at
			r.size()
		}
		if r.read(1) != 0 { // a preview: what follows it is left unknown
			m.BitDepth, m.Alpha, m.Channels = 0, Unknown, 0
			return
		}
		if r.read(1) != 0 { // an animation: ticks, loops, whether frames have time codes
			m.Frames = 0
			r.choose(jxlTicks)
			r.choose(jxlTickParts)
			r.choose(jxlLoops)
			r.read(1)
		}
	}
	float := r.read(1) != 0
	if float {
		m.BitDepth = uint8(r.choose(jxlFloatBits))
		r.read(4)
	} else {
		m.BitDepth = uint8(r.choose(jxlBitDepth))
	}
	r.read(1) // whether 16-bit buffers are enough
	if extra := r.choose(jxlExtra); extra > 0 {
		// The first extra channel is alpha by default.
		m.Alpha = tri(r.read(1) != 0 || r.choose(jxlKind) == 0)
	}
	m.Channels = 0 // grey or colour is said farther on
}

// jxlBits reads bits, the least significant first.
type jxlBits struct {
	b     []byte
	i     int
	short bool // bits were read that b does not have
}

//go:noinline
func (r *jxlBits) read(n int) (v uint64) {
	for k := range n {
		if r.i/8 >= len(r.b) {
			r.short = true
			return 0
		}
		v |= uint64(r.b[r.i/8]>>(r.i%8)&1) << k
		r.i++
	}
	return v
}

const (
	jxlTicks = iota
	jxlTickParts
	jxlLoops
	jxlFloatBits
	jxlBitDepth
	jxlExtra
	jxlKind
	jxlSide
)

// jxlChoices has four pairs for each number above: what to add, and how many bits to add it to.
var jxlChoices = [...][4][2]uint16{
	jxlTicks:     {{100, 0}, {1000, 0}, {1, 10}, {1, 30}},
	jxlTickParts: {{1, 0}, {1001, 0}, {1, 8}, {1, 10}},
	jxlLoops:     {{0, 0}, {0, 3}, {0, 16}, {0, 32}},
	jxlFloatBits: {{32, 0}, {16, 0}, {24, 0}, {1, 6}},
	jxlBitDepth:  {{8, 0}, {10, 0}, {12, 0}, {1, 6}},
	jxlExtra:     {{0, 0}, {1, 0}, {2, 4}, {1, 12}},
	jxlKind:      {{0, 0}, {1, 0}, {2, 4}, {18, 6}},
	jxlSide:      {{1, 9}, {1, 13}, {1, 18}, {1, 30}},
}

// choose reads two bits that pick one of four pairs.
//
//go:noinline
func (r *jxlBits) choose(of int) uint64 {
	q := &jxlChoices[of&7][r.read(2)&3]
	return uint64(q[0]) + r.read(int(q[1]))
}

func (r *jxlBits) side(small bool) int64 {
	if small {
		return int64(r.read(5)+1) * 8
	}
	return int64(r.choose(jxlSide))
}

var jxlRatios = [8][2]uint8{{1, 1}, {1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}}

// size reads a height and a width, which may be a ratio of it.
func (r *jxlBits) size() (w, h int64) {
	small := r.read(1) != 0
	h = r.side(small)
	ratio := r.read(3)
	if ratio == 0 {
		return r.side(small), h
	}
	q := &jxlRatios[ratio&7]
	return h * int64(q[0]) / int64(q[1]), h
}
