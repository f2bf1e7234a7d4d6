package repair_test

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"slices"
	"strconv"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/repair"
	"github.com/willpass/willpass/validate/spec"
)

// way is one way to break a picture, or to leave it well.
type way struct {
	name string
	make func(from image.Image, random *rand.Rand) repair.Input
}

// waysOf is how the rules of an endpoint about a picture can be broken, for each place that takes one.
func waysOf(p *spec.Provider, e *spec.Endpoint) []way {
	if p.Link(e); len(e.Media) == 0 {
		return nil
	}
	var out []way
	places := map[int]bool{}
	for _, m := range e.Media {
		if !places[m.Place] {
			places[m.Place] = true
			out = append(out, waysAt(e, m.Place)...)
		}
	}
	return out
}

func waysAt(e *spec.Endpoint, place int) []way {
	at := e.Places[place].Text
	rules := slices.Concat(stages(e)...)
	short := 40 // a side that is long enough, and no longer than it need be, for the test to be fast
	for i := range rules {
		if figures := check.Figures(rules[i].Check, &check.Record{}); rules[i].Place == place && rules[i].Kind == "side" {
			short = max(short, int(whole(figures.Min, 0))+1, int(whole(figures.Above, 0))+1)
		}
	}
	out := []way{
		{"turned by EXIF", sized(at, "jpeg", 7*short, 2*short, 6)},
		{"very wide", sized(at, "jpeg", 1200, 12, 0)},
		{"very high", sized(at, "png", 12, 1200, 0)},
		{"one pixel", sized(at, "png", 1, 1, 0)},
		{"cut short", cutShort(at)},
		{"as it should be", sized(at, "png", short+short/3, short+short/4, 0)},
	}
	picture := false
	for i := range rules {
		r := &rules[i]
		if r.Place != place {
			continue
		}
		figures := check.Figures(r.Check, &check.Record{})
		least, most := whole(figures.Min, 0), whole(figures.Max, 0)
		if figures.Above != nil {
			least = whole(figures.Above, 0) + 1
		}
		if figures.Below != nil {
			most = whole(figures.Below, 0) - 1
		}
		switch r.Kind {
		case "format":
			picture = picture || slices.Contains(figures.OneOf, "jpeg") || slices.Contains(figures.OneOf, "png")
			for _, format := range []string{"jpeg", "png", "gif", "bmp", "tiff"} {
				if !slices.Contains(figures.OneOf, format) {
					out = append(out, way{"of another format", sized(at, format, short+short/2, short+short/3, 0)})
				}
			}
		case "side":
			if most > 0 && most < 20000 {
				out = append(out, way{"side above the most", sized(at, "jpeg", int(most)+1, short, 0)}, way{"side above the most, upright", sized(at, "png", short, int(most)+1, 0)})
			}
			if least > 1 {
				out = append(out, way{"side below the least", sized(at, "png", int(least)-1, int(least)+30, 0)}, way{"side below the least, both", sized(at, "jpeg", int(least)-1, int(least)-1, 0)})
			}
		case "bytes":
			if most > 0 && most <= 20_000_000 {
				out = append(out, way{"bytes above the most", padded(at, int(most)+1)})
			}
			if most > 0 && most <= 4_000_000 { // more would take minutes
				out = append(out, way{"bytes above the most, all needed", noisy(at, int(most))})
			}
			if least > 1 {
				out = append(out, way{"bytes below the least", sized(at, "jpeg", int(least)/100+1, int(least)/100+1, 0)})
			}
		case "colour", "bitsPerPixel":
			out = append(out, way{"gray", gray(at)})
		case "extension":
			out = append(out, way{"another extension", renamed(at)})
		}
	}
	if !picture {
		return nil
	}
	return out
}

func stages(e *spec.Endpoint) [][]spec.Rule {
	var out [][]spec.Rule
	for i := range e.Stages {
		out = append(out, e.Stages[i].Rules)
	}
	if e.Items != nil {
		out = append(out, e.Items.Rules)
	}
	return out
}

// whole is the first of numbers, as a whole one.
func whole(numbers []check.Micro, otherwise int64) int64 {
	if len(numbers) == 0 {
		return otherwise
	}
	f, err := strconv.ParseFloat(string(numbers[0].AppendJSON(nil)), 64)
	if err != nil {
		return otherwise
	}
	return int64(f)
}

// sized makes a picture of that size, with an EXIF orientation when it is above 0, which wants a JPEG.
func sized(at, format string, width, height, orientation int) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		m := image.NewRGBA(image.Rect(0, 0, width, height))
		draw.NearestNeighbor.Scale(m, m.Bounds(), from, from.Bounds(), draw.Src, nil)
		return repair.Input{At: at, Name: "a." + format, Bytes: marked(encoded(m, format), orientation)}
	}
}

func encoded(m image.Image, format string) []byte {
	var b bytes.Buffer
	var err error
	switch format {
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "png":
		err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m)
	case "gif":
		err = gif.Encode(&b, m, nil)
	case "bmp":
		err = bmp.Encode(&b, m)
	case "tiff":
		err = tiff.Encode(&b, m, nil)
	}
	if err != nil {
		return nil
	}
	return b.Bytes()
}

// marked puts an EXIF orientation behind the first two bytes of a JPEG: one entry of one directory.
func marked(file []byte, orientation int) []byte {
	if orientation == 0 {
		return file
	}
	exif := append([]byte("\xFF\xE1\x00\x22Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), byte(orientation), 0, 0, 0, 0, 0, 0)
	return slices.Concat(file[:2], exif, file[2:])
}

// padded makes a file longer than it need be.
func padded(at string, length int) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		in := sized(at, "jpeg", 400, 300, 0)(from, random)
		in.Bytes = append(in.Bytes, make([]byte, max(0, length-len(in.Bytes)))...)
		return in
	}
}

// noisy makes a PNG that needs all its bytes.
func noisy(at string, most int) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		side := 1
		for side*side*3 <= most {
			side++
		}
		m := image.NewRGBA(image.Rect(0, 0, side, side))
		for i := range m.Pix {
			if m.Pix[i] = byte(random.Uint32()); i%4 == 3 {
				m.Pix[i] = 255
			}
		}
		return repair.Input{At: at, Name: "a.png", Bytes: encoded(m, "png")}
	}
}

func gray(at string) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		m := image.NewGray(image.Rect(0, 0, 400, 300))
		draw.NearestNeighbor.Scale(m, m.Bounds(), from, from.Bounds(), draw.Src, nil)
		return repair.Input{At: at, Name: "a.jpg", Bytes: encoded(m, "jpeg")}
	}
}

func renamed(at string) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		in := sized(at, "png", 500, 400, 0)(from, random)
		in.Name = "a.dat"
		return in
	}
}

func cutShort(at string) func(image.Image, *rand.Rand) repair.Input {
	return func(from image.Image, random *rand.Rand) repair.Input {
		in := sized(at, "jpeg", 500, 400, 0)(from, random)
		in.Bytes = in.Bytes[:len(in.Bytes)/2]
		return in
	}
}
