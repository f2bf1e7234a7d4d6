package decode_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

func TestWhatIsBrokenInAGIF(t *testing.T) {
	const (
		screen = "GIF89a\x02\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff" // 2x1, a table of two colours
		bare   = "GIF89a\x02\x00\x01\x00\x00\x00\x00"
		head   = ",\x00\x00\x00\x00\x02\x00\x01\x00"
		pixels = "\x02\x02\x44\x0a\x00" // clear, 0, 1, end
		frame  = head + "\x00" + pixels
		local  = head + "\x80\x00\x00\x00\xff\xff\xff" + pixels
		note   = "!\xfe\x05hello\x00"
	)
	for _, c := range []struct {
		name, file string
		want       decode.GIFFault
	}{
		{"a frame", screen + frame + ";", 0},
		{"a note, frames, bytes behind the end", screen + note + frame + frame + ";more", 0},
		{"a table of the frame's own", bare + local + ";", 0},
		{"codes of one bit are not known here", screen + head + "\x00\x01\x02\x44\x0a\x00;", 0},
		{"nothing", "", decode.GIFOpen},
		{"another version", "GIF90a" + screen[6:] + frame + ";", decode.GIFOpen},
		{"the screen is cut", screen[:12], decode.GIFOpen},
		{"the colour table is cut", screen[:16], decode.GIFOpen},
		{"no trailer", screen + frame, decode.GIFRead},
		{"a block of no known kind", screen + "x" + frame + ";", decode.GIFRead},
		{"an extension is cut", screen + "!", decode.GIFRead},
		{"a note is cut", screen + note[:5], decode.GIFRead},
		{"a descriptor is cut", screen + head, decode.GIFRead},
		{"a table is cut", screen + local[:13], decode.GIFRead},
		{"the pixels are cut", screen + frame[:12], decode.GIFRead},
		{"the end of the pixels is cut", screen + frame[:len(frame)-1], decode.GIFRead},
		{"a code that stands for nothing", screen + head + "\x00\x02\x02\xff\xff\x00;", decode.GIFDecode},
		{"too few pixels", screen + head + "\x00\x02\x01\x2c\x00;", decode.GIFDecode},
		{"no pixels", screen + head + "\x00\x02\x00;", decode.GIFDecode},
		{"codes of nine bits", screen + head + "\x00\x09\x02\x44\x0a\x00;", decode.GIFDecode},
		{"no table anywhere", bare + frame + ";", decode.GIFNoColour},
		{"one frame without a table", bare + local + frame + ";", decode.GIFNoColour},
		{"no frame", screen + note + ";", decode.GIFNoFrame},
		{"nothing but the screen", bare + ";", decode.GIFNoFrame},
	} {
		header := probe.Bytes([]byte(c.file))
		header.Format = probe.GIF
		got := decode.Try(strings.NewReader(c.file), header, decode.Limits{})
		if broken := got.Outcome == decode.Broken; got.GIF != c.want || broken != (c.want != 0) {
			t.Errorf("%s: want %q, got %+v", c.name, c.want, got)
		}
	}
}
