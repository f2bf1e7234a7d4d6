package check

import (
	"slices"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/probe"
)

// Colour wants an image that is not grayscale, or one with one of some numbers of channels.
type Colour struct{ channels []int64 }

func parseColour(p *Params, n *body.Node) Check {
	if n.Kind == body.String {
		p.choice(n, "colour")
		return Colour{}
	}
	return Colour{p.numbers(n)}
}

// numbers reads a list of whole numbers.
func (p *Params) numbers(n *body.Node) []int64 {
	var out []int64
	if p.Doc.Want(n, body.Array) {
		p.some(n)
		for _, item := range n.Items {
			v, ok := item.Int()
			if !ok {
				p.Doc.Note(item, "want a whole number")
			}
			out = append(out, v)
		}
	}
	return out
}

func (c Colour) Ask(r *Record, v *Value, told *Told) State {
	m, state := sized(v, told)
	if m == nil {
		return state
	}
	if m.Channels == 0 {
		return told.open(called(m), "the header does not say how many colour channels there are", Need{})
	}
	n := int64(m.Channels)
	if m.Palette == probe.Yes {
		n = 3 // a palette holds colours
	}
	const fix = "convert it to RGB"
	switch {
	case c.channels == nil && n <= 2:
		return told.fail("grayscale", fix)
	case c.channels != nil && !slices.Contains(c.channels, n):
		return told.fail(plural(n, "channel"), fix)
	}
	return Passed
}

func (c Colour) Want() string {
	if c.channels == nil {
		return "a colour image"
	}
	return numberList(c.channels) + " colour channels"
}

func numberList(numbers []int64) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = grouped(n)
	}
	return list(words, "or")
}

// BitsPerPixel wants one of some numbers of stored bits for each pixel.
type BitsPerPixel struct{ bits []int64 }

func parseBitsPerPixel(p *Params, n *body.Node) Check { return BitsPerPixel{p.numbers(n)} }

func (c BitsPerPixel) Ask(r *Record, v *Value, told *Told) State {
	m, state := sized(v, told)
	if m == nil {
		return state
	}
	n := int64(m.Channels) * int64(m.BitDepth)
	if m.Palette == probe.Yes {
		n = int64(m.BitDepth)
	}
	switch {
	case n == 0:
		return told.open(called(m), "the header does not say how many bits a pixel has", Need{})
	case slices.Contains(c.bits, n):
		return Passed
	case told == nil:
		return Failed
	}
	return told.fail(plural(n, "bit")+" per pixel", "convert it to "+c.Want())
}

func (c BitsPerPixel) Want() string { return numberList(c.bits) + " bits per pixel" }
