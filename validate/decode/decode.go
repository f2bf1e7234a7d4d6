// Package decode settles natively what the engine takes for granted: whether the pixels of an image decode. It uses the
// decoders of the standard library and golang.org/x/image, under a cap of pixels, bytes and time, and names what is no medium
// with h2non/filetype. It is no part of the WebAssembly module: in browsers the page's own decoder settles the same fact.
//
//	verdict := rules.Check(request, facts)
//	facts, attempts, err := decode.Settle(facts, &verdict, open, decode.Limits{})
//	verdict = rules.Check(request, facts)
package decode

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/willpass/willpass/validate/probe"
)

// Limits bounds what a decoding may cost.
type Limits struct {
	Pixels int64         // most pixels of all frames together, inclusive; 0 = [DefaultPixels]
	Bytes  int64         // most bytes of the file, inclusive, which are held in memory; 0 = [DefaultBytes]
	Time   time.Duration // after which decoding stops; 0 = [DefaultTime]
}

// The bounds where a caller states none. A pixel costs up to 16 bytes of memory while it is decoded.
const (
	DefaultPixels = 64 << 20
	DefaultBytes  = 256 << 20
	DefaultTime   = 10 * time.Second
)

func (l Limits) orDefaults() Limits {
	if l.Pixels == 0 {
		l.Pixels = DefaultPixels
	}
	if l.Bytes == 0 {
		l.Bytes = DefaultBytes
	}
	if l.Time == 0 {
		l.Time = DefaultTime
	}
	return l
}

// Outcome is what came of an attempt.
type Outcome uint8

// What comes of attempts.
const (
	NotTried Outcome = iota // no decoder for the format, or over a cap: nothing is known
	Decodes
	Broken
)

func (o Outcome) String() string { return [...]string{"not tried", "decodes", "broken"}[o] }

// Result is what came of an attempt and why.
type Result struct {
	Outcome Outcome
	Reason  string   // why it is broken or was not tried
	GIF     GIFFault // which part of a GIF is broken
}

// Try decodes the file behind r, of which header says what its header holds. A file that would cost more than limits is
// not tried, and neither is one whose decoder lacks a feature: both say nothing about the provider's decoder.
func Try(r io.Reader, header probe.Media, limits Limits) Result {
	limits = limits.orDefaults()
	d := decoderOf(header.Format)
	switch {
	case header.Format == probe.GIF: // says more than its header, and is read without memory for its pixels
	case header.Fault != probe.None:
		return Result{Outcome: Broken, Reason: header.Fault.String() + ": " + header.Reason}
	case d == nil:
		return Result{Reason: "no decoder for " + header.Format.String()}
	case area(header.Width, header.Height) > limits.Pixels:
		return tooLarge(area(header.Width, header.Height), "pixels")
	}
	in := &timed{r: r, until: time.Now().Add(limits.Time)}
	file, err := io.ReadAll(io.LimitReader(in, limits.Bytes+1))
	switch {
	case in.late:
		return tooSlow(limits)
	case err != nil:
		return Result{Reason: err.Error()}
	case int64(len(file)) > limits.Bytes:
		return Result{Reason: "too large: more than " + strconv.FormatInt(limits.Bytes, 10) + " bytes"}
	case header.Format == probe.GIF:
		return tryGIF(file, in.until, limits)
	}
	return attempt(d, file, in.until, limits)
}

func tooLarge(n int64, unit string) Result {
	return Result{Reason: "too large: " + strconv.FormatInt(n, 10) + " " + unit}
}

func tooSlow(limits Limits) Result {
	return Result{Reason: "too slow: more than " + limits.Time.String()}
}

// area is the pixels of a picture.
func area(width, height int64) int64 {
	if width <= 0 || height <= 0 {
		return 0
	}
	if width > 1<<62/height {
		return 1 << 62
	}
	return width * height
}

// attempt asks the decoder itself for the size first: what it would make room for is what counts, whatever the header was
// taken to say.
func attempt(d *decoder, file []byte, until time.Time, limits Limits) (result Result) {
	defer func() {
		if p := recover(); p != nil { // a decoder that panics says nothing about the provider's
			result = Result{Reason: "the decoder gave up"}
		}
	}()
	if d.lacks != nil {
		if what := d.lacks(file); what != "" {
			return Result{Reason: "no decoder for " + what}
		}
	}
	in := &timed{r: bytes.NewReader(file), until: until}
	size, err := d.config(in)
	if pixels := area(int64(size.Width), int64(size.Height)); err == nil && pixels > limits.Pixels {
		return tooLarge(pixels, "pixels")
	}
	if err == nil {
		in = &timed{r: bytes.NewReader(file), until: until}
		_, err = d.decode(in)
	}
	switch {
	case err == nil:
		return Result{Outcome: Decodes}
	case in.late:
		return tooSlow(limits)
	case d.open(err):
		return Result{Reason: err.Error()}
	}
	return Result{Outcome: Broken, Reason: err.Error()}
}

// errLate ends a reading that takes too long.
var errLate = errors.New("too slow")

// timedSpan is how much is read between two looks at the clock: a decoder may work long over few bytes.
const timedSpan = 512

// timed reads until a time.
type timed struct {
	r     io.Reader
	until time.Time
	late  bool
}

func (t *timed) Read(p []byte) (int, error) {
	if _, inMemory := t.r.(*bytes.Reader); inMemory && len(p) > timedSpan {
		p = p[:timedSpan]
	}
	if time.Now().After(t.until) {
		t.late = true
		return 0, errLate
	}
	return t.r.Read(p)
}
