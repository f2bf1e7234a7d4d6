package probe

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// corpusSeeds adds small files of a format, or of all, if the corpus is there.
func corpusSeeds(f *testing.F, want Format) {
	root := corpusRoot()
	for _, r := range readTruth(root) {
		b, err := os.ReadFile(filepath.Join(root, "images", filepath.FromSlash(r.path)))
		if err == nil && len(b) < 6000 && (want == 0 || signature(b) == want) {
			f.Add(b)
		}
	}
}

func FuzzAnything(f *testing.F) {
	corpusSeeds(f, 0)
	for _, c := range cases() {
		if len(c.file) < 20_000 {
			f.Add([]byte(c.file))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		shallow, deep := Bytes(b), Walk(b)
		if shallow.Format != deep.Format || shallow.Fault != deep.Fault || shallow.Width != deep.Width || shallow.Height != deep.Height {
			t.Fatalf("deep mode differs: %s\nthan %s", summary(shallow), summary(deep))
		}
		if len(b) > 0 && shallow.Fault == Truncated && Bytes(b[:len(b)-1]).Fault == None && !tailed(shallow.Format) {
			t.Fatalf("enough before its last byte and not with it: %s", summary(shallow))
		}
		for _, isDeep := range []bool{false, true} {
			readsAlike(t, b, isDeep)
			boundedWork(t, b, isDeep)
		}
	})
}

// fuzzWork demands no panic, little work and that both modes agree. It takes nothing from the heap and little of the stack,
// so that a worker of the fuzzing engine runs as many inputs as it can.
func fuzzWork(f *testing.F, lists ...[]probeCase) {
	for _, c := range concat(lists...) {
		if len(c.file) < 20_000 {
			f.Add([]byte(c.file))
		}
	}
	shallow, deep := new(Probe), &Probe{Deep: true} // kept: a worker runs one input after the other
	f.Fuzz(func(t *testing.T, b []byte) {
		littleWork(t, shallow, b)
		littleWork(t, deep, b)
		one, two := &shallow.media, &deep.media
		if one.Format != two.Format || one.Fault != two.Fault || one.Width != two.Width || one.Height != two.Height {
			t.Fatalf("deep mode differs: %s\nthan %s", summary(deep.Media()), summary(shallow.Media()))
		}
	})
}

func FuzzHeaders(f *testing.F) {
	corpusSeeds(f, 0)
	fuzzWork(f, cases(), hostile)
}

func FuzzBoxes(f *testing.F) {
	corpusSeeds(f, MP4)
	fuzzWork(f, heifCases, movieCases)
}

func FuzzPictures(f *testing.F) { fuzzWork(f, pictureCases) }

func FuzzMedia(f *testing.F) { fuzzWork(f, soundCases, videoCases, streamCases) }

// fuzzOracle demands the oracle's size wherever it accepts a file.
func fuzzOracle(f *testing.F, list []probeCase, want Format, oracle func(io.Reader) (image.Config, error)) {
	corpusSeeds(f, want)
	for _, c := range list {
		f.Add([]byte(c.file))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := oracle(bytes.NewReader(b))
		if err != nil || c.Width == 0 || c.Height == 0 {
			return
		}
		m := Bytes(b)
		if want == TIFF && m.Fault == Malformed && m.Width*m.Height == 0 {
			return // the other takes the first of many widths, which may lie behind the directory
		}
		if m.Format != want || m.Width != int64(c.Width) || m.Height != int64(c.Height) {
			t.Fatalf("want %s %dx%d, got %s", want, c.Width, c.Height, summary(m))
		}
	})
}

func FuzzJPEG(f *testing.F) { fuzzOracle(f, jpegCases, JPEG, jpeg.DecodeConfig) }

func FuzzPNG(f *testing.F) { fuzzOracle(f, pngCases, PNG, png.DecodeConfig) }

func FuzzGIF(f *testing.F) { fuzzOracle(f, gifCases, GIF, gif.DecodeConfig) }

func FuzzBMP(f *testing.F) { fuzzOracle(f, bmpCases, BMP, bmp.DecodeConfig) }

func FuzzTIFF(f *testing.F) { fuzzOracle(f, tiffCases, TIFF, tiff.DecodeConfig) }

func FuzzWEBP(f *testing.F) { fuzzOracle(f, webpCases, WEBP, webp.DecodeConfig) }
