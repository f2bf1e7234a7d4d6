package decode_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"time"

	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

func made(t *testing.T, recipe string) []byte {
	t.Helper()
	file, err := cases.Image(recipe)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTry(t *testing.T) {
	half := func(file []byte) []byte { return file[:len(file)*3/4] }
	for _, c := range []struct {
		name   string
		file   []byte
		limits decode.Limits
		want   decode.Outcome
	}{
		{"a whole JPEG", made(t, "jpeg 64x48"), decode.Limits{}, decode.Decodes},
		{"a whole PNG", made(t, "png 64x48 alpha"), decode.Limits{}, decode.Decodes},
		{"a whole GIF of frames", made(t, "gif 64x48 frames=3"), decode.Limits{}, decode.Decodes},
		{"a whole BMP", made(t, "bmp 64x48"), decode.Limits{}, decode.Decodes},
		{"a whole TIFF", made(t, "tiff 64x48"), decode.Limits{}, decode.Decodes},
		{"a whole WEBP", made(t, "webp 64x48"), decode.Limits{}, decode.Decodes},
		{"bytes behind the picture", made(t, "png 64x48 bytes=9000"), decode.Limits{}, decode.Decodes},
		{"a JPEG cut in its pixels", half(noisy(t, "jpeg")), decode.Limits{}, decode.Broken},
		{"a PNG cut in its pixels", half(noisy(t, "png")), decode.Limits{}, decode.Broken},
		{"a GIF cut in its pixels", half(noisy(t, "gif")), decode.Limits{}, decode.Broken},
		{"a header that is cut", made(t, "png 64x48 cut=20"), decode.Limits{}, decode.Broken},
		{"a format without decoder", made(t, "heic 64x48"), decode.Limits{}, decode.NotTried},
		{"more pixels than the cap", made(t, "png 65x48"), decode.Limits{Pixels: 64 * 48}, decode.NotTried},
		{"as many pixels as the cap", made(t, "png 64x48"), decode.Limits{Pixels: 64 * 48}, decode.Decodes},
		{"a bomb: 16384 x 16384 in 34 bytes", made(t, "webp 16384x16384"), decode.Limits{}, decode.NotTried},
		{"no time", made(t, "png 64x48"), decode.Limits{Time: -time.Second}, decode.NotTried},
	} {
		if got := decode.Try(bytes.NewReader(c.file), probe.Walk(c.file), c.limits); got.Outcome != c.want {
			t.Errorf("%s: want outcome %d, got %+v", c.name, c.want, got)
		}
	}
}

// noisy is a picture whose pixels fill most of the file.
func noisy(t *testing.T, format string) []byte {
	t.Helper()
	picture := image.NewPaletted(image.Rect(0, 0, 200, 200), color.Palette{color.Black, color.White, color.Gray{100}, color.Gray{200}})
	seed := uint32(1)
	for i := range picture.Pix {
		seed = seed*1664525 + 1013904223
		picture.Pix[i] = byte(seed >> 30)
	}
	var out bytes.Buffer
	var err error
	switch format {
	case "jpeg":
		err = jpeg.Encode(&out, picture, nil)
	case "png":
		err = png.Encode(&out, picture)
	default:
		err = gif.Encode(&out, picture, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestName(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "application/zip"},
		{"\x1f\x8b\x08aaaaaaaaaaaaaaaaa", "application/gzip"},
		{"hello", ""},
		{"", ""},
	} {
		if got := decode.Name([]byte(c.file)); got != c.want {
			t.Errorf("%q: want %q, got %q", c.file, c.want, got)
		}
	}
}
