package decode

import (
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"github.com/willpass/willpass/validate/probe"
)

// decoder decodes one format.
type decoder struct {
	format probe.Format
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	lacks  func(file []byte) string // the kind of file it does not know and takes for broken; "" when it knows it
	only   error                    // the only error that speaks of the file, when the decoder knows so little of its format; nil = all
}

// decoders is the formats that can be decoded here. GIF has its own reader.
var decoders = [...]decoder{
	{probe.JPEG, jpeg.DecodeConfig, jpeg.Decode, nil, nil},
	{probe.PNG, png.DecodeConfig, png.Decode, kindOfPNG, nil},
	{probe.BMP, bmp.DecodeConfig, bmp.Decode, kindOfBMP, nil},
	{probe.TIFF, tiff.DecodeConfig, tiff.Decode, kindOfTIFF, io.ErrUnexpectedEOF},
	{probe.WEBP, webp.DecodeConfig, webp.Decode, kindOfWebP, nil},
}

func decoderOf(f probe.Format) *decoder {
	for i := range decoders {
		if decoders[i].format == f {
			return &decoders[i]
		}
	}
	return nil
}

// kindOfPNG tells Apple's variant, which begins with a chunk of its own.
func kindOfPNG(file []byte) string {
	if len(file) >= 16 && string(file[12:16]) == "CgBI" {
		return "png with Apple's CgBI chunk"
	}
	return ""
}

// kindOfBMP tells the bitmaps that do not begin with a file header.
func kindOfBMP(file []byte) string {
	if len(file) >= 2 && string(file[:2]) != "BM" {
		return "bmp without a file header"
	}
	return ""
}

// kindOfTIFF tells BigTIFF.
func kindOfTIFF(file []byte) string {
	if len(file) >= 4 && (file[2] == 43 || file[3] == 43) {
		return "bigtiff"
	}
	return ""
}

// kindOfWebP tells animations. https://developers.google.com/speed/webp/docs/riff_container
func kindOfWebP(file []byte) string {
	if len(file) >= 21 && string(file[12:16]) == "VP8X" && file[20]&2 != 0 {
		return "animated webp"
	}
	return ""
}

// passedOver are faults of a JPEG that other decoders meet with a warning and go on: libjpeg fills in what is missing.
var passedOver = [...]error{
	jpeg.FormatError("missing 0xff00 sequence"),
	jpeg.FormatError("uninitialized Huffman table"),
	jpeg.FormatError("luma/chroma subsampling ratio"),
}

// open reports whether an error leaves open what other decoders make of the file.
func (d *decoder) open(err error) bool {
	for _, other := range passedOver {
		if errors.Is(err, other) {
			return true
		}
	}
	return unsupported(err) || d.only != nil && !errors.Is(err, d.only)
}

// unsupported reports whether a decoder says that it lacks a feature, and not that the file is broken.
func unsupported(err error) bool {
	var a jpeg.UnsupportedError
	var b png.UnsupportedError
	var c tiff.UnsupportedError
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c) || errors.Is(err, bmp.ErrUnsupported)
}
