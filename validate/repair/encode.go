package repair

import (
	"bytes"
	"fmt"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"slices"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// encoders is the formats that can be written here, the best for photos first.
var encoders = [...]string{"jpeg", "png", "bmp", "gif", "tiff"}

// Qualities of JPEG: what is tried first, the least before the picture is
// scaled down, and the best. libjpeg's manual calls 50 to 95 the useful range.
// https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/doc/usage.txt
const (
	firstQuality = 92
	leastQuality = 50
	bestQuality  = 100
)

// encode writes the picture in one of the formats of f, within its bytes: in good quality when that fits, else in lower quality, else
// smaller. The words say why it cannot be done.
func (c *canvas) encode(f *check.Fix) (file []byte, format, refused string) {
	formats := slices.DeleteFunc(slices.Clone(f.To), func(name string) bool { return !slices.Contains(encoders[:], name) })
	switch own := c.media.Format.String(); {
	case len(f.To) > 0 && len(formats) == 0:
		return nil, "", strings.Join(f.To, " and ") + " cannot be written here"
	case len(formats) == 0 && slices.Contains(encoders[:], own):
		formats = []string{own}
	case len(formats) == 0:
		formats = encoders[:2]
	}
	if f.RGB {
		c.pixels = coloured(c.pixels)
	}
	for range maxSteps {
		if file, format = c.within(f, formats); file == nil {
			return nil, "", "it cannot be encoded: its sides are too long for " + strings.Join(formats, " and ")
		}
		ratio := 0.0 // how much the area is to change
		switch n := int64(len(file)); {
		case f.Max > 0 && n > f.Max:
			ratio = min(float64(f.Max)/float64(n), 0.8)
		case n < f.Min:
			ratio = max(float64(f.Min)/float64(n), 1.5)
		default:
			return file, format, ""
		}
		width, height := c.size()
		by := math.Sqrt(ratio)
		w, h := max(1, int64(math.Round(float64(width)*by))), max(1, int64(math.Round(float64(height)*by)))
		if w == width && h == height || !affordable(w, h, c.limits) || c.fits != nil && !c.fits(w, h) {
			return nil, "", fmt.Sprintf("no size that is taken has %s", bounds(f))
		}
		c.pixels = scaled(c.pixels, int(w), int(h))
	}
	return nil, "", fmt.Sprintf("it could not be brought to %s", bounds(f))
}

// maxSteps bounds how often a picture is scaled to reach a number of bytes. Each step changes its area by a fifth at least.
const maxSteps = 24

func bounds(f *check.Fix) string {
	switch {
	case f.Max == 0:
		return fmt.Sprintf("at least %d bytes", f.Min)
	case f.Min == 0:
		return fmt.Sprintf("at most %d bytes", f.Max)
	}
	return fmt.Sprintf("%d to %d bytes", f.Min, f.Max)
}

// within is the picture as it is in the first format that fits; the nearest to fitting when none does.
func (c *canvas) within(f *check.Fix, formats []string) (best []byte, format string) {
	off := func(n int64) int64 { // by how many bytes it does not fit
		if f.Max > 0 && n > f.Max {
			return n - f.Max
		}
		return max(f.Min-n, 0)
	}
	least := int64(math.MaxInt64)
	for _, name := range formats {
		for _, file := range c.tries(name, f) {
			if by := off(int64(len(file))); by < least {
				best, format, least = file, name, by
			}
			if least == 0 {
				return best, format
			}
		}
	}
	return best, format
}

// tries is the picture in a format in several ways, the best first. JPEG has two that matter: the highest quality that fits, and the
// best there is, for a file that is too short.
func (c *canvas) tries(name string, f *check.Fix) [][]byte {
	switch name {
	case "jpeg":
		return c.jpegs(f)
	case "png":
		at := func(level png.CompressionLevel) []byte {
			e := png.Encoder{CompressionLevel: level}
			return written(func(b *bytes.Buffer) error { return e.Encode(b, c.pixels) })
		}
		first := at(png.DefaultCompression)
		switch n := int64(len(first)); {
		case first != nil && n < f.Min:
			return [][]byte{first, at(png.NoCompression)}
		case first != nil && f.Max > 0 && n > f.Max && n < 2*f.Max: // the best gains less than half
			return [][]byte{at(png.BestCompression)}
		}
		return some(first)
	case "bmp":
		return some(written(func(b *bytes.Buffer) error { return bmp.Encode(b, opaque(c.pixels)) }))
	case "gif":
		return some(written(func(b *bytes.Buffer) error { return gif.Encode(b, c.pixels, nil) }))
	}
	return some(written(func(b *bytes.Buffer) error {
		return tiff.Encode(b, c.pixels, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
	}))
}

func some(file []byte) [][]byte {
	if file == nil {
		return nil
	}
	return [][]byte{file}
}

// jpegs searches the highest quality that fits.
func (c *canvas) jpegs(f *check.Fix) [][]byte {
	pixels := opaque(c.pixels)
	at := func(quality int) []byte {
		return written(func(b *bytes.Buffer) error { return jpeg.Encode(b, pixels, &jpeg.Options{Quality: quality}) })
	}
	first := at(firstQuality)
	switch {
	case first == nil:
		return nil
	case int64(len(first)) < f.Min:
		return [][]byte{first, at(bestQuality)}
	case f.Max == 0 || int64(len(first)) <= f.Max:
		return [][]byte{first}
	}
	low, high := leastQuality, firstQuality // low fits, high does not
	best := at(low)
	for high-low > 1 && int64(len(best)) <= f.Max {
		middle := (low + high) / 2
		if file := at(middle); int64(len(file)) <= f.Max {
			low, best = middle, file
		} else {
			high = middle
		}
	}
	return [][]byte{best}
}

// written is what an encoder writes; nil when it cannot.
func written(encode func(*bytes.Buffer) error) []byte {
	var b bytes.Buffer
	if encode(&b) != nil {
		return nil
	}
	return b.Bytes()
}

// read says what the header of a file holds.
func read(file []byte) probe.Media {
	m, _ := probe.ReadAt(bytes.NewReader(file), int64(len(file))) // a reader of bytes has no errors
	return m
}
