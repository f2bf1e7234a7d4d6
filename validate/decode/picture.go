package decode

import (
	"bytes"
	"image"
	"image/gif"
	"time"

	"github.com/willpass/willpass/validate/probe"
)

// Picture decodes the file, of which header says what its header holds, and returns its pixels as they are stored: the first frame of
// an animation. Without a picture the result says why: a file that would cost more than limits is not tried.
func Picture(file []byte, header probe.Media, limits Limits) (picture image.Image, result Result) {
	limits = limits.orDefaults()
	d := decoderOf(header.Format)
	if header.Format == probe.GIF {
		d = &decoder{probe.GIF, gif.DecodeConfig, gif.Decode, nil, nil}
	}
	switch {
	case d == nil && header.Format == 0:
		return nil, Result{Reason: "it is no picture that is known here"}
	case d == nil:
		return nil, Result{Reason: "no decoder for " + header.Format.String()}
	case header.Fault != probe.None:
		return nil, Result{Outcome: Broken, Reason: header.Fault.String() + ": " + header.Reason}
	case int64(len(file)) > limits.Bytes:
		return nil, tooLarge(int64(len(file)), "bytes")
	}
	if d.lacks != nil {
		if what := d.lacks(file); what != "" {
			return nil, Result{Reason: "no decoder for " + what}
		}
	}
	defer func() {
		if p := recover(); p != nil { // of a decoder
			picture, result = nil, Result{Outcome: Broken, Reason: "the decoder gave up"}
		}
	}()
	until := time.Now().Add(limits.Time)
	size, err := d.config(&timed{r: bytes.NewReader(file), until: until})
	if err != nil {
		return nil, Result{Outcome: Broken, Reason: err.Error()}
	}
	if pixels := area(int64(size.Width), int64(size.Height)); pixels > limits.Pixels {
		return nil, tooLarge(pixels, "pixels")
	}
	in := &timed{r: bytes.NewReader(file), until: until}
	switch picture, err = d.decode(in); {
	case err == nil:
		return picture, Result{Outcome: Decodes}
	case in.late:
		return nil, tooSlow(limits)
	case unsupported(err):
		return nil, Result{Reason: err.Error()}
	}
	return nil, Result{Outcome: Broken, Reason: err.Error()}
}
