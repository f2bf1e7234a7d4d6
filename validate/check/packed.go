package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/pack"
	"github.com/willpass/willpass/validate/probe"
)

// packed is every kind of check and how it is packed: one line per kind, with its fields. When reading, old is nil.
var packed = [...]struct {
	name string
	pack func(c *pack.Coder, old Check) Check
}{
	{"absent", func(c *pack.Coder, old Check) Check { v, _ := old.(Unwanted); v.How.pack(c); return v }},
	{"alike", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Alike)
		packedBounds.Pack(&v.Bounds, c)
		c.Text(&v.of)
		return v
	}},
	{"anyOf", func(c *pack.Coder, old Check) Check { v, _ := old.(AnyOf); packedPlaces.Pack(&v.places, c); return v }},
	{"atMostOne", func(c *pack.Coder, old Check) Check {
		v, _ := old.(AtMostOne)
		packedPlaces.Pack(&v.places, c)
		return v
	}},
	{"base64", func(c *pack.Coder, old Check) Check { v, _ := old.(Base64Text); c.Text(&v.fault); return v }},
	{"before", func(c *pack.Coder, old Check) Check { v, _ := old.(Before); c.Text(&v.fact); return v }},
	{"bitsPerPixel", func(c *pack.Coder, old Check) Check {
		v, _ := old.(BitsPerPixel)
		pack.Int64s.List(&v.bits, c)
		return v
	}},
	{"bytes", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Bytes)
		packedBounds.Pack(&v.Bounds, c)
		c.Text(&v.of)
		c.Int64(&v.multiple)
		return v
	}},
	{"charset", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Charset)
		v.set = Charsets(c.Byte(uint8(v.set)))
		return v
	}},
	{"colour", func(c *pack.Coder, old Check) Check { v, _ := old.(Colour); pack.Int64s.List(&v.channels, c); return v }},
	{"contentType", func(c *pack.Coder, old Check) Check {
		v, _ := old.(ContentType)
		pack.Texts.List(&v.types, c)
		return v
	}},
	{"dataUrl", func(c *pack.Coder, old Check) Check { v, _ := old.(DataURL); c.Bool(&v.forbidden); return v }},
	{"decodes", func(c *pack.Coder, old Check) Check { v, _ := old.(Decodes); packFormat(&v.format, c); return v }},
	{"duration", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Duration)
		packedBounds.Pack(&v.Bounds, c)
		return v
	}},
	{"encrypted", func(c *pack.Coder, old Check) Check { v, _ := old.(Encrypted); c.Bool(&v.want); return v }},
	{"extension", func(c *pack.Coder, old Check) Check { v, _ := old.(Extension); pack.Texts.List(&v.names, c); return v }},
	{"fetches", func(c *pack.Coder, old Check) Check { return Fetches{} }},
	{"format", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Format)
		packedFormat.List(&v.formats, c)
		c.Text(&v.words)
		return v
	}},
	{"frameRate", func(c *pack.Coder, old Check) Check {
		v, _ := old.(FrameRate)
		packedBounds.Pack(&v.Bounds, c)
		return v
	}},
	{"is", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Is)
		c.Text(&v.text)
		v.kind = body.Kind(c.Byte(uint8(v.kind)))
		c.Bool(&v.not)
		return v
	}},
	{"items", func(c *pack.Coder, old Check) Check { v, _ := old.(Items); packedBounds.Pack(&v.Bounds, c); return v }},
	{"known", func(c *pack.Coder, old Check) Check { v, _ := old.(Known); pack.Texts.List(&v.also, c); return v }},
	{"length", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Length)
		packedBounds.Pack(&v.Bounds, c)
		c.Bool(&v.bytes)
		return v
	}},
	{"never", func(c *pack.Coder, old Check) Check { return Never{} }},
	{"oneOf", func(c *pack.Coder, old Check) Check {
		v, _ := old.(OneOf)
		pack.Texts.List(&v.values, c)
		pack.Texts.List(&v.sorted, c)
		c.Bool(&v.ignoreCase)
		c.Text(&v.split)
		return v
	}},
	{"parses", func(c *pack.Coder, old Check) Check { return Parses{} }},
	{"pixels", func(c *pack.Coder, old Check) Check { v, _ := old.(Pixels); packedBounds.Pack(&v.Bounds, c); return v }},
	{"range", func(c *pack.Coder, old Check) Check { v, _ := old.(Range); packedBounds.Pack(&v.Bounds, c); return v }},
	{"ratio", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Ratio)
		packedRatio.Pack(&v, c)
		return v
	}},
	{"required", func(c *pack.Coder, old Check) Check { v, _ := old.(Required); v.How.pack(c); return v }},
	{"sameSize", func(c *pack.Coder, old Check) Check {
		v, _ := old.(SameSize)
		c.Int(&v.other)
		c.Text(&v.name)
		return v
	}},
	{"side", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Side)
		packedBounds.Pack(&v.Bounds, c)
		c.Text(&v.of)
		return v
	}},
	{"starts", func(c *pack.Coder, old Check) Check { v, _ := old.(Starts); pack.Texts.List(&v.prefixes, c); return v }},
	{"takes", func(c *pack.Coder, old Check) Check { v, _ := old.(Takes); pack.Texts.List(&v.types, c); return v }},
	{"type", func(c *pack.Coder, old Check) Check { v, _ := old.(Type); pack.Texts.List(&v.names, c); return v }},
	{"unique", func(c *pack.Coder, old Check) Check { v, _ := old.(Unique); c.Text(&v.fact); return v }},
	{"url", func(c *pack.Coder, old Check) Check { v, _ := old.(URL); pack.Texts.List(&v.schemes, c); return v }},
	{"validItems", func(c *pack.Coder, old Check) Check { v, _ := old.(ValidItems); c.Bool(&v.all); return v }},
}

// Pack packs or reads a check of the named kind; nil when there is no such kind.
func Pack(c *pack.Coder, kind string, check Check) Check {
	for i := range packed {
		if packed[i].name == kind {
			return packed[i].pack(c, check)
		}
	}
	return nil
}

var packedBounds = pack.Of(func(b *Bounds) []pack.Field {
	return []pack.Field{pack.Pointer(&b.Min, packedLimit), pack.Pointer(&b.Max, packedLimit), pack.Pointer(&b.Above, packedLimit),
		pack.Pointer(&b.Below, packedLimit), pack.Bool(&b.OpenEdge)}
})

var packedLimit = pack.Of(func(l *Limit) []pack.Field {
	return []pack.Field{pack.Int64(&l.Low), pack.Int64(&l.High), pack.Text(&l.Fact), pack.Text(&l.Words)}
})

var packedRatio = pack.Of(func(r *Ratio) []pack.Field {
	return []pack.Field{pack.Pointer(&r.min, packedRatioLimit), pack.Pointer(&r.max, packedRatioLimit), pack.Pointer(&r.above, packedRatioLimit),
		pack.Pointer(&r.below, packedRatioLimit), pack.Bool(&r.open), pack.Bool(&r.longest), pack.Text(&r.fact), pack.Text(&r.words)}
})

var packedRatioLimit = pack.Of(func(l *ratioLimit) []pack.Field {
	return []pack.Field{pack.Int64(&l.long), pack.Int64(&l.short), pack.Text(&l.words)}
})

var packedPlaces = pack.Of(func(l *placeList) []pack.Field {
	return []pack.Field{pack.List(&l.numbers, pack.Ints), pack.List(&l.names, pack.Texts)}
})

func (p *Presence) pack(c *pack.Coder) { *p = Presence(c.Byte(uint8(*p))) }

// packFormat packs a format by its name: numbers are this version's own.
func packFormat(f *probe.Format, c *pack.Coder) {
	name := f.String()
	c.Text(&name)
	*f, _ = probe.ParseFormat(name)
}

var packedFormat = pack.Of(func(f *probe.Format) []pack.Field { return []pack.Field{pack.Own(f, packFormat)} })

// PackedPlace is how a place is packed.
var PackedPlace = pack.Of(func(p *Place) []pack.Field {
	return []pack.Field{pack.Byte(&p.Root), pack.Text(&p.Name), pack.List(&p.Tokens, pack.Texts), pack.Text(&p.Text), pack.Int(&p.Inside)}
})
