// Package decode settles natively what the engine takes for granted: whether the pixels of an image decode. It uses the
// decoders of the standard library and golang.org/x/image, under a cap of pixels and time, and names what is no medium
// with h2non/filetype. It is no part of the WebAssembly module: in browsers the page's own decoder settles the same fact.
package decode

import (
	"bufio"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strconv"
	"time"

	"github.com/h2non/filetype"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"github.com/willpass/willpass/validate/probe"
)

// Limits bounds what a decoding may cost.
type Limits struct {
	Pixels int64         // most pixels of all frames together, inclusive; 0 = [DefaultPixels]
	Time   time.Duration // after which reading stops; 0 = [DefaultTime]
}

// The bounds where a caller states none. A pixel costs up to 16 bytes of memory while it is decoded.
const (
	DefaultPixels = 64 << 20
	DefaultTime   = 10 * time.Second
)

// Outcome is what came of an attempt.
type Outcome uint8

const (
	NotTried Outcome = iota // no decoder for the format, or over a cap: nothing is known
	Decodes
	Broken
)

// Result is what came of an attempt and why.
type Result struct {
	Outcome Outcome
	Reason  string // why it is broken or was not tried
}

// decoders is the formats that can be decoded here.
var decoders = [...]struct {
	format probe.Format
	decode func(io.Reader) error
}{
	{probe.JPEG, one(jpeg.Decode)},
	{probe.PNG, one(png.Decode)},
	{probe.GIF, frames},
	{probe.BMP, one(bmp.Decode)},
	{probe.TIFF, one(tiff.Decode)},
	{probe.WEBP, one(webp.Decode)},
}

func one(decode func(io.Reader) (image.Image, error)) func(io.Reader) error {
	return func(r io.Reader) error {
		_, err := decode(r)
		return err
	}
}

func frames(r io.Reader) error {
	all, err := gif.DecodeAll(r)
	if err == nil && len(all.Image) == 0 {
		err = errors.New("gif: no image")
	}
	return err
}

// Try decodes the file behind r, of which header says what its header holds. A file that would cost more than limits is
// not tried, and neither is one whose decoder lacks a feature: both say nothing about the provider's decoder.
func Try(r io.Reader, header probe.Media, limits Limits) Result {
	if limits.Pixels == 0 {
		limits.Pixels = DefaultPixels
	}
	if limits.Time == 0 {
		limits.Time = DefaultTime
	}
	if header.Fault != probe.None {
		return Result{Broken, header.Fault.String() + ": " + header.Reason}
	}
	if pixels := area(&header); pixels > limits.Pixels {
		return Result{NotTried, "too large: " + strconv.FormatInt(pixels, 10) + " pixels"}
	}
	for i := range decoders {
		if decoders[i].format == header.Format {
			return attempt(decoders[i].decode, r, limits)
		}
	}
	return Result{NotTried, "no decoder for " + header.Format.String()}
}

// area is the pixels of all frames; where their number is not known one is counted.
func area(m *probe.Media) int64 {
	if m.Width <= 0 || m.Height <= 0 {
		return 0
	}
	frames := max(m.Frames, 1)
	if m.Width > (1<<62)/m.Height || m.Width*m.Height > (1<<62)/frames {
		return 1 << 62
	}
	return m.Width * m.Height * frames
}

func attempt(decode func(io.Reader) error, r io.Reader, limits Limits) (result Result) {
	defer func() {
		if p := recover(); p != nil { // a decoder that panics says nothing about the provider's
			result = Result{NotTried, "the decoder gave up"}
		}
	}()
	in := &timed{r: r, until: time.Now().Add(limits.Time)}
	err := decode(bufio.NewReader(in))
	switch {
	case err == nil:
		return Result{Decodes, ""}
	case in.late:
		return Result{NotTried, "too slow: more than " + limits.Time.String()}
	case unsupported(err):
		return Result{NotTried, err.Error()}
	}
	return Result{Broken, err.Error()}
}

// unsupported reports whether a decoder says that it lacks a feature, and not that the file is broken.
func unsupported(err error) bool {
	var a jpeg.UnsupportedError
	var b png.UnsupportedError
	var c tiff.UnsupportedError
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c) || errors.Is(err, bmp.ErrUnsupported)
}

// errLate ends a reading that takes too long.
var errLate = errors.New("too slow")

// timed reads until a time.
type timed struct {
	r     io.Reader
	until time.Time
	late  bool
}

func (t *timed) Read(p []byte) (int, error) {
	if time.Now().After(t.until) {
		t.late = true
		return 0, errLate
	}
	return t.r.Read(p)
}

// Name says what a file is that the probe does not recognize, by its first bytes (262 are enough): a media type such as
// application/zip, or "" when that is not known either.
func Name(start []byte) string {
	kind, err := filetype.Match(start)
	if err != nil || kind == filetype.Unknown {
		return ""
	}
	return kind.MIME.Value
}
