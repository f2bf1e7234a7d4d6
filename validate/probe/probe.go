// Package probe reads what the header of an image, video, audio or PDF file says, from as few bytes as the format allows.
//
// A [Probe] is a machine that only moves forward: it asks for a span of the file ([Probe.Want]), is given those bytes
// ([Probe.Feed]), and ends with a [Media]. The same machine therefore serves a byte slice, an io.ReaderAt, a network
// stream, base64 text inside a JSON string, and a browser File read slice by slice. It decodes no pixels, allocates
// nothing in proportion to a number found in the input, and every step consumes input or ends.
//
// The default mode reads as little as it can. The deep mode ([Probe.Deep], [Walk]) follows the file to its end, to count
// frames and find what lies behind the picture. In either mode the Media depends on the bytes alone, never on how they
// were cut into pieces.
package probe

import "io"

// Media is what a header says. Zero means "not known" in every field unless its comment says otherwise.
type Media struct {
	Format Format
	Fault  Fault  // why reading ended early; None when the header was read
	Where  int64  // offset in bytes at which Fault was found; of Truncated, the length of the file
	Reason string // what was wrong there, in words of the format; "" without Fault

	Width, Height               int64 // pixels as stored
	DisplayWidth, DisplayHeight int64 // pixels as shown: after EXIF orientation, or crop and rotation of HEIF
	Orientation                 uint8 // EXIF orientation 1 to 8; 0 when the file states none
	Frames                      int64 // pictures or pages
	Channels                    uint8 // colour channels, alpha included; of a palette image, those of its table
	BitDepth                    uint8 // bits per channel; of a palette image, bits per index
	Palette                     Tri   // colours come from a table
	Alpha                       Tri   // of the first frame
	Progressive                 Tri   // progressive JPEG or interlaced PNG/GIF
	Encrypted                   Tri   // PDF that asks for a password
	Duration                    int64 // milliseconds, of video and audio
	FrameRate                   int64 // frames per 1000 seconds, of video
	Codec                       string
	Bytes                       int64 // length of the whole file; -1 when not known (a Probe or Stream not told it)
	Trailing                    int64 // bytes after the end of the picture; -1 when not known
	Cut                         Tri   // the file ends before the picture does
}

// Fault says why a header could not be read.
type Fault uint8

// The faults.
const (
	None         Fault = iota
	Unrecognized       // no known format starts like this
	Truncated          // the file ends before the header does: more bytes could help
	Malformed          // no further byte could help
)

func (f Fault) String() string { return [...]string{"", "unrecognized", "truncated", "malformed"}[f] }

// Tri is a yes/no answer that a header may leave open.
type Tri uint8

// The answers.
const (
	Unknown Tri = iota
	No
	Yes
)

//go:noinline
func tri(yes bool) Tri {
	if yes {
		return Yes
	}
	return No
}

// MaxSpan bounds the length of a span, in bytes, that a Probe wants at once.
const MaxSpan = 4096

// Bytes reads the header of the file b.
func Bytes(b []byte) Media {
	var p Probe
	return p.all(b)
}

// Walk is Bytes in deep mode: it follows b to its end, to count frames and trailing bytes.
func Walk(b []byte) Media {
	var p Probe
	p.Deep = true
	return p.all(b)
}

// ReadAt reads the header of the file of size bytes behind r. The error is the first that r gave, never a bad header.
func ReadAt(r io.ReaderAt, size int64) (Media, error) {
	var p Probe
	return p.readAt(r, size)
}

// WalkAt is ReadAt in deep mode. The error is the first that r gave.
func WalkAt(r io.ReaderAt, size int64) (Media, error) {
	p := Probe{Deep: true}
	return p.readAt(r, size)
}

func (p *Probe) all(b []byte) Media {
	p.Reset(int64(len(b)))
	for {
		off, _, ok := p.Want()
		if !ok {
			return p.Media()
		}
		p.Feed(b[off:])
	}
}

func (p *Probe) readAt(r io.ReaderAt, size int64) (Media, error) {
	p.Reset(size)
	var buf [MaxSpan]byte
	for {
		off, n, ok := p.Want()
		if !ok {
			return p.Media(), nil
		}
		got, err := r.ReadAt(buf[:n], off)
		if got < n && err != nil && err != io.EOF {
			return p.Media(), err
		}
		p.Feed(buf[:got])
	}
}

// Probe reads one header. The zero value, once Reset, is ready; it holds no pointer into what it was fed.
type Probe struct {
	_    [0]func() // not comparable
	Deep bool      // walk the whole file; set before the first Feed, kept by Reset

	media Media // but for its Codec
	codec codecID
	size  int64 // length of the file, -1 when not known
	end   int64 // offset behind the picture, -1 when not known
	read  bool  // the header is complete: what follows is for deep mode, and adds no Fault
	step  step  // what reads the wanted span
	off   int64 // the wanted span starts here,
	need  int   // must have so many bytes,
	n     int   // and may have so many
	still uint8 // steps since off last grew

	rest     int64  // sound begins here and lasts to the end of the file,
	restRate uint64 // at so many bytes per second; 0 when it does not

	jpeg  jpegState
	png   pngState
	gif   gifState
	webp  webpState
	tiff  tiffState
	bmff  bmffState
	heif  heifState
	movie movieState
	psd   psdState
	ico   icoState
	hdr   hdrState
	svg   svgState
	riff  riffState
	ebml  ebmlState
	flv   flvState
	asf   asfState
	ogg   oggState
	mp3   mp3State
	pdf   pdfState
	ts    tsState
}

// Reset makes p ready for a file of size bytes; -1 when the length is not known yet.
func (p *Probe) Reset(size int64) {
	*p = Probe{Deep: p.Deep, size: max(size, -1), end: -1, step: stepSniff, n: sniffSpan}
	p.media.Trailing = -1
}

// Want is the next span of the file to feed: n bytes at off, 1 to MaxSpan. Offsets never go back, though a span may begin
// inside the one before it. ok is false when the Probe has read what it came for.
func (p *Probe) Want() (off int64, n int, ok bool) {
	if p.step != stepDone && p.size >= 0 && p.off >= p.size {
		p.Feed(nil)
	}
	if p.step == stepDone {
		return 0, 0, false
	}
	n = p.n
	if p.size >= 0 {
		n = int(min(int64(n), p.size-p.off))
	}
	return p.off, n, true
}

// Feed gives the bytes at the wanted offset: all that were wanted, or fewer when the file ends there, or more, of which the
// Probe then uses what it can.
func (p *Probe) Feed(b []byte) {
	base, last := p.off, len(b) < p.n
	if p.size >= 0 && int64(len(b)) >= p.size-base {
		b, last = b[:max(p.size-base, 0)], true
	} else if last {
		p.size = -1
		if len(b) > 0 {
			p.size = base + int64(len(b))
		}
	}
	for p.step != stepDone {
		from := min(p.off-base, int64(len(b)))
		to := min(from+int64(p.n), int64(len(b)))
		if int(to-from) < p.n && !last {
			return
		}
		if int(to-from) < p.need {
			p.truncated()
			return
		}
		p.run(b[from:to])
	}
}

// Media is what has been read so far; its Fault is Truncated while something is still wanted.
func (p *Probe) Media() Media {
	m := p.media
	m.Bytes, m.Codec = p.size, codecNames[p.codec]
	if p.step != stepDone && !p.read {
		m.Fault, m.Where, m.Reason = Truncated, p.off, endsEarly
	}
	if m.Fault == Truncated && p.size >= 0 {
		m.Where = p.size
	}
	if p.size >= 0 && p.end >= 0 {
		m.Trailing = max(p.size-p.end, 0)
		m.Cut = tri(p.size < p.end)
	}
	p.settle(&m)
	if m.DisplayWidth == 0 && m.DisplayHeight == 0 {
		m.DisplayWidth, m.DisplayHeight = m.Width, m.Height
		if m.Orientation >= 5 {
			m.DisplayWidth, m.DisplayHeight = m.Height, m.Width
		}
	}
	return m
}

// settle tells what only the length of the file decides.
func (p *Probe) settle(m *Media) {
	if p.size < 0 {
		return
	}
	switch {
	case m.Format == PDF:
		p.pdfSettle(m, p.size)
	case m.Format == TS:
		m.Duration = p.tsDuration(p.size)
	case m.Format == OGG:
		m.Duration = p.oggDuration(p.size)
	case m.Duration == 0 && p.restRate != 0 && p.size > p.rest:
		m.Duration = milliseconds(uint64(p.size-p.rest), p.restRate)
	}
}

const endsEarly = "the file ends before its header"

// next makes at the step that reads the span of need to n bytes at off.
//
//go:noinline
func (p *Probe) next(at step, off int64, need, n int) {
	if off < p.off {
		p.fail(Malformed, p.off, "an offset points back")
		return
	}
	if off > p.off {
		p.still = 0
	}
	p.step, p.off, p.need, p.n = at, off, need, max(n, 1)
}

// skip is off moved n bytes ahead, at most to the end of the longest file.
//
//go:noinline
func skip(off int64, n uint64) int64 {
	if n > uint64(maxOffset-off) {
		return maxOffset
	}
	return off + int64(n)
}

const maxOffset = 1<<63 - 1 - MaxSpan

//go:noinline
func (p *Probe) finish() { p.step = stepDone }

// enough says that the header is complete. It ends the default mode, and reports whether it did.
//
//go:noinline
func (p *Probe) enough() bool {
	p.read = true
	if !p.Deep {
		p.finish()
	}
	return !p.Deep
}

//go:noinline
func (p *Probe) fail(f Fault, where int64, reason string) {
	p.finish()
	if !p.read {
		p.media.Fault, p.media.Where, p.media.Reason = f, where, reason
	} else if f == Truncated {
		p.media.Cut = Yes
	}
}

//go:noinline
func (p *Probe) malformed(reason string) { p.fail(Malformed, p.off, reason) }

//go:noinline
func (p *Probe) truncated() { p.fail(Truncated, p.off, endsEarly) }

// longer asks for a longer span from the same offset, most bytes, unless there are no more or the n bytes were as many.
func (p *Probe) longer(n, most int, reason string) {
	switch {
	case n < p.n:
		p.truncated()
	case n == most:
		p.malformed(reason)
	default:
		p.next(p.step, p.off, p.need, most)
	}
}
