package cases

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"image/gif"

	"github.com/willpass/willpass/validate/probe"
	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
)

var decodable = []string{"jpeg", "jpeg gray", "jpeg orientation=6", "png", "png gray", "png alpha", "png gray alpha",
	"png orientation=8", "gif", "gif alpha", "bmp", "bmp gray", "tiff", "tiff gray", "tiff alpha", "tiff orientation=3",
	"webp", "webp alpha", "webp orientation=5", "webp alpha orientation=7", "png bytes=9000", "jpeg bytes=9000"}

// Sizes around every boundary in a writer: a block of 8, a run of 258, the table of 4096 codes, a row of 4 bytes.
var sizes = []string{"1x1", "2x1", "3x5", "7x8", "8x8", "9x17", "16x16", "86x1", "85x1", "258x1", "259x1", "129x2",
	"300x200", "1x4000", "2829x2829", "16000x10", "10x16000"}

func TestPicturesDecodeToOneColour(t *testing.T) {
	for _, kind := range decodable {
		name, options, _ := strings.Cut(kind, " ")
		for _, size := range sizes {
			recipe := strings.TrimSuffix(name+" "+size+" "+options, " ")
			if size == "2829x2829" && name != "gif" { // only there for the table of codes
				continue
			}
			file, err := Image(recipe)
			if err != nil {
				t.Fatal(err)
			}
			img, format, err := image.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("%s: %v", recipe, err)
			}
			width, height, _ := strings.Cut(size, "x")
			b := img.Bounds()
			if want, got := name+" "+width+" "+height, format+" "+itoa(b.Dx())+" "+itoa(b.Dy()); want != got {
				t.Errorf("%s: want %s, got %s", recipe, want, got)
			}
			wantColour(t, recipe, img)
		}
	}
}

// wantColour looks at every pixel: grey of JPEG, black of the others, clear where alpha was asked for.
func wantColour(t *testing.T, recipe string, img image.Image) {
	t.Helper()
	want := [4]uint32{0, 0, 0, 0xffff}
	if strings.HasPrefix(recipe, "jpeg") {
		want = [4]uint32{0x8080, 0x8080, 0x8080, 0xffff}
	}
	if strings.Contains(recipe, "alpha") {
		want = [4]uint32{}
	}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, a := img.At(x, y).RGBA()
			if got := [4]uint32{r, g, bl, a}; want != got {
				t.Fatalf("%s at %d,%d: want %v, got %v", recipe, x, y, want, got)
			}
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func TestGIFHasItsFrames(t *testing.T) {
	file, err := Image("gif 20x10 frames=7")
	if err != nil {
		t.Fatal(err)
	}
	all, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if want, got := 7, len(all.Image); want != got {
		t.Errorf("want %d frames, got %d", want, got)
	}
}

func TestLargePicturesAreSmallAndFast(t *testing.T) {
	most := map[string]int{"jpeg": 900_000, "png": 300_000, "gif": 60_000, "tiff": 300_000, "webp": 100, "heic": 400, "avif": 400}
	for name, limit := range most {
		for _, size := range []string{"8192x8192", "1000000x4000", "20000x10"} {
			start := time.Now()
			file, err := Image(name + " " + size)
			if size == "1000000x4000" {
				if (err == nil) != strings.Contains("png tiff heic avif", name) {
					t.Errorf("%s %s: %v", name, size, err)
				}
				continue
			}
			if size == "20000x10" && name == "webp" {
				if err == nil {
					t.Error("a webp side of 20000 passed")
				}
				continue
			}
			if err != nil || len(file) > limit {
				t.Errorf("%s %s: want at most %d bytes, got %d, %v", name, size, limit, len(file), err)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%s %s took %v", name, size, took)
			}
		}
	}
}

func TestBytesAndCutAreExact(t *testing.T) {
	whole, err := Image("png 5x5 bytes=5242881")
	if err != nil || len(whole) != 5242881 {
		t.Fatalf("want 5242881 bytes, got %d, %v", len(whole), err)
	}
	picture, _ := Image("png 5x5")
	if !bytes.Equal(picture, whole[:len(picture)]) || strings.Trim(string(whole[len(picture):]), "\x00") != "" {
		t.Error("the padding is not zero bytes behind the picture")
	}
	cut, err := Image("png 5x5 cut=10")
	if err != nil || !bytes.Equal(cut, picture[:10]) {
		t.Errorf("want the first ten bytes, got %q, %v", cut, err)
	}
	exact, err := Image("png 5x5 bytes=" + itoa(len(picture)))
	if err != nil || !bytes.Equal(exact, picture) {
		t.Errorf("the length of the picture itself: %v", err)
	}
}

func TestSlipsInImageRecipes(t *testing.T) {
	for recipe, want := range map[string]string{
		"jpg 1x1":                   `format "jpg" is not known`,
		"png":                       "want a size such as 640x480",
		"png 640":                   "height",
		"png 0x1":                   "width: want a number from 1 to 1000000",
		"png +1x1":                  "width",
		"png 1x1 ":                  `option "" is not known`,
		"png 1x1  gray":             `option "" is not known`,
		"jpeg 65536x1":              "width: want a number from 1 to 65535",
		"webp 16385x1":              "width",
		"png 1x1 frames=2":          "png cannot be frames",
		"gif 1x1 gray":              "gif cannot be gray",
		"png 1x1 gray=1":            `option "gray" is not known`,
		"png 1x1 cut":               `option "cut" is not known`,
		"png 1x1 gray gray":         "gray is given twice",
		"png 1x1 orientation=9":     "orientation: want a number from 1 to 8",
		"png 1x1 bytes=10":          "bytes: the picture alone is 78 bytes",
		"png 1x1 cut=79":            "cut: the file is only 78 bytes",
		"bmp 20000x20000":           "a bmp of this size is longer",
		"png 1000000x1000000":       "more than 4294967296 pixels",
		"tiff 1x1 gray alpha":       "not both",
		"png 1x1 bytes=99999999999": "bytes: want a number",
	} {
		if _, err := Image(recipe); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: want %q, got %v", recipe, want, err)
		}
	}
}

// TestTheProbeReadsEveryPicture: the engine's own reader agrees with what a recipe says, heic and avif included.
func TestTheProbeReadsEveryPicture(t *testing.T) {
	for _, kind := range append(slices.Clone(decodable), "heic", "avif", "heic gray", "gif frames=3") {
		name, options, _ := strings.Cut(kind, " ")
		file, err := Image(strings.TrimSuffix(name+" 300x200 "+options, " "))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []probe.Media{probe.Bytes(file), probe.Walk(file)} {
			if m.Format.String() != name || m.Width != 300 || m.Height != 200 || m.Fault != probe.None || m.Cut == probe.Yes {
				t.Errorf("%s: %+v", kind, m)
			}
			if strings.Contains(options, "orientation") && m.Orientation == 0 {
				t.Errorf("%s: no orientation", kind)
			}
			if gray := m.Channels == 1 || m.Channels == 2; m.Channels > 0 && m.Palette != probe.Yes && gray != strings.Contains(options, "gray") {
				t.Errorf("%s: %d channels", kind, m.Channels)
			}
		}
		if m := probe.Walk(file); strings.Contains(options, "frames=3") && m.Frames != 3 {
			t.Errorf("%s: %d frames", kind, m.Frames)
		}
	}
}
