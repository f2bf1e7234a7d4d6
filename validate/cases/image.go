package cases

import (
	"fmt"
	"strconv"
	"strings"
)

// Image makes the picture that an image recipe describes: a valid file of one colour, the same bytes everywhere and always.
//
//	png 640x480            format and size: jpeg png gif bmp tiff webp heic avif
//	gray alpha             one colour channel; a transparent picture
//	orientation=6          EXIF orientation (jpeg, png, webp) or its tag (tiff)
//	frames=3               of a gif
//	bytes=5242881          exact length of the file: zero bytes follow the end of the picture
//	cut=100                only the first 100 bytes
//
// Words stand one space apart, options in any order, each once. A heic or avif is its header only: it says its size
// but holds no pixels. Every other picture decodes. JPEG is mid grey, all else black (with alpha: clear).
// The error says what of the recipe is not understood.
func Image(recipe string) ([]byte, error) {
	p, err := parsePicture(recipe)
	if err == nil {
		var file []byte
		if file, err = p.file(); err == nil {
			return file, nil
		}
	}
	return nil, fmt.Errorf("image recipe %q: %w", recipe, err)
}

// Bounds of a recipe. They keep a slip of the pen from filling the memory; no format needs more here.
const (
	maxSide   = 1_000_000
	maxPixels = 1 << 32
	maxLength = 256 << 20 // of a file or of repeated text, in bytes
)

// picture is a parsed image recipe.
type picture struct {
	format        *format
	width, height int
	gray, alpha   bool
	orientation   int // 0 = none
	frames        int // 0 = one
	bytes, cut    int // -1 = not given
}

type format struct {
	name, mime string
	maxSide    int
	options    string // the options it can take beside bytes and cut
	write      func(picture) []byte
}

// formats is the closed list of what a recipe can make.
var formats = [...]format{
	{"jpeg", "image/jpeg", 65535, "gray orientation", picture.jpeg},
	{"png", "image/png", maxSide, "gray alpha orientation", picture.png},
	{"gif", "image/gif", 65535, "alpha frames", picture.gif},
	{"bmp", "image/bmp", maxSide, "gray", picture.bmp},
	{"tiff", "image/tiff", maxSide, "gray alpha orientation", picture.tiff},
	{"webp", "image/webp", 16384, "alpha orientation", picture.webp},
	{"heic", "image/heic", maxSide, "gray", picture.heif},
	{"avif", "image/avif", maxSide, "gray", picture.heif},
}

func parsePicture(recipe string) (picture, error) {
	p := picture{bytes: -1, cut: -1}
	words := strings.Split(recipe, " ")
	for i := range formats {
		if formats[i].name == words[0] {
			p.format = &formats[i]
		}
	}
	if p.format == nil {
		return p, fmt.Errorf("format %q is not known", words[0])
	}
	if len(words) < 2 {
		return p, fmt.Errorf("want a size such as 640x480")
	}
	width, height, _ := strings.Cut(words[1], "x")
	var err error
	if p.width, err = number(width, 1, p.format.maxSide); err != nil {
		return p, fmt.Errorf("width: %w", err)
	}
	if p.height, err = number(height, 1, p.format.maxSide); err != nil {
		return p, fmt.Errorf("height: %w", err)
	}
	if int64(p.width)*int64(p.height) > maxPixels {
		return p, fmt.Errorf("more than %d pixels", int64(maxPixels))
	}
	seen := map[string]bool{}
	for _, word := range words[2:] {
		name, value, valued := strings.Cut(word, "=")
		if seen[name] {
			return p, fmt.Errorf("%s is given twice", name)
		}
		seen[name] = true
		if err := p.option(name, value, valued); err != nil {
			return p, err
		}
	}
	if p.gray && p.alpha && p.format.name == "tiff" {
		return p, fmt.Errorf("tiff is gray or has alpha, not both")
	}
	return p, nil
}

func (p *picture) option(name, value string, valued bool) (err error) {
	known := strings.Contains(" gray alpha orientation frames bytes cut ", " "+name+" ")
	if flag := name == "gray" || name == "alpha"; !known || flag == valued {
		return fmt.Errorf("option %q is not known", name)
	}
	if name != "bytes" && name != "cut" && !strings.Contains(" "+p.format.options+" ", " "+name+" ") {
		return fmt.Errorf("%s cannot be %s", p.format.name, name)
	}
	switch name {
	case "gray":
		p.gray = true
	case "alpha":
		p.alpha = true
	case "orientation":
		p.orientation, err = number(value, 1, 8)
	case "frames":
		p.frames, err = number(value, 1, 10_000)
	case "bytes":
		p.bytes, err = number(value, 0, maxLength)
	case "cut":
		p.cut, err = number(value, 0, maxLength)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// number reads decimal digits.
func number(text string, least, most int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || strings.Trim(text, "0123456789") != "" || n < least || n > most {
		return 0, fmt.Errorf("want a number from %d to %d, got %q", least, most, text)
	}
	return n, nil
}

func (p picture) file() ([]byte, error) {
	if p.format.name == "bmp" && int64(p.width)*int64(p.height)*3 > maxLength {
		return nil, fmt.Errorf("a bmp of this size is longer than %d bytes", maxLength)
	}
	file := p.format.write(p)
	if p.bytes >= 0 {
		if p.bytes < len(file) {
			return nil, fmt.Errorf("bytes: the picture alone is %d bytes", len(file))
		}
		file = append(file, make([]byte, p.bytes-len(file))...)
	}
	if p.cut >= 0 {
		if p.cut > len(file) {
			return nil, fmt.Errorf("cut: the file is only %d bytes", len(file))
		}
		file = file[:p.cut]
	}
	return file, nil
}
