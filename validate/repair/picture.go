package repair

import (
	"fmt"
	"image"
	"image/color"

	"golang.org/x/image/draw"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

// canvas is a picture that is being mended. What is done to it adds up; the file it came from is decoded once.
type canvas struct {
	pixels image.Image // as shown
	media  probe.Media // of the file it came from
	limits decode.Limits
	fits   func(width, height int64) bool // whether the endpoint takes a picture of that size
}

// open decodes a file. The words say why it cannot be done.
func open(file []byte, media probe.Media, limits decode.Limits) (*canvas, string) {
	pixels, result := decode.Picture(file, media, limits)
	if pixels == nil {
		return nil, "it cannot be decoded here: " + result.Reason
	}
	return &canvas{pixels: oriented(pixels, media.Orientation), media: media, limits: limits}, ""
}

// size is the width and height in pixels.
func (c *canvas) size() (width, height int64) {
	b := c.pixels.Bounds()
	return int64(b.Dx()), int64(b.Dy())
}

// change crops or scales.
func (c *canvas) change(f *check.Fix) string {
	width, height := c.size()
	switch {
	case f.Do == check.DoCrop && (f.Width > width || f.Height > height):
		return fmt.Sprintf("%d × %d pixels cannot be cropped to %d × %d", width, height, f.Width, f.Height)
	case f.Do == check.DoCrop:
		c.pixels = cropped(c.pixels, int(f.Width), int(f.Height))
	case f.Do == check.DoResize && !affordable(f.Width, f.Height, c.limits):
		return fmt.Sprintf("%d × %d pixels are more than can be made here", f.Width, f.Height)
	case f.Do == check.DoResize:
		c.pixels = scaled(c.pixels, int(f.Width), int(f.Height))
	}
	return ""
}

// affordable reports whether a picture of that size may be made.
func affordable(width, height int64, limits decode.Limits) bool {
	most := limits.Pixels
	if most == 0 {
		most = decode.DefaultPixels
	}
	return width > 0 && height > 0 && width <= most && height <= most/width
}

// cropped is the middle of a picture.
func cropped(m image.Image, width, height int) image.Image {
	b := m.Bounds()
	at := b.Min.Add(image.Pt((b.Dx()-width)/2, (b.Dy()-height)/2))
	part := image.Rectangle{at, at.Add(image.Pt(width, height))}
	if sub, ok := m.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok {
		return sub.SubImage(part)
	}
	to := like(m, width, height)
	draw.Draw(to, to.Bounds(), m, at, draw.Src)
	return to
}

// scaled is a picture in another size.
func scaled(m image.Image, width, height int) image.Image {
	to := like(m, width, height)
	draw.CatmullRom.Scale(to, to.Bounds(), m, m.Bounds(), draw.Src, nil)
	return to
}

// like is an empty picture, gray where m is.
func like(m image.Image, width, height int) draw.Image {
	r := image.Rect(0, 0, width, height)
	switch m.ColorModel() {
	case color.GrayModel, color.Gray16Model:
		return image.NewGray(r)
	}
	return image.NewRGBA(r)
}

// oriented turns a picture as its EXIF orientation says, so that it is shown alike without.
// https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4 A
func oriented(m image.Image, orientation uint8) image.Image {
	if orientation < 2 || orientation > 8 {
		return m
	}
	b := m.Bounds()
	width, height := b.Dx(), b.Dy()
	if orientation >= 5 {
		width, height = height, width
	}
	from, to := like(m, b.Dx(), b.Dy()), like(m, width, height)
	draw.Draw(from, from.Bounds(), m, b.Min, draw.Src)
	source, sourceRow, n := plane(from)
	target, targetRow, _ := plane(to)
	for y := range height {
		for x := range width {
			fx, fy := x, y // of the stored picture
			switch orientation {
			case 2:
				fx = width - 1 - x
			case 3:
				fx, fy = width-1-x, height-1-y
			case 4:
				fy = height - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, width-1-x
			case 7:
				fx, fy = height-1-y, width-1-x
			case 8:
				fx, fy = height-1-y, x
			}
			copy(target[y*targetRow+x*n:][:n], source[fy*sourceRow+fx*n:][:n])
		}
	}
	return to
}

// plane is the bytes of a picture that [like] made, how many a row has, and how many a pixel.
func plane(m draw.Image) (bytes []byte, row, pixel int) {
	if gray, ok := m.(*image.Gray); ok {
		return gray.Pix, gray.Stride, 1
	}
	colour := m.(*image.RGBA)
	return colour.Pix, colour.Stride, 4
}

// opaque is a picture on white, without transparency.
func opaque(m image.Image) image.Image {
	if o, ok := m.(interface{ Opaque() bool }); ok && o.Opaque() {
		return m
	}
	b := m.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(to, to.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(to, to.Bounds(), m, b.Min, draw.Over)
	return to
}

// coloured is a picture in three channels of eight bits.
func coloured(m image.Image) image.Image {
	b := m.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(to, to.Bounds(), opaque(m), b.Min, draw.Src)
	return to
}
