package probe

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// benchFiles are files of 320x240 as the encoders of the standard library and x/image write them; WebP has no encoder.
func benchFiles(tb testing.TB) map[string]string {
	tb.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 320, 240), color.Palette{color.Black, color.White})
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 7 & 1)
	}
	files := map[string]string{"webp": riff("WEBP", vp8l)}
	for name, encode := range map[string]func(io.Writer) error{
		"jpeg": func(w io.Writer) error { return jpeg.Encode(w, img, nil) },
		"png":  func(w io.Writer) error { return png.Encode(w, img) },
		"gif":  func(w io.Writer) error { return gif.Encode(w, img, nil) },
		"bmp":  func(w io.Writer) error { return bmp.Encode(w, img) },
		"tiff": func(w io.Writer) error { return tiff.Encode(w, img, nil) },
	} {
		var w bytes.Buffer
		if err := encode(&w); err != nil {
			tb.Fatal(err)
		}
		files[name] = w.String()
	}
	return files
}

// others are the readers of the standard library and x/image.
var others = []struct {
	name   string
	config func(io.Reader) (image.Config, error)
}{
	{"jpeg", jpeg.DecodeConfig}, {"png", png.DecodeConfig}, {"gif", gif.DecodeConfig},
	{"bmp", bmp.DecodeConfig}, {"tiff", tiff.DecodeConfig}, {"webp", webp.DecodeConfig},
}

// timeBoth reads the same file 16 times with Bytes, then with the other reader.
func timeBoth(file []byte, other func(io.Reader) (image.Config, error)) (ours, others time.Duration) {
	at := time.Now()
	for range 16 {
		Bytes(file)
	}
	mid := time.Now()
	for range 16 {
		other(bytes.NewReader(file))
	}
	return mid.Sub(at), time.Since(mid)
}

// BenchmarkAgainstDecodeConfig runs both readers over the same file in turn, and tells how many times longer the other takes.
func BenchmarkAgainstDecodeConfig(b *testing.B) {
	files := benchFiles(b)
	for _, f := range others {
		b.Run(f.name, func(b *testing.B) {
			file := []byte(files[f.name])
			if c, err := f.config(bytes.NewReader(file)); err != nil || int64(c.Width) != Bytes(file).Width {
				b.Fatalf("want %v %v, got %s", c, err, summary(Bytes(file)))
			}
			var ours, others time.Duration
			for b.Loop() {
				one, two := timeBoth(file, f.config)
				ours, others = ours+one, others+two
			}
			b.ReportMetric(float64(ours.Nanoseconds())/float64(16*b.N), "ns/ours")
			b.ReportMetric(float64(others.Nanoseconds())/float64(16*b.N), "ns/other")
			b.ReportMetric(float64(others)/float64(ours), "other/ours")
		})
	}
}

// TestFasterThanDecodeConfig demands at least the speed of the other reader on each format, and three times it on the median.
// What one allocates is part of its time; so a round is long enough for the garbage collector to run, and the median of the
// rounds counts, which a pause of the machine does not move.
func TestFasterThanDecodeConfig(t *testing.T) {
	const rounds, turns = 11, 100
	files := benchFiles(t)
	var ratios []float64
	for _, f := range others {
		file := []byte(files[f.name])
		var round, ns []float64
		for range rounds {
			var ours, others time.Duration
			for range turns {
				one, two := timeBoth(file, f.config)
				ours, others = ours+one, others+two
			}
			round = append(round, float64(others)/float64(ours))
			ns = append(ns, float64(ours.Nanoseconds())/(16*turns))
		}
		slices.Sort(round)
		slices.Sort(ns)
		ratio := round[rounds/2]
		t.Logf("%s: %.0f ns, the other %.1f times as long", f.name, ns[rounds/2], ratio)
		if ratio < 1 {
			t.Errorf("%s: slower than the other reader", f.name)
		}
		ratios = append(ratios, ratio)
	}
	slices.Sort(ratios)
	if median := (ratios[2] + ratios[3]) / 2; median < 3 {
		t.Errorf("want three times the speed on the median, got %.1f", median)
	}
}

// BenchmarkHeaders reads each case, one per format.
func BenchmarkHeaders(b *testing.B) {
	seen := map[Format]bool{}
	for _, c := range cases() {
		f := Bytes([]byte(c.file)).Format
		if seen[f] || f == 0 {
			continue
		}
		seen[f] = true
		b.Run(f.String(), func(b *testing.B) {
			file := []byte(c.file)
			b.ReportAllocs()
			for b.Loop() {
				Bytes(file)
			}
		})
	}
}

// BenchmarkStream passes 8 MB by a Stream that is done after the header.
func BenchmarkStream(b *testing.B) {
	file := append([]byte(pngCases[0].file), make([]byte, 8<<20)...)
	var s Stream
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		s.Reset(-1)
		for rest := file; len(rest) > 0; {
			n := min(len(rest), 32<<10)
			s.Write(rest[:n])
			rest = rest[n:]
		}
		s.End()
	}
}
