package probe

// tsVideo looks for the sequence header at the start of a frame, and reads the size from it.
func (p *Probe) tsVideo(b []byte) {
	m := &p.media
	for i := 0; i+6 < len(b); i++ {
		if b[i] != 0 || b[i+1] != 0 || b[i+2] != 1 {
			continue
		}
		unit := b[i+3:]
		switch kind := p.ts.kind; {
		case kind <= 2 && unit[0] == 0xb3 && len(unit) >= 5: // https://www.itu.int/rec/T-REC-H.262, 6.2.2.1
			m.Width, m.Height = int64(be24(unit, 1)>>12), int64(be24(unit, 1)&0xfff)
			if rates := [...]int64{1: 23976, 24000, 25000, 29970, 30000, 50000, 59940, 60000}; int(unit[4]&15) < len(rates) {
				m.FrameRate = rates[unit[4]&15]
			}
		case kind == 0x1b && unit[0]&0x1f == 7:
			p.h264Sequence(&nalBits{b: unit[1:]})
		case kind == 0x24 && unit[0]>>1 == 33:
			p.hevcSequence(&nalBits{b: unit[2:]})
		}
		if m.Width != 0 {
			return
		}
	}
}

// nalBits reads the bits of a NAL unit, the most significant first, without the bytes that prevent start codes.
type nalBits struct {
	b     []byte
	i     int // bits read
	zeros int
	short bool
}

func (r *nalBits) bit() uint32 {
	if r.i%8 == 0 && r.i/8 < len(r.b) {
		if r.zeros >= 2 && r.b[r.i/8] == 3 {
			r.i += 8
			r.zeros = 0
		}
		if r.i/8 < len(r.b) {
			if r.zeros++; r.b[r.i/8] != 0 {
				r.zeros = 0
			}
		}
	}
	if r.i/8 >= len(r.b) {
		r.short = true
		return 0
	}
	v := r.b[r.i/8] >> (7 - r.i%8) & 1
	r.i++
	return uint32(v)
}

//go:noinline
func (r *nalBits) read(n int) (v uint32) {
	for range n {
		v = v<<1 | r.bit()
	}
	return v
}

//go:noinline
func (r *nalBits) flag() bool { return r.bit() != 0 }

// golomb is an unsigned Exp-Golomb number.
func (r *nalBits) golomb() int64 {
	n := 0
	for n < 32 && !r.short && r.bit() == 0 {
		n++
	}
	return int64(1)<<n - 1 + int64(r.read(n))
}

// h264Sequence reads a sequence parameter set, https://www.itu.int/rec/T-REC-H.264, 7.3.2.1.1.
func (p *Probe) h264Sequence(r *nalBits) {
	m := &p.media
	profile := r.read(8)
	r.read(16)
	r.golomb()
	chroma := int64(1)
	switch profile {
	case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135:
		if chroma = r.golomb(); chroma == 3 {
			r.bit()
		}
		r.golomb()
		r.golomb()
		r.bit()
		if r.flag() {
			h264Scaling(r, chroma)
		}
	}
	r.golomb()
	switch r.golomb() {
	case 0:
		r.golomb()
	case 1:
		r.bit()
		r.golomb()
		r.golomb()
		for n := r.golomb(); n > 0 && !r.short; n-- {
			r.golomb()
		}
	}
	r.golomb()
	r.bit()
	w, h := (r.golomb()+1)*16, (r.golomb()+1)*16
	fields := int64(1)
	if !r.flag() {
		fields = 2
		r.bit()
	}
	h *= fields
	r.bit()
	if r.flag() {
		x, y := int64(1), fields
		if chroma == 1 || chroma == 2 {
			x = 2
		}
		if chroma == 1 {
			y *= 2
		}
		w -= (r.golomb() + r.golomb()) * x
		h -= (r.golomb() + r.golomb()) * y
	}
	if r.short || w <= 0 || h <= 0 {
		return
	}
	m.Width, m.Height = w, h
	if r.flag() {
		h264Usability(r, m)
	}
}

func h264Scaling(r *nalBits, chroma int64) {
	lists := 8
	if chroma == 3 {
		lists = 12
	}
	for i := range lists {
		if !r.flag() {
			continue
		}
		size, last, next := 16, int64(8), int64(8)
		if i >= 6 {
			size = 64
		}
		for range size {
			if next != 0 {
				d := r.golomb()
				if d&1 != 0 {
					d = (d + 1) / 2
				} else {
					d = -d / 2
				}
				next = (last + d + 256) % 256
			}
			if next != 0 {
				last = next
			}
		}
	}
}

// h264Usability reads the frame rate.
func h264Usability(r *nalBits, m *Media) {
	if r.flag() && r.read(8) == 255 {
		r.read(32)
	}
	if r.flag() {
		r.bit()
	}
	if r.flag() {
		r.read(4)
		if r.flag() {
			r.read(24)
		}
	}
	if r.flag() {
		r.golomb()
		r.golomb()
	}
	if r.flag() {
		units, scale := r.read(32), r.read(32)
		if !r.short && units != 0 {
			m.FrameRate = rate(1, 2*uint64(units), uint64(scale))
		}
	}
}

// hevcSequence reads a sequence parameter set, https://www.itu.int/rec/T-REC-H.265, 7.3.2.2.1.
func (p *Probe) hevcSequence(r *nalBits) {
	m := &p.media
	r.read(4)
	layers := int(r.read(3))
	r.bit()
	r.read(96)
	var present [7][2]bool
	for i := range layers {
		present[i%7] = [2]bool{r.flag(), r.flag()}
	}
	if layers > 0 {
		r.read(2 * (8 - layers))
	}
	for i := range layers {
		if present[i%7][0] {
			r.read(88)
		}
		if present[i%7][1] {
			r.read(8)
		}
	}
	r.golomb()
	chroma := r.golomb()
	if chroma == 3 {
		r.bit()
	}
	w, h := r.golomb(), r.golomb()
	if r.flag() {
		x, y := int64(1), int64(1)
		if chroma == 1 || chroma == 2 {
			x = 2
		}
		if chroma == 1 {
			y = 2
		}
		w -= (r.golomb() + r.golomb()) * x
		h -= (r.golomb() + r.golomb()) * y
	}
	if !r.short && w > 0 && h > 0 {
		m.Width, m.Height = w, h
	}
}
